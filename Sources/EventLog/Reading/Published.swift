import Synchronization

/// What readers may know of the heads: committed entries only, changed after each commit.
///
/// A reader takes a head from here first and begins its transaction then, so that every position
/// it learns is visible in what it reads.
final class Published: Sendable {
    private let state: Mutex<State>

    struct State {
        var size: UInt64
        var lastRecordedAt: Instant
        /// By subject number - 1: the newest position.
        var subjects: [UInt64]
        /// By scope number - 1: the newest position.
        var scopes: [UInt64]
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0

        init(_ heads: Heads) {
            size = heads.size
            lastRecordedAt = heads.lastRecordedAt
            subjects = heads.subjects.map(\.last)
            scopes = heads.scopes
        }
    }

    init(_ heads: Heads) {
        state = Mutex(State(heads))
    }

    var size: UInt64 { state.withLock { $0.size } }

    var subjectCount: UInt64 { state.withLock { UInt64($0.subjects.count) } }

    var scopeCount: UInt64 { state.withLock { UInt64($0.scopes.count) } }

    var lastRecordedAt: Instant { state.withLock { $0.lastRecordedAt } }

    /// The newest position of every subject, by number - 1.
    var subjects: [UInt64] { state.withLock { $0.subjects } }

    func last(of subject: Subject) -> UInt64 {
        state.withLock { Self.element($0.subjects, subject.number) }
    }

    func last(of scope: Scope) -> UInt64 {
        state.withLock { Self.element($0.scopes, scope.number) }
    }

    /// Takes in what a commit has added and wakes whoever waits for it.
    func advance(_ growth: Writer.Growth) {
        let waiters = state.withLock { state in
            for (number, last) in growth.subjects { Self.set(&state.subjects, number, last) }
            for (number, last) in growth.scopes { Self.set(&state.scopes, number, last) }
            state.size = growth.size
            state.lastRecordedAt = growth.lastRecordedAt
            defer { state.waiters.removeAll() }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    /// Takes in one entry that another process has appended.
    ///
    /// Threads that look at the same time meet the same entries: each counts once, in order.
    func note(_ header: EntryHeader) {
        let position = header.position.rawValue
        state.withLock { state in
            guard position == state.size else { return }
            if header.subject != .none {
                Self.set(&state.subjects, header.subject.number, position)
            }
            if header.scope != .none { Self.set(&state.scopes, header.scope.number, position) }
            state.size = position + 1
            state.lastRecordedAt = header.recordedAt
        }
    }

    /// Returns once the log has more than `size` entries, or the task is cancelled.
    func wait(beyond size: UInt64) async {
        let ticket = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.size > size || Task.isCancelled { return true }
                    state.waiters[ticket] = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
        }
    }

    private static func element(_ numbers: [UInt64], _ number: UInt64) -> UInt64 {
        number > 0 && number <= numbers.count ? numbers[Int(number - 1)] : 0
    }

    private static func set(_ numbers: inout [UInt64], _ number: UInt64, _ last: UInt64) {
        while numbers.count < number { numbers.append(0) }
        numbers[Int(number - 1)] = last
    }
}
