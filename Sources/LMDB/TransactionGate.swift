import Dispatch
import Synchronization

/// Counts the live transactions of an environment, and keeps all out while the map is moved.
///
/// LMDB moves the map when its size changes; a transaction that lives through it would read
/// unmapped memory. A thread that is inside a transaction already passes the gate at once, for
/// the resize waits for that transaction, and waiting back would never end.
package final class TransactionGate: Sendable {
    private struct State {
        var live = 0
        var isResizing = false
        var isClosed = false
        var waiting: [DispatchSemaphore] = []
        var drained: DispatchSemaphore?
    }

    private enum Turn {
        case pass
        case wait(DispatchSemaphore)
        case closed
    }

    private let state = Mutex(State())

    /// Makes an open gate.
    package init() {}

    /// Counts one more live transaction, after a resize in progress; `false` when closed.
    package func enter(isNested: Bool) -> Bool {
        while true {
            let turn = state.withLock { state -> Turn in
                if state.isClosed { return .closed }
                if state.isResizing && !isNested { return .wait(Self.addWaiter(to: &state)) }
                state.live += 1
                return .pass
            }
            switch turn {
            case .pass: return true
            case .closed: return false
            case .wait(let semaphore): semaphore.wait()
            }
        }
    }

    /// Counts one live transaction less.
    package func leave() {
        let drained = state.withLock { state -> DispatchSemaphore? in
            state.live -= 1
            return state.live == 0 ? state.drained.take() : nil
        }
        drained?.signal()
    }

    /// Runs `body` while no transaction is live; `false` when someone else did so meanwhile, or
    /// when the environment is closed.
    ///
    /// Never call it from a thread inside a transaction.
    package func resize(_ body: () throws(LMDBError) -> Void) throws(LMDBError) -> Bool {
        let drained = DispatchSemaphore(value: 0)
        let turn = state.withLock { state -> Turn? in
            if state.isClosed { return .closed }
            if state.isResizing { return .wait(Self.addWaiter(to: &state)) }
            state.isResizing = true
            guard state.live > 0 else { return nil }
            state.drained = drained
            return .pass
        }
        switch turn {
        case .closed: return false
        case .wait(let semaphore):
            semaphore.wait()
            return false
        case .pass: drained.wait()
        case nil: break
        }
        defer { endResize() }
        try body()
        return true
    }

    /// Keeps everyone out for good, if nobody is inside; otherwise says how many are.
    package func close() -> Int {
        state.withLock { state in
            guard state.live == 0 && !state.isResizing else { return max(state.live, 1) }
            state.isClosed = true
            return 0
        }
    }

    /// Keeps everyone out for good, whoever is inside: the map is lost.
    func disable() {
        state.withLock { $0.isClosed = true }
    }

    private func endResize() {
        let waiting = state.withLock { state in
            state.isResizing = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for semaphore in waiting {
            semaphore.signal()
        }
    }

    private static func addWaiter(to state: inout State) -> DispatchSemaphore {
        let semaphore = DispatchSemaphore(value: 0)
        state.waiting.append(semaphore)
        return semaphore
    }
}
