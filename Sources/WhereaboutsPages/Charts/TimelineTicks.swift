import EventLog
import Whereabouts
import WhereaboutsReports

/// Where the lines of a time axis stand: whole hours or days of London's clock.
struct TimelineTicks {
    let moments: [Instant]
    private let step: Int64

    private static let steps: [Int64] = [
        1, 2, 3, 6, 12, 24, 48, 7 * 24, 14 * 24, 28 * 24, 91 * 24, 182 * 24, 365 * 24,
    ].map { $0 * 3_600 }
    private static let limit: Int64 = 7

    init(from start: Instant, to end: Instant) {
        let length = (end.microseconds - start.microseconds) / 1_000_000
        let step =
            Self.steps.first { length / $0 < Self.limit }
            ?? (length / Self.limit / 86_400 + 1) * 86_400
        var moments: [Instant] = []
        var tick = London.midnight(of: London.date(of: start))
        while tick <= end {
            if tick >= start { moments.append(tick) }
            let next = tick.adding(seconds: step)
            // Days are told by the calendar: they are not always 24 hours long.
            tick = step % 86_400 == 0 ? Self.midnight(near: next) : next
        }
        (self.moments, self.step) = (moments, step)
    }

    private static func midnight(near moment: Instant) -> Instant {
        London.midnight(of: London.date(of: moment.adding(seconds: 6 * 3_600)))
    }

    /// A time above a date, or a date alone.
    func labels(of tick: Instant) -> (String, String) {
        let text = LocalTime.text(tick)
        let (date, time) = (String(text.prefix(10)), String(text.dropFirst(11)))
        if step % 86_400 == 0 { return (date, "") }
        return (time, time == "00:00" || tick == moments.first ? date : "")
    }
}
