/// A moment on the UTC line, counted in microseconds since 1970-01-01T00:00:00Z.
///
/// Integer microseconds, never a floating-point second: the same moment has one representation
/// for ever. Leap seconds are not counted, as in POSIX time.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before it.
    public var microseconds: Int64

    /// Makes the moment `microseconds` after 1970-01-01T00:00:00Z.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Orders by time.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment `seconds` later; traps only beyond the years 292,000.
    public func adding(seconds: Int64) -> Instant {
        Instant(microseconds: microseconds + seconds * 1_000_000)
    }
}
