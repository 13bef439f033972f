package import EventLog
package import Whereabouts

/// Times as people in England read them: London's clock, day first in ISO order.
package enum LocalTime {
    /// A moment with its precision, such as `2025-05-02 20:00` or `2025-05-02 (date only)`.
    package static func text(_ occurrence: Occurrence) -> String {
        let start = text(occurrence.at)
        let date = London.date(of: occurrence.at).description
        switch occurrence.precision {
        case .date: return "\(date) (date only)"
        case .hour: return "\(start) (within the hour)"
        case .partOfDay: return "\(start) (part of day)"
        case .before: return "before \(start)"
        case .after: return "after \(start)"
        case .between: return "between \(start) and \(occurrence.to.map { text($0) } ?? "?")"
        default: return start
        }
    }

    /// `2025-05-02 20:00`; seconds are left out.
    ///
    /// In the hour that is there twice as the clocks go back, it says which of the two:
    /// `2025-10-26 01:30 BST`, an hour later `2025-10-26 01:30 GMT`.
    package static func text(_ moment: Instant) -> String {
        let minutes = minutes(of: moment)
        let date = London.date(of: moment)
        let text = "\(date) \(padded(minutes / 60)):\(padded(minutes % 60))"
        return London.isRepeated(moment) ? "\(text) \(London.zone(at: moment))" : text
    }

    /// The hour of the day, from 0 to 23.
    package static func hour(of moment: Instant) -> Int { minutes(of: moment) / 60 }

    private static func minutes(of moment: Instant) -> Int {
        let local = moment.adding(seconds: London.secondsAheadOfUTC(at: moment))
        let minutes = Int((local.microseconds / 60_000_000) % 1_440)
        return minutes < 0 ? minutes + 1_440 : minutes
    }

    /// How long after the event it was recorded, such as `+4 min`, `+3 h`, `+5 d`.
    package static func lag(from event: Instant, to recorded: Instant) -> String {
        let seconds = (recorded.microseconds - event.microseconds) / 1_000_000
        if seconds < 0 { return "(recorded before it happened)" }
        switch seconds {
        case ..<3_600: return "+\(seconds / 60) min"
        case ..<172_800: return "+\(seconds / 3_600) h"
        default: return "+\(seconds / 86_400) d"
        }
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
