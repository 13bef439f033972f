import EventLog
import Whereabouts

/// Times as the text reports have them: London's clock, ISO order.
enum LondonText {
    /// A moment with its precision, such as `2025-05-02 20:00` or `2025-05-02 (date only)`.
    static func text(_ occurrence: Occurrence) -> String {
        let start = text(occurrence.at)
        switch occurrence.precision {
        case .date: return "\(London.date(of: occurrence.at)) (date only)"
        case .hour: return "\(start) (within the hour)"
        case .partOfDay: return "\(start) (part of day)"
        case .before: return "before \(start)"
        case .after: return "after \(start)"
        case .between: return "between \(start) and \(occurrence.to.map { text($0) } ?? "?")"
        default: return start
        }
    }

    /// `2025-05-02 20:00`; seconds are left out.
    static func text(_ moment: Instant) -> String {
        let minute = minuteOfDay(moment)
        return "\(London.date(of: moment)) \(padded(minute / 60)):\(padded(minute % 60))"
    }

    /// How long after the event it was recorded, such as `+4 min`, `+3 h`, `+5 d`.
    static func lag(from event: Instant, to recorded: Instant) -> String {
        let seconds = (recorded.microseconds - event.microseconds) / 1_000_000
        switch seconds {
        case ..<0: return "recorded before it happened"
        case ..<3_600: return "+\(seconds / 60) min"
        case ..<172_800: return "+\(seconds / 3_600) h"
        default: return "+\(seconds / 86_400) d"
        }
    }

    /// Elapsed seconds in hours with one decimal, rounded half up.
    static func hours(_ seconds: Int64) -> String {
        let doubled = seconds * 20 + 3_600
        let tenths = doubled >= 0 ? doubled / 7_200 : -((7_199 - doubled) / 7_200)
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    /// From the first day to the last, both of them in it.
    static func text(_ period: Period) -> String {
        "\(period.from) to \(period.to.adding(days: -1)), both days included"
    }

    private static func minuteOfDay(_ moment: Instant) -> Int {
        let local = moment.adding(seconds: London.secondsAheadOfUTC(at: moment))
        let minute = Int((local.microseconds / 60_000_000) % 1_440)
        return minute < 0 ? minute + 1_440 : minute
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
