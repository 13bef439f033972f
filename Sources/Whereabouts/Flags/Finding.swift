public import EventLog

/// A flag that a child's history raises, with the entries that show it.
public struct Finding: Hashable, Sendable {
    /// Which oddity.
    public let flag: Flag
    /// The opening entry of its episode; `nil` when it belongs to none.
    public let episode: EntryID?
    /// The entries that show it, in log order; where something is lacking, what called for it.
    public let evidence: [Position]
    /// The flag is raised only after this moment; `nil` when the entries alone raise it.
    public let after: Instant?
    /// The place of the episode in its case record.
    var place: Int?

    init(_ flag: Flag, _ episode: EntryID?, _ evidence: [Position], after: Instant? = nil) {
        self.flag = flag
        self.episode = episode
        self.evidence = evidence.sorted()
        self.after = after
    }

    /// Whether the flag is raised as of `now`: what is due at that very moment is not late yet.
    public func isRaised(asOf now: Instant) -> Bool {
        after.map { $0 < now } ?? true
    }
}
