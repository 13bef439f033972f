import Synchronization

/// An append-only log of immutable entries about numbered subjects, filed under numbered scopes.
///
/// The log knows nothing of children or homes; ``Whereabouts`` gives subjects and scopes their
/// meaning. Any number of threads may append and read. Entries become visible, together with
/// their batch, when they are on stable storage.
///
/// - Complexity: Appends and reads of one entry are constant, apart from the store's own B-tree.
public final class EventLog: Sendable {
    let store: any EntryStore
    let keys: KeyStore?
    let keyStorage: (any KeyStorage)?
    let indexes: [any DerivedIndex]
    let published: Published
    let clock: WallClock
    /// What speaks against this log: a newer or another one was published.
    ///
    /// Only a log that was opened for reading can be in use with it, as evidence; opening it for
    /// writing throws.
    public let pinMismatch: LogProofError?
    private let writer: Writer?

    /// What a log needs besides its store.
    public struct Options: Sendable {
        /// Where the time of recording is read.
        public var clock = WallClock.system
        /// The log's own first entry, stored before the first one that is appended.
        public var genesis: EntryDraft
        /// Indexes that the layer above keeps among the derived values.
        public var indexes: [any DerivedIndex] = []
        /// Where subjects' keys in the map come from.
        package var streamKeys = StreamKeySource.random

        /// Where checkpoints are kept outside the log; compared with the log when it is opened.
        public var pins: (any CheckpointStore)?

        /// How many requests may wait to be committed; further tasks are suspended.
        public var queueLimit = 16_384

        /// Makes options with the system's clock and no further indexes.
        public init(genesis: EntryDraft) {
            self.genesis = genesis
        }
    }

    /// Opens the log in `store`.
    ///
    /// - Parameters:
    ///   - store: A store that no other writer uses.
    ///   - keyStorage: Where the wrapped data keys lie.
    ///   - wrapping: The host's key; without it facts can be read and appended, words cannot.
    ///   - options: Clock, first entry, further indexes.
    /// - Throws: ``OpenError/wrongKey(reason:)``, ``ReadError``, and what the store throws.
    /// - Complexity: Linear in the entries since the last snapshot, and in the snapshot's size.
    public init(
        store: any EntryStore, keyStorage: (any KeyStorage)?, wrapping: (any KeyWrapping)?,
        options: Options
    ) throws {
        self.store = store
        clock = options.clock
        var keys: KeyStore?
        if let keyStorage, let wrapping {
            keys = KeyStore(storage: keyStorage, wrapping: wrapping)
        }
        self.keys = keys
        self.keyStorage = keyStorage
        indexes = options.indexes
        let mismatch = try Self.mismatch(of: store, with: options.pins)
        pinMismatch = mismatch
        guard store.isWritable else {
            published = Published(try store.read { try WriterState.loadHeads(from: $0) })
            writer = nil
            if published.subjectCount > 0 { try keys?.checkWrappingKey(isNew: false) }
            return
        }
        if let mismatch { throw mismatch }
        var options = options
        options.indexes.insert(SigningKeyIndex(), at: 0)
        let state = try WriterState(store: store, keys: keys, options: options)
        try keys?.checkWrappingKey(isNew: state.heads.subjects.isEmpty)
        let published = Published(state.heads)
        self.published = published
        writer = Writer(state: state, queueLimit: options.queueLimit) { published.advance($0) }
        try destroyErasedKeys()
    }

    /// What is published and does not fit the log; `nil` when it fits or cannot be computed.
    private static func mismatch(
        of store: any EntryStore, with pins: (any CheckpointStore)?
    ) throws -> LogProofError? {
        do {
            try store.read { try PinCheck.checkOpening($0, pins) }
            return nil
        } catch let error as LogProofError {
            return error
        } catch ReadError.damagedIndex {
            // A rebuild mends it; until then nothing can be appended.
            return nil
        }
    }

    /// Whether narratives can be sealed and read.
    public var hasKeys: Bool { keys != nil }

    /// Whether entries can be appended.
    public var isWritable: Bool { writer != nil }

    /// How many requests wait to be committed.
    package var pendingRequestCount: Int { writer?.pendingCount ?? 0 }

    /// Waits for what is under way and refuses everything further.
    public func close() {
        writer?.close()
    }
}

// MARK: - Appending

extension EventLog {
    /// Entries that one call may append; a longer batch is split by the caller.
    public static let batchLimit = 1_000_000

