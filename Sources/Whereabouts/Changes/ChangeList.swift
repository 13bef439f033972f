public import EventLog

/// What is known at one point and was not at an earlier one, and what follows from it.
///
/// Names the entries recorded between the two, the episodes that are different because of them, and
/// the figures that are different because of these.
public struct ChangeList: Hashable, Sendable {
    /// The number of entries known at the earlier point.
    public let fromSize: UInt64
    /// The number of entries known at the later point.
    public let toSize: UInt64
    /// Entries recorded between the two, as far as they concern what was asked for; in log order.
    public internal(set) var entries: [ChangeEntry] = []
    /// Episodes that are different, by child, then by opening.
    public internal(set) var episodes: [EpisodeChange] = []
    /// Figures that are different, by home, in the order of the reports; none without a period.
    public internal(set) var figures: [FigureChange] = []

    /// Whether nothing is different.
    public var isEmpty: Bool { entries.isEmpty && episodes.isEmpty && figures.isEmpty }
}

/// An entry that was recorded later.
public struct ChangeEntry: Hashable, Sendable {
    /// Its place in the log.
    public let position: Position
    /// Its id.
    public let id: EntryID
    /// What it says.
    public let kind: Kind
    /// How it differs from what was known.
    public let nature: Nature
    /// Whom it is about; `nil` for thresholds, homes and other settings.
    public let child: ChildID?
    /// The openings of the episodes that it concerns.
    public let episodes: [EntryID]
    /// When it happened.
    public let occurrence: Occurrence
    /// When it was recorded.
    public let recordedAt: Instant

    /// How an entry differs from what was known.
    public enum Nature: String, Hashable, Sendable, CaseIterable {
        /// It happened after the earlier point.
        case new
        /// It had happened by the earlier point, and was not known.
        case late
        /// It corrects, withdraws, reinstates, joins, splits or links what was known.
        case correction
        /// It changes nothing but what is shown.
        case annotation
    }
}

/// An episode that is told otherwise.
public struct EpisodeChange: Hashable, Sendable {
    /// The opening entry.
    public let episode: EntryID
    /// The child.
    public let child: ChildID
    /// The home from which the child went, as told later, else as told before.
    public let home: HomeID?
    /// What became of it.
    public let nature: Nature
    /// What differs, in a fixed order; for an episode that came or went, nothing.
    public let differences: [Difference]
    /// Positions of the entries because of which it differs; none when only time has passed.
    public let causes: [Position]

    /// What became of an episode.
    public enum Nature: String, Hashable, Sendable {
        /// It was not known.
        case added
        /// It is known otherwise.
        case changed
        /// It was withdrawn, or joined to another.
        case removed
    }

    /// One thing that is told otherwise.
    public struct Difference: Hashable, Sendable {
        /// What, by its name in the history's JSON.
        public let name: String
        /// What was known; `nil` for nothing.
        public let was: String?
        /// What is known; `nil` for nothing.
        public let now: String?
    }
}

/// A figure that is another one.
public struct FigureChange: Hashable, Sendable {
    /// The home; `nil` for all homes together, or for those not known.
    public let home: HomeID?
    /// Whether it is the figure of all homes together.
    public let isTotal: Bool
    /// The figure, by its name in the reports' JSON.
    public let name: String
    /// What it was.
    public let was: Int
    /// What it is.
    public let now: Int
    /// Positions of the entries because of which it differs; none when only time has passed.
    public let causes: [Position]
}
