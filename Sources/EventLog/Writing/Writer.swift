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
    private let queueLimit: Int
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
        /// Tasks that wait until there is room for their requests.
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// Places kept for tasks that have been let in and are about to queue up.
        var reservedCount = 0
        var isClosed = false
        /// How many requests the last group had: about as many are likely to come back.
        var lastGroupCount = 0

        var count: Int { requests.count + reservedCount }
    }

    init(
        state: consuming sending WriterState, queueLimit: Int,
        didCommit: @escaping @Sendable (Growth) -> Void
    ) {
        self.queueLimit = queueLimit
        store = state.store
        keys = state.keys
        self.state = Mutex(state)
        self.didCommit = didCommit
    }

    /// Queues a request in the place that ``waitForRoom()`` has kept for it.
    ///
    /// Its `finish` is called after the commit.
    func submit(_ request: AppendRequest) {
        enqueue(request, inPlaces: 1)
        queue.async { while self.commitNextGroup() {} }
    }

    /// Queues a request and works on the queue with the caller's own thread until `isDone`.
    ///
    /// Then it stops: who queued up meanwhile has a block of its own on the queue.
    func submitAndWait(_ request: AppendRequest, until isDone: () -> Bool) {
        enqueue(request, inPlaces: 0)
        queue.sync { while !isDone(), self.commitNextGroup() {} }
    }

    /// Suspends the task while the queue is full, so that memory stays bounded; keeps it a place.
    func waitForRoom() async {
        await withCheckedContinuation { continuation in
            let hasRoom = pending.withLock { pending in
                if pending.isClosed || pending.count < queueLimit {
                    pending.reservedCount += 1
                    return true
                }
                pending.waiting.append(continuation)
                return false
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// How many requests wait to be committed.
    var pendingCount: Int { pending.withLock { $0.requests.count } }

    /// Refuses further requests and waits for those under way.
    func close() {
        let waiting = pending.withLock { pending in
            pending.isClosed = true
            defer { pending.waiting = [] }
            pending.reservedCount += pending.waiting.count
            return pending.waiting
        }
        for task in waiting { task.resume() }
        queue.sync { while self.commitNextGroup() {} }
    }

    /// Runs `body` between two transactions.
    func exclusively<Result>(
        _ body: (inout sending WriterState) throws -> sending Result
    ) throws -> Result {
        try queue.sync { try self.state.withLock { try body(&$0) } }
    }

    private func enqueue(_ request: AppendRequest, inPlaces places: Int) {
        let isClosed = pending.withLock { pending in
            pending.reservedCount -= places
            if !pending.isClosed { pending.requests.append(request) }
            return pending.isClosed
        }
        if isClosed { request.finish(.failure(AppendError.closed)) }
    }

    /// Commits what is queued, up to the limit of one transaction; `false` when there is nothing.
    private func commitNextGroup() -> Bool {
        gather()
        let (group, woken) = pending.withLock { pending in
            let group = Array(pending.requests.prefix(Self.groupLimit))
            pending.requests.removeFirst(group.count)
            pending.lastGroupCount = group.count
            let woken = Array(pending.waiting.prefix(max(0, queueLimit - pending.count)))
            pending.reservedCount += woken.count
            pending.waiting.removeFirst(woken.count)
            return (group, woken)
        }
        for task in woken { task.resume() }
        guard !group.isEmpty else { return false }
        commit(group)
        return true
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
