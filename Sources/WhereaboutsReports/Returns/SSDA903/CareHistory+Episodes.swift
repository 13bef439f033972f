import Whereabouts

extension CareHistory {
    /// A part of a period of care in one placement; in none on record where `stay` is `nil`.
    private struct Part {
        let from: LocalDate
        let to: LocalDate?
        let stay: Stay?
    }

    mutating func addEpisodes(of period: Period, _ record: CaseRecord) {
        let parts = Self.parts(of: period, record.stays)
        let statuses = record.legalStatuses
        var before: String?
        for (place, part) in parts.enumerated() {
            var from = part.from
            // On the day on which a part ends the next one begins, with the status of that day.
            let changes = Self.changes(statuses, after: part.from, before: part.to)
            for (number, end) in (changes + [nil]).enumerated() {
                let status = Self.status(statuses, on: from)
                let isFirst = number == 0
                let isEnd = end == nil
                let reason =
                    isEnd ? Self.reason(part, of: period, isLast: place == parts.count - 1) : "X1"
                var row = EpisodeRow(
                    decom: from, dec: isEnd ? part.to : end,
                    begun: place == 0 && isFirst
                        ? .care : !isFirst ? .status : status == before ? .place : .both,
                    status: status ?? "", stay: part.stay)
                if row.dec != nil {
                    row.reason = reason
                    if isEnd, reason == "X1" { row.change = part.stay?.reasonForChange ?? "" }
                }
                add(row)
                before = status
                from = end ?? from
            }
        }
    }

    private static func reason(_ part: Part, of period: Period, isLast: Bool) -> String {
        isLast && part.to == period.to ? period.reason : "X1"
    }

    /// The period cut at every placement; what lies between two has none.
    private static func parts(of period: Period, _ stays: [Stay]) -> [Part] {
        var parts: [Part] = []
        var day = period.from
        for (place, stay) in stays.enumerated() {
            let days = stay.days
            let next = place + 1 < stays.count ? stays[place + 1].days.from : nil
            // A child is in one placement at a time: the newest.
            let end = [days.to, next, period.to].compactMap { $0 }.min()
            let start = max(days.from, day)
            guard start <= end ?? .last, start < end ?? .last || days.from == days.to else {
                continue
            }
            guard days.from <= period.to ?? .last else { break }
            if start > day { parts.append(Part(from: day, to: start, stay: nil)) }
            parts.append(Part(from: start, to: end, stay: stay))
            guard let end else { return parts }
            day = end
        }
        if parts.isEmpty || day < period.to ?? .last {
            parts.append(Part(from: day, to: period.to, stay: nil))
        }
        return parts
    }

    /// The days on which the status became another one, strictly between two days.
    private static func changes(
        _ statuses: [LegalStatusPeriod], after start: LocalDate, before end: LocalDate?
    ) -> [LocalDate?] {
        var days: [LocalDate?] = []
        var now = status(statuses, on: start)
        for period in statuses where period.from > start && period.from < end ?? .last {
            let status = status(statuses, on: period.from)
            if status != now { days.append(period.from) }
            now = status
        }
        return days
    }

    /// The status in force on a day: the newest that had begun, else the first one known.
    private static func status(_ statuses: [LegalStatusPeriod], on day: LocalDate) -> String? {
        (statuses.last { $0.from <= day } ?? statuses.first)?.code
    }
}
