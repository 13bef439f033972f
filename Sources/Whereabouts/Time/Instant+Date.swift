public import EventLog
public import Foundation

extension Instant {
    /// The moment of a Foundation date, to the microsecond.
    public init(_ date: Date) {
        self.init(microseconds: Int64((date.timeIntervalSince1970 * 1_000_000).rounded()))
    }

    /// The moment as a Foundation date; exact to about a microsecond until the year 2100.
    public var date: Date {
        Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }
}