    /// Appends `drafts` in order; they become visible together, when they are durable.
    ///
    /// - Parameters:
    ///   - drafts: One or more. A draft whose id is stored already, with the same content, is
    ///     answered with the first receipt.
    ///   - condition: What must still be true; checked in the same transaction.
    ///   - durability: See ``Durability``.
    /// - Returns: A receipt a draft, in order.
    /// - Throws: ``AppendError``; then nothing of the batch is stored.
    public func append(
        _ drafts: [EntryDraft], condition: AppendCondition? = nil,
        durability: Durability = .durable
    ) async throws -> [Receipt] {
        try Self.checkLimit(drafts.count)
        return try await append(condition: condition, durability: durability) {
            var rest = drafts.makeIterator()
            return { _ in rest.next() }
        }
    }

    /// Appends `drafts` as ``append(_:condition:durability:)`` does, on the caller's own thread.
    @available(*, noasync, message: "use the async append")
    public func appendAndWait(
        _ drafts: [EntryDraft], condition: AppendCondition? = nil,
        durability: Durability = .durable
    ) throws -> [Receipt] {
        try Self.checkLimit(drafts.count)
        return try appendAndWait(condition: condition, durability: durability) {
            var rest = drafts.makeIterator()
            return { _ in rest.next() }
        }
    }

    /// Appends what a source composes inside the transaction, knowing what stands before it.
    ///
    /// - Parameters:
    ///   - condition: What must still be true.
    ///   - durability: See ``Durability``.
    ///   - makeSource: Makes a source; may be called again if the transaction has to be redone.
    ///     The source gives one draft after the other and `nil` at the end.
    /// - Returns: A receipt a draft.
    /// - Throws: What the source throws, or ``AppendError``; then nothing is stored.
    public func append(
        condition: AppendCondition? = nil, durability: Durability = .durable,
        from makeSource: @escaping @Sendable () -> (AppendContext) throws -> EntryDraft?
    ) async throws -> [Receipt] {
        guard let writer else { throw AppendError.readOnly }
        await writer.waitForRoom()
        return try await withCheckedThrowingContinuation { continuation in
            writer.submit(
                AppendRequest(
                    condition: condition, durability: durability, makeSource: makeSource,
                    finish: { continuation.resume(with: $0) }))
        }
    }

    /// Appends what a source composes, on the caller's own thread.
    ///
    /// - Parameters:
    ///   - condition: What must still be true.
    ///   - durability: See ``Durability``.
    ///   - sink: Takes receipts one by one; then the result is empty and memory stays bounded.
    ///     They count once the call has returned; they come anew when `makeSource` is called again.
    ///   - makeSource: As in ``append(condition:durability:from:)``.
    /// - Returns: A receipt a draft, unless there is a sink.
    /// - Throws: What the source throws, or ``AppendError``; then nothing is stored.
    @available(*, noasync, message: "use the async append")
    public func appendAndWait(
        condition: AppendCondition? = nil, durability: Durability = .durable,
        sink: (@Sendable (Receipt) -> Void)? = nil,
        from makeSource: @escaping @Sendable () -> (AppendContext) throws -> EntryDraft?
    ) throws -> [Receipt] {
        guard let writer else { throw AppendError.readOnly }
        let answer = Mutex<Result<[Receipt], any Error>?>(nil)
        writer.submitAndWait(
            AppendRequest(
                condition: condition, durability: durability, makeSource: makeSource, sink: sink,
                finish: { result in answer.withLock { $0 = result } }),
            until: { answer.withLock { $0 != nil } })
        guard let result = answer.withLock({ $0 }) else { throw AppendError.closed }
        return try result.get()
    }

    /// Stores the log's own first entry at once, instead of with the first that is appended.
    @available(*, noasync, message: "it blocks")
    package func begin() throws {
        guard let writer else { throw AppendError.readOnly }
        let answer = Mutex<Result<[Receipt], any Error>?>(nil)
        writer.submitAndWait(
            AppendRequest(
                beginsLog: true, makeSource: { { _ in nil } },
                finish: { result in answer.withLock { $0 = result } }),
            until: { answer.withLock { $0 != nil } })
        _ = try answer.withLock { $0 }?.get()
    }

    /// Puts everything that relaxed appends wrote on stable storage, keys first.
    public func sync() throws {
        try keys?.sync()
        try store.sync()
    }

    private static func checkLimit(_ count: Int) throws(AppendError) {
        guard count <= batchLimit else {
            throw .batchTooLarge(entries: count, limit: batchLimit)
        }
    }
}

// MARK: - Rebuilding

extension EventLog {
    /// Deletes every derived value and makes it again from the entries, in one transaction.
    ///
    /// Readers see the old values until the new ones are complete.
    ///
    /// - Parameter progress: Called now and then with the number of entries read.
    /// - Throws: ``ReadError`` for a damaged entry, ``AppendError/readOnly``; nothing is changed.
    /// - Complexity: Linear in the size of the log.
    public func rebuild(progress: @Sendable (UInt64) -> Void = { _ in }) throws {
        guard let writer else { throw AppendError.readOnly }
        try writer.exclusively { state in try state.rebuild(progress) }
    }
}
