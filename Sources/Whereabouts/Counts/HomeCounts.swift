public import EventLog

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

    func contains(_ moment: Instant) -> Bool {
        let day = London.date(of: moment)
        return from <= day && day < to
    }
}

/// What happened at one home in a period (report 2 of the domain contract).
///
/// Attributed to the home from which the child went. Every figure lists the entries behind it.
public struct HomeCounts: Hashable, Sendable {
    /// The home; `nil` for episodes whose home is not known.
    public let home: HomeID?
    /// The sector of the home's provider; `nil` when it is not registered.
    public let sector: Sector?
    /// Openings of the episodes that start in the period.
    public internal(set) var absences: [EntryID] = []
    /// Openings of the episodes with a missing segment that starts in it, one an incident.
    public internal(set) var missingIncidents: [EntryID] = []
    /// Openings of the episodes with an away segment that starts in it, one an incident.
    public internal(set) var awayIncidents: [EntryID] = []
    /// Reports to the police made in it.
    public internal(set) var policeReports: [EntryID] = []
    /// Openings of the episodes that are open as of the view, whatever the period.
    public internal(set) var openNow: [EntryID] = []
    /// Children with an absence that starts in the period.
    public internal(set) var children = 0
    /// Those of them with more than one.
    public internal(set) var childrenMoreThanOnce = 0
    /// The most absences of one child.
    public internal(set) var maxPerChild = 0
    /// Children with a missing incident that starts in it.
    public internal(set) var childrenMissing = 0
    /// Children with an away incident that starts in it.
    public internal(set) var childrenAway = 0
}

/// The counts of all homes, and of the homes together.
public struct CountsByHome: Hashable, Sendable {
    /// Most reports to the police first, then by id; homes without any figure are left out.
    public let homes: [HomeCounts]
    /// All homes together; a child with absences from two homes counts once.
    public let total: HomeCounts
}

extension HomeCounts {
    /// Adds what one child did from this home.
    mutating func add(_ child: ChildCounts) {
        absences += child.absences
        missingIncidents += child.missing
        awayIncidents += child.away
        policeReports += child.reports
        openNow += child.open
        children += child.absences.isEmpty ? 0 : 1
        childrenMoreThanOnce += child.absences.count > 1 ? 1 : 0
        maxPerChild = max(maxPerChild, child.absences.count)
        childrenMissing += child.missing.isEmpty ? 0 : 1
        childrenAway += child.away.isEmpty ? 0 : 1
    }

    /// Whether there is nothing to report.
    var isEmpty: Bool {
        absences.isEmpty && missingIncidents.isEmpty && awayIncidents.isEmpty
            && policeReports.isEmpty && openNow.isEmpty
    }
}

/// One child's share of the counts of one home.
struct ChildCounts {
    var absences: [EntryID] = []
    var missing: [EntryID] = []
    var away: [EntryID] = []
    var reports: [EntryID] = []
    var open: [EntryID] = []

    /// Takes in one episode, as far as it falls in `period`.
    mutating func add(_ episode: Episode, _ period: Period, reports made: [EntryID]) {
        if period.contains(episode.start.at) { absences.append(episode.id) }
        for segment in episode.segments where period.contains(segment.start.at) {
            switch segment.segmentClass {
            case .missing: missing.append(episode.id)
            case .away: away.append(episode.id)
            }
        }
        reports += made
        if episode.isOpen { open.append(episode.id) }
    }

    mutating func add(_ other: ChildCounts) {
        absences += other.absences
        missing += other.missing
        away += other.away
        reports += other.reports
        open += other.open
    }
}
