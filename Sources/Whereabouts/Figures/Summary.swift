public import EventLog

/// What Ofsted is shown about a home, or about all homes together (report 4).
public struct Summary: Hashable, Sendable {
    /// Absences, incidents, reports to the police.
    public internal(set) var counts: HomeCounts
    /// Return home interviews.
    public internal(set) var interviews = Interviews()
    /// Admitted in the period: openings of stays.
    public internal(set) var admitted: [EntryID] = []
    /// Left in the period: ends of stays.
    public internal(set) var left: [EntryID] = []
    /// Children who live there now: openings of their stays.
    public internal(set) var residents: [EntryID] = []
    /// Children who lived there at the end of the period, or live there now while it lasts.
    public internal(set) var residentsAtEnd: [EntryID] = []
    /// Those of ``residents`` of children said to be at risk of sexual exploitation.
    public internal(set) var residentsAtRiskOfCSE: [EntryID] = []
    /// Those of ``residents`` of children whose risks nobody has assessed.
    public internal(set) var residentsNotAssessed: [EntryID] = []
    /// Decisions whether to notify Ofsted in the period.
    public internal(set) var decisions: [Notification] = []
    /// Notifications of Ofsted (regulation 40) in the period.
    public internal(set) var notifications: [Notification] = []
    /// Challenges raised in the period.
    public internal(set) var challenges: [EntryID] = []
    /// Those of them that were answered.
    public internal(set) var challengesAnswered: [EntryID] = []
    /// Escalations in the period.
    public internal(set) var escalations: [EntryID] = []
    /// Children who are persistently missing, of the absences from here.
    public internal(set) var persistent: [PersistentChild] = []
    /// Openings of the episodes that ended in the period.
    public internal(set) var ended: [EntryID] = []
    /// Those of them without reason or explanation a week after the end (F30).
    public internal(set) var unexplained: [EntryID] = []
    /// Months without a gap, up to the last that has come, with an unexplained episode that ended.
    public internal(set) var unexplainedMonths = 0
    /// Strategies for the home in force on the last day of the period that has come.
    public internal(set) var strategies: [EntryID] = []
    /// Corrections, withdrawals, reinstatements, joins and splits recorded in the period.
    public internal(set) var corrections: [EntryID] = []
    /// Flags of the episodes that start in the period.
    public internal(set) var flags = FlagCounts()

    init(home: HomeID? = nil, sector: Sector? = nil) {
        counts = HomeCounts(home: home, sector: sector)
    }

    /// A decision whether to notify Ofsted, or a notification.
    public struct Notification: Hashable, Sendable {
        /// The entry, and when it happened.
        public let mark: Mark
        /// What was decided; `nil` for a notification, and for a code that this version does not know.
        public let decision: OfstedDecision?
        /// Whether it is a decision, and not a notification.
        public let isDecision: Bool
        /// The opening of the episode; `nil` when it belongs to none.
        public let episode: EntryID?
        /// Elapsed seconds since the report to the police, else since the opening.
        public let lagSeconds: Int64?
    }
}

/// How often each flag is raised.
public struct FlagCounts: Hashable, Sendable {
    /// By number of the flag.
    private var counts = [Int](repeating: 0, count: 64)

    /// No flags.
    public init() {}

    /// How often `flag` is raised.
    public subscript(flag: Flag) -> Int { counts[flag.rawValue] }

    mutating func add(_ flag: Flag) { counts[flag.rawValue] += 1 }

    mutating func add(_ other: FlagCounts) {
        for place in counts.indices { counts[place] += other.counts[place] }
    }
}

/// The summaries of all homes, and of the homes together.
public struct SummaryByHome: Hashable, Sendable {
    /// Most reports to the police first, then by id; homes without anything are left out.
    public let homes: [Summary]
    /// All homes together; a child who was in two homes counts once.
    public let total: Summary
}

/// A child who goes missing again and again (report 12).
public struct PersistentChild: Hashable, Sendable {
    /// The child's number.
    public let subject: Subject
    /// Openings of the missing episodes that start in the period, from the home asked for.
    public let episodes: [EntryID]
    /// The rules that the child's missing episodes meet, the last of them in the period.
    public let rules: [Rule]
    /// The last strategy or risk management meeting; `nil` when there was none.
    public let lastMeeting: Mark?
    /// The last request for a care plan review.
    public let reviewRequested: Mark?
    /// The last decision on one.
    public let reviewDecided: Mark?
    /// The last escalation.
    public let escalated: Mark?

    /// A number of missing episodes within a number of days.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        /// By default 3 in 90 days.
        case persistent
        /// By default 3 in 30 days: a strategy meeting is called for.
        case strategyMeeting
        /// By default 10 in 365 days.
        case veryHigh
    }
}
