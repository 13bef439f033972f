import EventLog
import Whereabouts

/// One child's row of list 8.
struct AnnexARow {
    let cells: [ReturnCell]

    /// The row; `nil` when the child is not of the cohort.
    init?(
        _ child: ChildFile, _ on: InspectionDay, asOf now: Instant, of authority: String?,
        _ form: ReturnSpecification, _ homes: HomeRegister
    ) throws {
        let (record, words) = (child.record, child.words)
        let today = min(on.day, London.date(of: now))
        let care = CareHistory(record, birth: words?.birth, today: today, of: authority)
        let begun = care.periods.filter { $0.from <= on.day }
        guard let period = begun.last, on.includes(period) else { return nil }
        let isAgain = begun.dropLast().contains { $0.to ?? .last >= on.yearBefore }
        let ceased = period.to.flatMap { $0 <= on.day ? $0 : nil }
        // The placement of the day; of a child who has left care, the last one there.
        let stay = record.spell(on: ceased.map { $0.adding(days: -1) } ?? on.day, from: period.from)
        func answer(_ isSo: Bool) -> ReturnCell {
            .text(form.code("answer", isSo ? "yes" : "no"))
        }
        func code(_ item: String, _ code: String?) -> ReturnCell { .text(form.code(item, code)) }
        let who: [ReturnCell] = [
            .text(child.id.text), code("gender", words?.sex ?? "U"),
            code("ethnicity", words?.ethnicity), .day(words?.birth),
            .number(words?.birth?.completedYears(on: on.day)), answer(record.isUASC), .blank,
        ]
        let status = Self.status(record, on.day)
        let looked: [ReturnCell] = [
            .day(period.from), .blank, answer(isAgain), .day(status?.from),
            code("status", status?.code), .blank, .blank, .blank, .blank, .blank, .blank,
            .number(Self.placements(record, on)), .day(ceased),
            code("ceased", ceased == nil ? nil : period.reason),
        ]
        let placed = Self.placement(
            stay, form, stay.flatMap { homes.home($0.scope, on: on.day) },
            record.responsibleAuthority(on: ceased.map { $0.adding(days: -1) } ?? on.day))
        let absences = try Self.absences(child, on, asOf: now, form) { day in
            authority == nil || record.responsibleAuthority(on: day) == authority
        }
        cells = who + looked + placed + absences + [.blank, .blank]
    }

    /// The status in force and since when, however often it was recorded.
    private static func status(
        _ record: CaseRecord, _ day: LocalDate
    ) -> (from: LocalDate, code: String?)? {
        let begun = record.legalStatuses.filter { $0.from <= day }
        guard let last = begun.last else { return nil }
        let since = begun.reversed().prefix { $0.code == last.code }.last
        return (since?.from ?? last.from, last.code)
    }

    private static func placements(_ record: CaseRecord, _ on: InspectionDay) -> Int {
        record.stays.count { stay in
            stay.days.from <= on.day && stay.days.to ?? .last >= on.yearBefore
        }
    }

    private static func placement(
        _ stay: Stay?, _ form: ReturnSpecification, _ home: HomeDetails?, _ authority: String
    ) -> [ReturnCell] {
        let place = stay?.place ?? form.code("kind", home?.kind)
        let isIn = home.map { $0.hostAuthority == authority }
        return [
            .day(stay?.days.from), .text(form.code("place", place)),
            .text(form.code("provider", stay?.provider)), .blank,
            .text(home?.returnedID ?? ""),
            .text(form.code("location", isIn.map { $0 ? "in" : "out" })),
            .text(home?.hostAuthority ?? ""),
        ]
    }

    /// Counts of the twelve months, and the interview of the last missing episode in them.
    private static func absences(
        _ child: ChildFile, _ on: InspectionDay, asOf now: Instant, _ form: ReturnSpecification,
        _ isOwn: (LocalDate) -> Bool
    ) throws -> [ReturnCell] {
        var (missing, away) = (0, 0)
        var last: (isEnded: Bool, start: Instant, answer: InterviewAnswer)?
        for episode in child.record.episodes {
            for segment in episode.segments {
                let day = London.date(of: segment.start.at)
                guard on.isInYear(day), isOwn(day) else { continue }
                guard segment.segmentClass == .missing else {
                    away += 1
                    continue
                }
                missing += 1
                // Open ones rank behind those that ended.
                let isEnded = episode.end != nil
                let isNewer = last.map { last in
                    isEnded == last.isEnded ? segment.start.at >= last.start : isEnded
                }
                guard isNewer ?? true else { continue }
                last = (
                    isEnded, segment.start.at,
                    InterviewAnswer(
                        episode.interview, asOf: now,
                        recordsOffers: try child.recordsOffers(of: episode))
                )
            }
        }
        return [
            .number(missing), .number(away),
            .text(form.code("answer", last?.answer.offered.rawValue)),
            .text(form.code("answer", last?.answer.accepted.rawValue)),
        ]
    }
}

extension HomeDetails {
    /// The id as a return gives it: none for the home that an import makes for rows without one.
    var returnedID: String { id.text == "unknown" ? "" : id.text }
}

extension CaseRecord {
    /// The stay of the newest spell that had begun on or before a day, and lasted into a period.
    fileprivate func spell(on day: LocalDate, from first: LocalDate) -> Stay? {
        let begun = spells.filter { London.date(of: $0.start) <= max(day, first) }
        return begun.last?.stay
    }
}
