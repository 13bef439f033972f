public import EventLog

/// An entry of an episode, and when it happened.
public struct Mark: Hashable, Sendable {
    /// Its place in the log.
    public let position: Position
    /// Its id.
    public let id: EntryID
    /// When it happened, corrections applied.
    public let occurrence: Occurrence

    init(position: Position, id: EntryID, occurrence: Occurrence) {
        (self.position, self.id, self.occurrence) = (position, id, occurrence)
    }

    init(_ entry: EffectiveEntry) {
        self.init(
            position: entry.header.position, id: entry.header.id, occurrence: entry.occurrence)
    }

    /// The moment of the event.
    public var at: Instant { occurrence.at }
}

extension Occurrence {
    /// Whether the time of day is known: a clock can start from it.
    ///
    /// A date, a part of a day, a range or a bound gives none, and none is guessed.
    public var hasTime: Bool { precision == .minute || precision == .hour }

    /// The moment by which entries of an episode are ordered.
    ///
    /// A date-only ending counts at the end of its day, everything else at its start.
    func orderingMoment(isEnding: Bool) -> Instant {
        guard precision == .date, isEnding else { return at }
        return London.midnight(after: London.date(of: at))
    }

    init(_ entry: LogEntry) {
        let precision = Precision(rawValue: Int(entry.precision)) ?? .minute
        self.init(
            entry.header.occurredAt, to: entry.occurredTo,
            precision == .unspecified ? .minute : precision)
    }
}
