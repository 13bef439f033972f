import EventLog
import Whereabouts

/// When a child was looked after and where, in the shape of the national return: episodes that
/// follow each other without gaps through each period of care.
struct CareHistory {
    /// In order of their first days.
    private(set) var periods: [Period]
    /// In order of time.
    private(set) var episodes: [EpisodeRow] = []

    /// A period of care.
    struct Period: Hashable {
        let from: LocalDate
        var to: LocalDate?
        var reason: String
    }

    /// Tells it as of a day; `birth` ends the care of a child who is still missing at 18.
    init(_ record: CaseRecord, birth: LocalDate?, today: LocalDate) {
        periods = Self.periods(of: record)
        if let birth { endAt18(record, birth.adding(years: 18), today) }
        for period in periods { addEpisodes(of: period, record) }
    }

    mutating func add(_ episode: EpisodeRow) { episodes.append(episode) }

    /// As recorded; where nothing of care was, the child was in care while placed.
    private static func periods(of record: CaseRecord) -> [Period] {
        guard record.care.isEmpty else {
            return record.care.map {
                Period(from: $0.from, to: $0.to, reason: $0.reasonCeased ?? "")
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
    private mutating func endAt18(_ record: CaseRecord, _ birthday: LocalDate, _ today: LocalDate) {
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
        periods.removeAll { $0.from > birthday && $0.to == nil }
    }
}

extension Stay {
    /// The days on which it began and ended.
    var days: (from: LocalDate, to: LocalDate?) {
        (London.date(of: started.at), ended.map { London.date(of: $0.at) })
    }
}
