public import EventLog

/// What follows from one child's history: episodes, flags, deadlines.
///
/// A pure function of the child's entries and of the thresholds. It does not depend on the present
/// time: flags and deadlines say from when on they hold.
public struct CaseRecord: Hashable, Sendable {
    /// In order of their openings.
    public internal(set) var episodes: [Episode] = []
    /// In order of their flags' numbers, then of the evidence.
    public internal(set) var findings: [Finding] = []
    /// What is owed for the child; in order of their entries.
    public internal(set) var deadlines: [Deadline] = []
    /// Decisions, meetings, challenges and corrections, in log order.
    public internal(set) var milestones: [Milestone] = []
    /// Where the child was placed, and when in care.
    var residence = Residence()
    /// Who the child is, as registered last.
    var person = Person()

    /// Where the child was placed, in order of the starts.
    public var stays: [Stay] { residence.stays }

    /// When the child was looked after, in order of the first days; none when nothing was recorded.
    public var care: [CarePeriod] { residence.care }

    /// Ends of care whose beginning nobody recorded, each as a period of that day.
    public var careEnds: [CarePeriod] { residence.careEnds }

    /// The child's legal status, in order of the days from which each was in force.
    public var legalStatuses: [LegalStatusPeriod] { residence.statuses }

    /// Whether the child came unaccompanied and seeks asylum, as registered last.
    public var isUASC: Bool { person.isUASC }

    /// The code of the authority that is responsible now; empty when none is on record.
    public var responsibleAuthority: String { person.authorities.last?.code ?? "" }

    /// The authorities that have been responsible, in order of their first days.
    public var authorities: [AuthorityPeriod] { person.authorities }

    /// The code of the authority that is responsible on a day.
    ///
    /// - Returns: On days before the first on record, that one; empty when none is on record.
    public func responsibleAuthority(on day: LocalDate) -> String { person.authority(on: day) }

    /// Whether an authority is or was responsible for the child on any day.
    public func wasResponsible(_ code: String) -> Bool {
        person.authorities.contains { $0.code == code }
    }

    /// Whether the child is subject to restriction: unaccompanied and asylum-seeking, or flagged.
    public var isRestricted: Bool { person.isUASC || person.isFlagged }

    /// Whether the child was said to be at risk of sexual exploitation.
    public var isAtRiskOfCSE: Bool { person.isAtRiskOfCSE }

    /// Whether anybody has judged the child's risks, with whatever result: else what they are is no
    /// data.
    public var isRiskAssessed: Bool { person.isRiskAssessed }

    /// The newest entry that may have changed the date of birth; ages recorded later are right.
    var birthChange: Position? { person.birthChange }

    /// The newest entry that may have changed who the child is.
    var identityChange: Position? { person.identityChange }
}

/// An entry that reports list besides episodes: a decision, a meeting, a challenge, a correction.
public struct Milestone: Hashable, Sendable {
    /// What happened.
    public let kind: Kind
    /// The entry, and when it happened.
    public let mark: Mark
    /// When it was recorded.
    public let recordedAt: Instant
    /// The opening entry of its episode; `nil` when it belongs to none.
    public let episode: EntryID?
    /// The home that it is filed under, else that of its episode.
    public let scope: Scope
    /// The number of the code that says what: decision, subject or limb; 0 for none.
    public let code: Int
}
