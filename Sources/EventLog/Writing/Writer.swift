import Dispatch
import Glibc
import Synchronization

/// The one writer of a log: takes what has queued up and commits it in one transaction.
///
/// LMDB's write transactions belong to a thread and block while the disk does, so they run in
/// blocks on a serial queue of their own, never on Swift's cooperative pool. While one group is
/// being put on the disk the next one gathers: many callers share one flush (group commit).
final class Writer: Sendable {
    private let queue = DispatchQueue(label: "whereabouts.writer")
    private let state: Mutex<WriterState>
    private let store: any EntryStore
    private let keys: KeyStore?
    private let pending = Mutex(Pending())
    private let didCommit: @Sendable (Growth) -> Void

    /// Requests that one transaction takes at most; the rest waits for the next.
    private static let groupLimit = 4_096

    /// What readers learn after a commit.
    struct Growth: Sendable {
        var size: UInt64
        var lastRecordedAt: Instant
        /// Subject and its newest position.
        var subjects: [(number: UInt64, last: UInt64)]
        /// Scope and its newest position.
        var scopes: [(number: UInt64, last: UInt64)]
    }

    private struct Pending {
        var requests: [AppendRequest] = []
        var isClosed = false
        /// How many requests the last group had: about as many are likely to come back.
        var lastGroupCount = 0
    }

    init(
        state: consuming sending WriterState, didCommit: @escaping @Sendable (Growth) -> Void
    ) {
        store = state.store
        keys = state.keys
        self.state = Mutex(state)
        self.didCommit = didCommit
    }

    /// Queues a request; its `finish` is called after the commit.
    func submit(_ request: AppendRequest) {
        enqueue(request)
        queue.async { self.drain() }
    }

    /// Queues a request and works on the queue with the caller's own thread until it is done.
    func submitAndWait(_ request: AppendRequest) {
        enqueue(request)
        queue.sync { self.drain() }
    }

    /// Refuses further requests and waits for those under way.
    func close() {
        pending.withLock { $0.isClosed = true }
        queue.sync { self.drain() }
    }

    /// Runs `body` between two transactions.
    func exclusively<Result>(
        _ body: (inout sending WriterState) throws -> sending Result
    ) throws -> Result {
        try queue.sync { try self.state.withLock { try body(&$0) } }
    }

    private func enqueue(_ request: AppendRequest) {
        let isClosed = pending.withLock { pending in
            if !pending.isClosed { pending.requests.append(request) }
            return pending.isClosed
        }
        if isClosed { request.finish(.failure(AppendError.closed)) }
    }

    /// Commits everything that is queued, in as few transactions as the limit allows.
    private func drain() {
        while true {
            gather()
            let group = pending.withLock { pending in
                let group = Array(pending.requests.prefix(Self.groupLimit))
                pending.requests.removeFirst(group.count)
                pending.lastGroupCount = group.count
                return group
            }
            guard !group.isEmpty else { return }
            commit(group)
        }
    }

    /// Waits a moment, far shorter than a flush, for callers that the last group has woken.
    private func gather() {
        let expected = pending.withLock { $0.requests.isEmpty ? 0 : $0.lastGroupCount }
        guard expected > 1 else { return }
        let deadline = DispatchTime.now() + .microseconds(100)
        while DispatchTime.now() < deadline {
            let count = pending.withLock { $0.requests.count }
            if count >= expected { return }
            sched_yield()
        }
    }

    private func commit(_ group: [AppendRequest]) {
        let outcomes = state.withLock { state in
            let outcomes = GroupCommit(store: store, keys: keys).run(group, &state)
            if outcomes.growth.size > 0 { didCommit(outcomes.growth) }
            return outcomes.results
        }
        for (request, result) in zip(group, outcomes) { request.finish(result) }
    }
}
