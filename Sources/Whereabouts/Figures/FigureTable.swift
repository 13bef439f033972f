/// The figures of all homes as numbers alone, for a nation that is looked at again and again.
///
/// The numbers are those of ``SummaryByHome``, which lists the entries behind each and costs in
/// proportion to all that is known; a table costs in proportion to what is new.
public struct FigureTable: Hashable, Sendable {
    /// Most reports to the police first, then by id; homes without any figure are left out.
    public let homes: [HomeFigures]
    /// All homes together; a child who was in two homes counts once.
    public let total: HomeFigures
}

/// The figures of one home as numbers alone.
public struct HomeFigures: Hashable, Sendable {
    /// The home; `nil` for all together, or where it is not known.
    public let home: HomeID?
    /// The sector of the home's provider; `nil` when it is not registered.
    public let sector: Sector?
    /// By ``Figure``.
    private let values: [Int]

    init(home: HomeID?, sector: Sector?, values: [Int]) {
        (self.home, self.sector, self.values) = (home, sector, values)
    }

    /// One figure.
    public subscript(figure: Figure) -> Int { values[figure.rawValue] }

    /// How often a flag is raised for the absences.
    public subscript(flag: Flag) -> Int { values[Figure.place(of: flag)] }

    /// Every figure under its name in the reports' JSON, in the order of the reports.
    public var figures: [Summary.NamedFigure] {
        Figure.allCases.map { Summary.NamedFigure($0.name, self[$0]) }
            + Flag.allCases.map { Summary.NamedFigure("flag.\($0.code)", self[$0]) }
    }
}

/// A figure of a home that adds up over children.
public enum Figure: Int, Hashable, Sendable, CaseIterable {
    // Report 2.
    /// See ``HomeCounts/absences``; the other names are those of the counts, too.
    case absences
    /// Segments of class M.
    case missingIncidents
    /// Segments of class A.
    case awayIncidents
    /// Reports to the police.
    case policeReports
    /// Children with an absence.
    case children
    /// Children with more than one.
    case childrenMoreThanOnce
    /// The most absences of one child.
    case maxPerChild
    /// Children with a missing incident.
    case childrenMissing
    /// Children with an away incident.
    case childrenAway
    /// Episodes that are open.
    case openNow
    /// Episodes that were open at the end of the period.
    case openAtEnd
    /// Absences of which a part lay in a night.
    case overnight
    /// Elapsed seconds of the absences.
    case secondsAway
    /// Days on which a child lived in the home.
    case residentDays
    // Report 3.
    /// See ``Interviews/required``; the other names are those of the interviews, too.
    case required
    /// Offered, whenever.
    case offered
    /// Offered in time.
    case offeredIn72
    /// Finally declined.
    case declined
    /// Held, whenever.
    case completed
    /// Held in time.
    case completedIn72
    /// Past due without an offer.
    case notOffered
    /// Due later.
    case awaiting
    /// Past due.
    case overdue
    /// Nobody can say when it was due.
    case clockUnknown
    /// Held without an offer.
    case completedWithoutOffer
    /// Not offered and not challenged.
    case challengesDue
    /// The interviews themselves.
    case interviews
    // Report 4.
    /// Admitted; the other names are those of the summary, too.
    case admitted
    /// Left.
    case left
    /// Living there now.
    case residents
    /// Living there at the end of the period.
    case residentsAtEnd
    /// Decisions whether to notify Ofsted.
    case decisions
    /// Notifications of Ofsted (regulation 40).
    case notifications
    /// Challenges raised.
    case challenges
    /// Challenges answered.
    case challengesAnswered
    /// Escalations.
    case escalations
    /// Children persistently missing.
    case persistent
    /// Episodes that ended.
    case ended
    /// Ended and unexplained.
    case unexplained
    /// Strategies in force.
    case strategies
    /// Corrections recorded.
    case corrections

    /// The name in the reports' JSON.
    public var name: String { "\(self)" }

    /// Flags stand behind the figures, by number.
    static func place(of flag: Flag) -> Int { allCases.count + flag.rawValue }

    /// Stays that go on, and the days from which they count: resident-days follow from them.
    static let ongoingStays = allCases.count + 64
    static let ongoingStayDays = ongoingStays + 1

    /// How many numbers a home has.
    static let placeCount = ongoingStayDays + 1
}
