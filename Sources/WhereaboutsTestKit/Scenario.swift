public import EventLog
import Synchronization
public import Whereabouts

/// A story told to a log in memory, for tests: given what is, when the code runs, then what follows.
///
/// ```swift
/// let scenario = try Scenario(clock: ManualClock(at: "2025-05-02T20:00:00+01:00"))
///     .given(home: "SC000001")
///     .given(child: "C001", born: "2011-03-04", placedAt: "SC000001")
///     .given(.absence())
/// try scenario.after(hours: 2).given(.returned())
/// try scenario.then(child: "C001") { try $0.expect(openEpisodes: 0) }
/// ```
///
/// The same story gives the same entries: the clock stands still until the story moves it, and ids
/// are counted. It needs no test framework; what does not hold is thrown, with what was found.
public final class Scenario: Sendable {
    /// The log that the story is told to; hand it to the code under test.
    public let records: Records
    /// Where the log reads the time.
    public let clock: ManualClock
    private let state = Mutex(State())

    private struct State {
        /// The child that was given last; what happens without a child happens to this one.
        var child: ChildID?
        var homes: [ChildID: HomeID] = [:]
        var ids = CountedIDs()
    }

    /// Begins a story.
    ///
    /// - Parameters:
    ///   - clock: Shows the time at which the story begins.
    ///   - open: Makes the log; by default in memory, with a key of its own.
    /// - Throws: What `open` throws.
    public init(
        clock: ManualClock = ManualClock(),
        open: (WallClock) throws -> Records = { try .inMemory(clock: $0) }
    ) throws {
        self.clock = clock
        records = try open(clock.wallClock)
    }

    /// Moves the clock on.
    @discardableResult
    public func after(days: Int = 0, hours: Int = 0, minutes: Int = 0) -> Self {
        let seconds = Int64((days * 24 + hours) * 60 + minutes) * 60
        clock.now = clock.now.adding(seconds: seconds)
        return self
    }

    /// Records what happens, and tells where and when it was stored.
    ///
    /// It happens now, unless it says otherwise. Something to come moves the clock there first;
    /// something earlier is recorded late.
    ///
    /// - Throws: ``ScenarioError``, or why the records refuse it.
    @discardableResult
    public func record(_ happening: Happening) throws -> RecordReceipt {
        let occurrence = try happening.occurrence?() ?? .at(clock.now)
        clock.now =
            switch happening.recording {
            case .now: max(clock.now, occurrence.at)
            case .afterMinutes(let minutes): occurrence.at.adding(seconds: Int64(minutes) * 60)
            case .at(let time): try time.occurrence().at
            }
        let entry = try happening.entry(at: occurrence, in: self)
        return try records.recordAndWait([entry])[0]
    }

    // MARK: What was given

    func remember(_ child: ChildID, livesIn home: HomeID?) {
        state.withLock { state in
            state.child = child
            state.homes[child] = home
        }
    }

    func lastGiven() throws(ScenarioError) -> ChildID {
        guard let child = state.withLock({ $0.child }) else { throw .noChild }
        return child
    }

    func home(of child: ChildID?) throws(ScenarioError) -> HomeID {
        guard let child else { throw .noChild }
        guard let home = state.withLock({ $0.homes[child] }) else { throw .noHome(child) }
        return home
    }

    /// An id that is the same every time the story is told.
    func makeID(at moment: Instant) -> EntryID {
        state.withLock { EntryID.make(at: moment, using: &$0.ids) }
    }
}

/// Counts, where ids take something random: id 7 ends in 7.
struct CountedIDs: RandomNumberGenerator {
    private var count: UInt64 = 0

    mutating func next() -> UInt64 {
        count += 1
        // The two highest bits of the low half are the variant; the number stands below them.
        return count << 2
    }
}
