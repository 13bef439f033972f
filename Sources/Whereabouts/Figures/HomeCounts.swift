public import EventLog

/// What happened at one home in a period (report 2 of the domain contract).
///
/// Attributed to the home from which the child went. Every figure lists the entries behind it.
public struct HomeCounts: Hashable, Sendable {
    /// The home; `nil` for episodes whose home is not known.
    public internal(set) var home: HomeID?
    /// The sector of the home's provider; `nil` when it is not registered.
    public internal(set) var sector: Sector?
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
    /// Openings of the episodes that were open at the end of the period, or are now while it lasts.
    public internal(set) var openAtEnd: [EntryID] = []
    /// Those of the absences of which any part lay between midnight and 06:00 in London.
    public internal(set) var overnight: [EntryID] = []
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
    /// Elapsed seconds of the absences, open ones up to the moment of the question.
    public internal(set) var secondsAway: Int64 = 0
    /// Absences that are not in ``secondsAway``, since the time of an end of it is not known.
    public internal(set) var absencesWithoutTime = 0
    /// Absences by the highest grade that the police gave; those without a grade are left out.
    public internal(set) var grades = GradeCounts()
    /// Days on which a child lived in the home, added up over children.
    public internal(set) var residentDays = 0
    /// Whether placements are recorded here: not where children went and none was ever placed.
    public internal(set) var hasPlacements = true
    /// Whether away incidents are recorded here, as a `RecordingPractice` entry says.
    var recordsAway = true
    /// Children whom any figure may be about.
    ///
    /// Those who lived here, went from here, or have an episode here that is open. What is
    /// published of few people is theirs.
    public internal(set) var people = 0

    /// Whether anything is known of away incidents: where they are recorded, or somebody did so.
    public var hasAway: Bool { recordsAway || !awayIncidents.isEmpty }

    /// How few children may be recognised in what is published: those who were away, else all whom
    /// any figure may be about.
    public var fewest: Int { children > 0 ? min(children, people) : people }

    init(home: HomeID? = nil, sector: Sector? = nil) {
        (self.home, self.sector) = (home, sector)
    }
}

/// How many absences had which highest grade of the police.
public struct GradeCounts: Hashable, Sendable {
    /// In the order of ``order``.
    private var counts = [Int](repeating: 0, count: order.count)

    /// From the highest to the lowest.
    public static let order: [PoliceGrade] = [.high, .medium, .low, .veryLow, .noApparentRisk]

    /// No absences.
    public init() {}

    /// The absences whose highest grade was `grade`.
    public subscript(grade: PoliceGrade) -> Int {
        Self.order.firstIndex(of: grade).map { counts[$0] } ?? 0
    }

    /// Counts the place of a grade in ``order``; -1 stands for none.
    mutating func add(place: Int8) {
        if place >= 0 { counts[Int(place)] += 1 }
    }

    mutating func add(_ other: GradeCounts) {
        for place in counts.indices { counts[place] += other.counts[place] }
    }
}

/// The counts of all homes, and of the homes together.
public struct CountsByHome: Hashable, Sendable {
    /// Most reports to the police first, then by id; homes without any figure are left out.
    public let homes: [HomeCounts]
    /// All homes together; a child with absences from two homes counts once.
    public let total: HomeCounts
}

extension HomeCounts {
    /// Whether there is nothing to report.
    var isEmpty: Bool {
        absences.isEmpty && missingIncidents.isEmpty && awayIncidents.isEmpty
            && policeReports.isEmpty && openNow.isEmpty
    }

    /// Most reports to the police first, then by id.
    func precedes(_ other: HomeCounts) -> Bool {
        if policeReports.count != other.policeReports.count {
            return policeReports.count > other.policeReports.count
        }
        return (home?.text ?? "").utf8.lexicographicallyPrecedes((other.home?.text ?? "").utf8)
    }

    /// Adds an absence that starts in the period.
    mutating func add(_ absence: CaseDigest.Absence, now: Instant) {
        absences.append(absence.id)
        grades.add(place: absence.grade)
        guard absence.seconds >= 0 else {
            absencesWithoutTime += 1
            if absence.isOvernight { overnight.append(absence.id) }
            return
        }
        guard absence.isOpen else {
            secondsAway += absence.seconds
            if absence.isOvernight { overnight.append(absence.id) }
            return
        }
        if Night.touches(.at(absence.start), .at(now)) { overnight.append(absence.id) }
        secondsAway += max(0, (now.microseconds - absence.start.microseconds) / 1_000_000)
    }

    /// Adds one child's number of absences and of incidents.
    mutating func addChild(_ tally: ChildTally) {
        children += tally.absences > 0 ? 1 : 0
        childrenMoreThanOnce += tally.absences > 1 ? 1 : 0
        maxPerChild = max(maxPerChild, tally.absences)
        childrenMissing += tally.missing > 0 ? 1 : 0
        childrenAway += tally.away > 0 ? 1 : 0
    }
}

/// How often one child was away in the period.
struct ChildTally {
    var absences = 0
    var missing = 0
    var away = 0
}

/// The hours from midnight to 06:00 in London.
enum Night {
    /// Whether any part of an absence surely lies in a night; a date alone does not say.
    static func touches(_ start: Occurrence, _ end: Occurrence) -> Bool {
        let day = London.date(of: start.at)
        let last = end.at
        guard start.hasTime, end.hasTime else { return London.date(of: last) > day }
        if start.at < London.sixOClock(on: day), start.at < last { return true }
        return London.midnight(after: day) < last
    }
}

extension London {
    /// 06:00 on a day, which is not always six hours after midnight.
    static func sixOClock(on day: LocalDate) -> Instant {
        let midnight = midnight(of: day)
        let later = midnight.adding(seconds: 6 * 3600)
        let shift = secondsAheadOfUTC(at: later) - secondsAheadOfUTC(at: midnight)
        return later.adding(seconds: -shift)
    }
}
