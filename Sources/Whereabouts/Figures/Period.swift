package import EventLog

/// A period of occurrence in London dates: from the first day on, up to but without the last.
public struct Period: Hashable, Sendable {
    /// The first day.
    public let from: LocalDate
    /// The day after the last.
    public let to: LocalDate

    /// Makes the period `[from, to)`; empty when `to` is not later.
    public init(from: LocalDate, to: LocalDate) {
        self.from = from
        self.to = to
    }

    /// The moments of the period; dates cost more to compute.
    package var moments: Range<Instant> {
        let start = London.midnight(of: from)
        return start..<max(start, London.midnight(of: to))
    }
}
