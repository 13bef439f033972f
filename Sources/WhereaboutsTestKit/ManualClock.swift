public import EventLog
import Synchronization
import Whereabouts

/// A clock that stands still until a test moves it, in either direction.
public final class ManualClock: Sendable {
    private let moment: Mutex<Instant>

    /// Makes a clock that shows `microseconds` after 1970-01-01T00:00:00Z.
    public init(microseconds: Int64 = 1_746_216_251_000_000) {
        moment = Mutex(Instant(microseconds: microseconds))
    }

    /// Makes a clock that shows `time`, such as `2025-05-02T20:00:00+01:00`.
    ///
    /// - Throws: ``ScenarioError/badTime(_:)``.
    public convenience init(at time: StoryTime) throws {
        self.init(microseconds: try time.occurrence().at.microseconds)
    }

    /// What the clock shows.
    public var now: Instant {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    /// The clock as a log takes it.
    public var wallClock: WallClock { WallClock { self.now } }

    /// Moves the clock; backwards when `microseconds` is negative.
    public func advance(microseconds: Int64) {
        moment.withLock { $0.microseconds += microseconds }
    }
}
