public import EventLog
public import Whereabouts

/// Something that happens in a ``Scenario``, with sensible values for what a test leaves out.
///
/// ```swift
/// .absence(whereabouts: .known).at("2025-05-02T20:00:00+01:00").recorded(afterMinutes: 90)
/// ```
public struct Happening: Sendable {
    /// Whom something happens to.
    public enum Whom: Hashable, Sendable {
        /// The child that was given last.
        case lastGiven
        /// This child.
        case named(ChildID)
        /// No child.
        case nobody
    }

    /// What the home is for; without an id it is where the scenario placed the child.
    enum Place: Sendable {
        case none
        case filedUnder(HomeID?)
        case inFacts(HomeID?)
    }

    enum Recording: Sendable {
        case now, afterMinutes(Int), at(StoryTime)
    }

    typealias MakeFacts = @Sendable (Instant, HomeID?) throws -> any Facts

    private let child: Whom
    private let home: Place
    private let makeFacts: MakeFacts
    private var actor = RecordingActor.homeStaff("S-1")
    private var words: Narrative?
    private var episode: EntryID?
    private(set) var occurrence: (@Sendable () throws -> Occurrence)?
    private(set) var recording = Recording.now
    private var refersTo: EntryID?

    init(child: Whom, home: Place = .none, _ makeFacts: @escaping MakeFacts) {
        self.child = child
        self.home = home
        self.makeFacts = makeFacts
    }

    /// Any facts of the vocabulary.
    public static func recording(
        _ facts: some Facts, child: Whom = .lastGiven, home: HomeID? = nil
    ) -> Self {
        Self(child: child, home: home.map { .filedUnder($0) } ?? .none) { _, _ in facts }
    }

    // MARK: Changing it

    /// The same at another time than now.
    public func at(_ time: StoryTime) -> Self { with { $0.occurrence = { try time.occurrence() } } }

    /// The same at a time known less exactly, such as a range.
    public func at(_ occurrence: Occurrence) -> Self { with { $0.occurrence = { occurrence } } }

    /// The same, recorded so long after it happened; the clock is set to that time.
    public func recorded(afterMinutes minutes: Int) -> Self {
        with { $0.recording = .afterMinutes(minutes) }
    }

    /// The same, recorded at a time to which the clock is set.
    public func recorded(at time: StoryTime) -> Self { with { $0.recording = .at(time) } }

    /// The same, said by somebody else than `S-1` of the home's staff.
    public func by(_ actor: RecordingActor) -> Self { with { $0.actor = actor } }

    /// The same with words.
    public func saying(_ fill: (inout Narrative) -> Void) -> Self {
        with { happening in
            var words = happening.words ?? Narrative()
            fill(&words)
            happening.words = words
        }
    }

    /// The same in another episode than the one that it joins by itself.
    public func inEpisode(_ opening: EntryID) -> Self { with { $0.episode = opening } }

    /// The same about an earlier entry, as an answer to an offer is.
    public func about(_ entry: RecordReceipt) -> Self { with { $0.refersTo = entry.id } }

    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }

    // MARK: Recording it

    func entry(at occurrence: Occurrence, in scenario: Scenario) throws -> NewEntry {
        let child = try child(in: scenario)
        var filedUnder: HomeID?
        let facts: any Facts
        switch home {
        case .none: facts = try makeFacts(occurrence.at, nil)
        case .filedUnder(let named):
            filedUnder = try named ?? scenario.home(of: child)
            facts = try makeFacts(occurrence.at, filedUnder)
        case .inFacts(let named):
            facts = try makeFacts(occurrence.at, try named ?? scenario.home(of: child))
        }
        return try NewEntry(
            facts, child: child, home: filedUnder, occurred: occurrence, by: actor,
            narrative: words, episode: episode, refersTo: refersTo,
            id: scenario.makeID(at: occurrence.at))
    }

    private func child(in scenario: Scenario) throws(ScenarioError) -> ChildID? {
        switch child {
        case .nobody: nil
        case .named(let child): child
        case .lastGiven: try scenario.lastGiven()
        }
    }
}
