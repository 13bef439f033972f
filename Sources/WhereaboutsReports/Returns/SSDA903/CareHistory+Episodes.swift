import EventLog
import Whereabouts

extension CareHistory {
    /// A part of a period of care in one placement; in none on record where `stay` is `nil`.
    private struct Part {
        let from: LocalDate
        let to: LocalDate?
        let stay: Stay?
    }

    mutating func addEpisodes(of period: Period, _ record: CaseRecord) {
        let parts = Self.parts(of: period, record.spells)
        let statuses = record.legalStatuses
        var before: String?
        for (place, part) in parts.enumerated() {
            if place > 0 { noteMove(on: part.from) }
            let isLast = place == parts.count - 1
            var from = part.from
            // On the day on which a part ends the next one begins, with the status of that day.
            let changes = Self.changes(statuses, after: part.from, before: part.to)
            for (number, change) in (changes + [nil]).enumerated() {
                let status = Self.status(statuses, on: from)
                let isFirst = number == 0
                var row = EpisodeRow(
                    decom: from, dec: change ?? part.to,
                    begun: place == 0 && isFirst
                        ? .care : !isFirst ? .status : status == before ? .place : .both,
                    status: status ?? "", stay: part.stay)
                row.need = period.need
                Self.noteBlanks(&row, statuses)
                if row.dec != nil { Self.end(&row, part, of: period, change == nil, isLast) }
                add(row)
                before = status
                from = change ?? from
            }
        }
    }

    /// Says why a row ends, and whether somebody recorded so.
    private static func end(
        _ row: inout EpisodeRow, _ part: Part, of period: Period, _ isEndOfPart: Bool,
        _ isLast: Bool
    ) {
        row.reason = "X1"
        guard isEndOfPart else { return }
        if isLast, part.to == period.to {
            row.reason = period.reason
            if let derivation = period.derivation {
                row.derived.append(Derived("DEC and REC", derivation))
            }
            return
        }
        row.change = part.stay?.reasonForChange ?? ""
        let isRecorded = part.stay.map { $0.days.to == part.to } ?? true
        if !isRecorded {
            row.derived.append(
                Derived(
                    "DEC", "no end of the placement is on record; the child was in the next one"))
        }
    }

    private static func noteBlanks(_ row: inout EpisodeRow, _ statuses: [LegalStatusPeriod]) {
        if row.stay == nil {
            row.derived.append(Derived("PLACE", "no placement is on record for these days"))
        }
        if let first = statuses.first, first.from > row.decom {
            row.derived.append(
                Derived("LS", "the first legal status on record is of \(first.from.slashed)"))
        }
    }

    /// The period cut at every move; what lies between two placements has none.
    private static func parts(of period: Period, _ spells: [Spell]) -> [Part] {
        var parts: [Part] = []
        var day = period.from
        for spell in spells {
            let first = London.date(of: spell.start)
            guard first <= period.to ?? .last else { break }
            let last = spell.end.map { London.date(of: $0) }
            let end = [last, period.to].compactMap { $0 }.min()
            let start = max(first, day)
            let isOfOneDay = spell.stay.days.from == spell.stay.days.to
            guard start < end ?? .last || isOfOneDay && start == end else { continue }
            if start > day { parts.append(Part(from: day, to: start, stay: nil)) }
            parts.append(Part(from: start, to: end, stay: spell.stay))
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
