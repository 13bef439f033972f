public import EventLog

/// When something happened, as exactly as it is known.
public struct Occurrence: Hashable, Sendable {
    /// The moment; with a precision, the bound, the start of the range or the local midnight.
    public let at: Instant
    /// The end of the range, for `between` only.
    public let to: Instant?
    /// How exactly it is known.
    public let precision: Precision

    init(_ at: Instant, to: Instant? = nil, _ precision: Precision) {
        self.at = at
        self.to = to
        self.precision = precision
    }

    /// At a moment known to the minute.
    public static func at(_ moment: Instant) -> Self { Self(moment, .minute) }

    /// On a day in London, the time not known.
    public static func on(_ date: LocalDate) -> Self { Self(London.midnight(of: date), .date) }

    /// At some time in a range, such as between two checks in the night.
    public static func between(_ from: Instant, and to: Instant) -> Self {
        Self(from, to: to, .between)
    }

    /// Before a moment, no more is known.
    public static func before(_ moment: Instant) -> Self { Self(moment, .before) }

    /// After a moment, no more is known.
    public static func after(_ moment: Instant) -> Self { Self(moment, .after) }

    /// Within the hour that begins at a moment.
    public static func withinHour(of moment: Instant) -> Self { Self(moment, .hour) }

    /// In a part of a day, such as the evening that begins at a moment.
    public static func partOfDay(from moment: Instant) -> Self { Self(moment, .partOfDay) }
}
