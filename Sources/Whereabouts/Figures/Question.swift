import EventLog

/// A period and the moment of asking, in the form that is compared with most often.
struct Question: Sendable {
    let period: Period
    let now: Instant
    private let moments: Range<Instant>

    init(_ period: Period, _ now: Instant) {
        (self.period, self.now) = (period, now)
        moments = period.moments
    }

    /// Whether a moment lies in the period.
    func contains(_ moment: Instant) -> Bool { moments.contains(moment) }

    /// The end of the period, or the moment of asking while it lasts: figures of a state are of it.
    var end: Instant { min(moments.upperBound, now) }

    /// Whether the period is not over.
    var isRunning: Bool { now < moments.upperBound }

    /// The last moment of the period.
    var lastMoment: Instant { Instant(microseconds: moments.upperBound.microseconds - 1) }

    /// Whether something that lasted from `start` to `end` lasted at the end of the period.
    func lastsAtEnd(from start: Instant, to end: Instant) -> Bool {
        isRunning
            ? start <= now && end > now
            : start < moments.upperBound && end >= moments.upperBound
    }

    /// Whether a stretch of time lies in the period, wholly or in part; one without end goes on.
    func touches(from start: Instant, to end: Instant?) -> Bool {
        start < moments.upperBound && end.map { $0 >= moments.lowerBound } ?? true
    }

    /// The last day of the period that has come.
    var lastDay: LocalDate { min(period.to.adding(days: -1), London.date(of: now)) }

    /// The days of the period that have come.
    var days: Range<Int> {
        let start = period.from.daysSince1970
        let end = min(period.to.daysSince1970, London.date(of: now).daysSince1970 + 1)
        return start..<max(start, end)
    }
}
