import EventLog
import Whereabouts

/// Of which stretches of a trend anything can be on record: not of those before the home, the
/// authority or the log was there, nor of those that have not begun.
struct RecordSpan: Sendable {
    /// The moment of asking.
    let now: Instant
    /// Whether away incidents are recorded on the last day of the period that has come.
    let recordsAway: Bool
    private let beginning: Beginning

    init(
        _ stretches: [Stretch], _ period: Period, _ view: RecordsView, of reach: Reach
    ) throws {
        now = view.now
        let first = stretches.first?.period.from ?? period.from
        beginning = try view.beginning(of: reach, ifAfter: first)
        let last = min(period.to.adding(days: -1), London.date(of: view.now))
        recordsAway = try view.records(.awayIncidents, in: reach, on: last)
    }

    /// Cells of a stretch: no data where nothing of it can be on record.
    func known(_ cells: [Cell], in stretch: Stretch) -> [Cell] {
        beginning.isAfter(stretch.period) || stretch.moments.lowerBound > now
            ? cells.map(\.withoutData) : cells
    }
}
