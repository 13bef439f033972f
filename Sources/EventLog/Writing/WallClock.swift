import Foundation

/// Where the log reads the time of recording; a test sets its own.
public struct WallClock: Sendable {
    private let read: @Sendable () -> Instant

    /// Makes a clock from a function; it may jump back, `recordedAt` never does.
    public init(_ read: @escaping @Sendable () -> Instant) {
        self.read = read
    }

    /// The present time by this clock.
    public var now: Instant { read() }

    /// The system's clock.
    public static let system = WallClock {
        // Date counts seconds in a Double, exact to a fraction of a microsecond until 2100.
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }
}
