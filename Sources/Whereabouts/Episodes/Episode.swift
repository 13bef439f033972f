public import EventLog

/// One absence of one child, from its opening to the return.
///
/// Follows from the child's entries alone; see ``Episode/episodes(in:homes:)``.
public struct Episode: Hashable, Sendable {
    /// The id of the opening entry.
    public let id: EntryID
    /// The position of the opening entry.
    public let opening: Position
    /// The home from which the child went, by number; `none` when not known.
    public let scope: Scope
    /// When it started: last seen by a responsible adult, else the moment of the opening.
    public let start: Occurrence
    /// When the child was first found; `nil` when not, or not recorded.
    public internal(set) var found: Occurrence?
    /// When the child was back.
    public internal(set) var returned: Occurrence?
    /// When it ended without a return: care ceased, 18th birthday, death.
    public internal(set) var endedOtherwise: Occurrence?
    /// When the police closed their case.
    public internal(set) var policeClosed: Occurrence?
    /// The parts with one class of the national return each, in order of time.
    public internal(set) var segments: [Segment] = []
    /// Positions of the reports to the police, in order of time.
    public internal(set) var policeReports: [Position] = []
    /// When each of ``policeReports`` was made.
    public internal(set) var policeReportTimes: [Occurrence] = []
    /// The grades the police gave, in order of time.
    public internal(set) var policeGrades: [PoliceGrade] = []

    /// Whether the child has neither returned nor the episode ended otherwise.
    public var isOpen: Bool { returned == nil && endedOtherwise == nil }

    /// The class of a segment in the national return (SSDA903, item MISSING).
    public enum Class: String, Hashable, Sendable {
        /// Missing from care: not where expected, whereabouts not known.
        case missing = "M"
        /// Away from placement without authorisation: whereabouts known, and concern or notice.
        case away = "A"
    }

    /// A part of an episode with one class; one incident.
    public struct Segment: Hashable, Sendable {
        /// Missing or away.
        public let segmentClass: Class
        /// When it started.
        public let start: Occurrence
        /// When it ended; `nil` while it lasts.
        public let end: Occurrence?
    }
}

extension Occurrence {
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
