import EventLog
import Whereabouts

/// When a child was looked after, by which authority and where, in the shape of the national return:
/// episodes that follow each other without gaps through each period of care.
struct CareHistory {
    /// All periods of care, each of one authority, in order; none overlaps another.
    let all: [Period]
    /// Those of the authority that makes the return.
    let periods: [Period]
    /// In order of time.
    private(set) var episodes: [EpisodeRow] = []
    /// The days on which the child moved to another placement within a period of care.
    private(set) var moves: [LocalDate] = []

    /// A period of care under one authority.
    struct Period: Hashable {
        let from: LocalDate
        var to: LocalDate?
        var reason: String
        /// The category of need; `nil` when none was recorded.
        var need: String?
        /// The code of the authority that was responsible.
        var authority = ""
        /// Why its end is none that anybody recorded; `nil` for one that somebody did.
        var derivation: String?

        var span: DaySpan { DaySpan(from: from, to: to) }
    }

    /// Tells it as of a day; `birth` ends the care of a child who is still missing at 18.
    ///
    /// `authority` is the code of the one that makes the return, `nil` for all.
    init(_ record: CaseRecord, birth: LocalDate?, today: LocalDate, of authority: String? = nil) {
        var periods = Self.periods(of: record)
        if let birth { Self.endAt18(&periods, record, birth.adding(years: 18), today) }
        all = periods.flatMap { Self.parted($0, record) }
        self.periods = all.filter { authority == nil || $0.authority == authority }
        for period in self.periods { addEpisodes(of: period, record) }
    }

    /// A row that stands already, as that of a placement of one day on which care changed hands, is
    /// not added again.
    mutating func add(_ episode: EpisodeRow) {
        let isRepeat = episodes.last.map { last in
            last.decom == last.dec && last.decom == episode.decom && last.dec == episode.dec
                && last.stay == episode.stay
        }
        if isRepeat != true { episodes.append(episode) }
    }

    mutating func noteMove(on day: LocalDate) { moves.append(day) }

    /// As recorded; where nothing of care was, the child was in care while placed.
    private static func periods(of record: CaseRecord) -> [Period] {
        guard record.care.isEmpty else {
            return record.care.map {
                Period(
                    from: $0.from, to: $0.to, reason: $0.reasonCeased ?? "",
                    need: $0.categoryOfNeed)
            }
        }
        var periods: [Period] = []
        for stay in record.stays {
            let days = stay.days
            let reason = stay.reasonCeased ?? ""
            if let last = periods.last, days.from <= last.to ?? .last {
                guard let end = last.to, days.to ?? .last >= end else { continue }
                periods[periods.count - 1].to = days.to
                periods[periods.count - 1].reason = reason
            } else {
                periods.append(Period(from: days.from, to: days.to, reason: reason))
            }
        }
        for end in record.careEnds {
            let place = periods.lastIndex { $0.from <= end.from && end.from <= $0.to ?? .last }
            guard let place else { continue }
            (periods[place].to, periods[place].reason) = (end.from, end.reasonCeased ?? "")
        }
        return periods
    }

    /// DfE: an unresolved case closes at the 18th birthday, with reason E8.
    private static func endAt18(
        _ periods: inout [Period], _ record: CaseRecord, _ birthday: LocalDate, _ today: LocalDate
    ) {
        guard birthday <= today else { return }
        let midnight = London.midnight(of: birthday)
        let isMissing = record.episodes.contains { episode in
            episode.segments.contains { segment in
                segment.start.at < midnight && segment.end.map { $0.at >= midnight } ?? true
            }
        }
        let open = periods.lastIndex { $0.to == nil && $0.from <= birthday }
        guard isMissing, let open else { return }
        (periods[open].to, periods[open].reason) = (birthday, "E8")
        periods[open].derivation =
            "the child was still missing at 18, and no end of care is on record"
        periods.removeAll { $0.from > birthday && $0.to == nil }
    }

    /// The period parted where another authority became responsible: the one before ends with E3.
    private static func parted(_ period: Period, _ record: CaseRecord) -> [Period] {
        var parts = [period]
        for change in record.authorities.dropFirst() {
            let last = parts.count - 1
            guard parts[last].from < change.from, change.from < parts[last].to ?? .last else {
                continue
            }
            var next = Period(
                from: change.from, to: parts[last].to, reason: parts[last].reason,
                need: parts[last].need)
            next.derivation = parts[last].derivation
            (parts[last].to, parts[last].reason) = (change.from, "E3")
            parts[last].derivation = "another authority is responsible from that day on"
            parts.append(next)
        }
        for place in parts.indices {
            parts[place].authority = record.responsibleAuthority(on: parts[place].from)
        }
        return parts
    }
}

extension Stay {
    /// The days on which it began and ended.
    var days: (from: LocalDate, to: LocalDate?) {
        (London.date(of: started.at), ended.map { London.date(of: $0.at) })
    }
}
