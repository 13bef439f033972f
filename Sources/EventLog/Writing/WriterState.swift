import LMDB
import Merkle

/// What the one writer holds: heads, ids, and how an entry gets its place.
///
/// Changes of memory and of the store go together; when a transaction is undone, ``reload()``
/// reads the memory part again.
struct WriterState: ~Copyable {
    let store: any EntryStore
    let keys: KeyStore?
    let clock: WallClock
    let genesis: EntryDraft
    let streamKeys: StreamKeySource
    let indexes: [any DerivedIndex]
    private let tail = LogTail()
    private var encoder = EntryEncoder()
    private(set) var touched: [(subject: UInt64, scope: UInt64)] = []
    /// Why nothing can be appended until the derived values are rebuilt.
    private var damage: ReadError?
    /// Whether memory was read anew since readers were last told of it.
    private(set) var isReloaded = false
    /// Whether memory and store may differ, since a ``reload()`` has failed.
    private(set) var isStale = true

    init(store: any EntryStore, keys: KeyStore?, options: EventLog.Options) throws {
        self.store = store
        self.keys = keys
        clock = options.clock
        genesis = options.genesis
        streamKeys = options.streamKeys
        indexes = options.indexes
        try reload()
        didPublish()
    }

    /// Reads snapshots and the tail of the log.
    mutating func reload() throws {
        isStale = true
        for index in indexes { index.reset() }
        touched.removeAll(keepingCapacity: true)
        damage = nil
        keys?.dropStaged()
        (tail.ids, tail.tree) = (IDIndex(), CompactRange())
        try store.read { reading in
            tail.erased = try ErasedKeys(in: reading)
            tail.heads = try WriterState.loadHeads(from: reading)
            do {
                tail.ids = try WriterState.loadIDs(from: reading)
                tail.tree = try NodeReader(store: reading).tree(ofSize: tail.heads.size)
            } catch ReadError.damagedIndex(let name) {
                damage = .damagedIndex(name: name)
            }
        }
        isStale = false
        isReloaded = true
    }

    /// Notes that readers know all that ``growth()`` told.
    mutating func didPublish() { isReloaded = false }

    /// Appends all entries that `source` gives; what it throws undoes them all.
    ///
    /// - Returns: A receipt an entry.
    mutating func append(
        _ request: AppendRequest, in transaction: any StoreWriting
    ) throws -> [Receipt] {
        if let damage { throw damage }
        if request.beginsLog, tail.heads.size == 0 { try put(genesis, transaction) }
        let source = request.makeSource()
        var receipts: [Receipt] = []
        var condition = request.condition
        while let draft = try source(context(transaction)) {
            // What is stored already needs no condition; the first draft that is new does.
            if let unchecked = condition,
                try tail.ids.position(of: draft.id, in: transaction) == nil
            {
                try check(unchecked)
                condition = nil
            }
            let receipt = try append(draft, transaction)
            if let sink = request.sink { sink(receipt) } else { receipts.append(receipt) }
        }
        return receipts
    }

    /// The heads, with the entries of the present transaction.
    var heads: Heads { tail.heads }

    /// How many entries there are, with those of the present transaction.
    var size: UInt64 { tail.heads.size }

    func context(_ transaction: any StoreWriting) -> AppendContext {
        AppendContext(tail: tail, store: transaction)
    }

    private func check(_ condition: AppendCondition) throws(AppendError) {
        let last = tail.heads.subject(condition.subject.number).last
        let actual = last == 0 ? nil : Position(last)
        guard actual == condition.lastSeen else {
            throw AppendError.conflict(
                subject: condition.subject, expected: condition.lastSeen, actual: actual)
        }
    }

    private mutating func append(
        _ draft: EntryDraft, _ transaction: any StoreWriting
    ) throws -> Receipt {
        if tail.heads.size == 0 {
            var first = genesis
            first.recordedAt = draft.recordedAt
            try put(first, transaction)
        }
        let check = DraftCheck(context: context(transaction), keys: keys)
        switch try check.verdict(on: draft) {
        case .new: return try put(draft, transaction)
        case .repeats(let stored):
            return Receipt(
                id: draft.id, position: stored.header.position,
                recordedAt: stored.header.recordedAt, refersTo: stored.header.refersTo,
                isRepeat: true, remarks: draft.remarks)
        }
    }

    @discardableResult
    private mutating func put(
        _ draft: EntryDraft, _ transaction: any StoreWriting
    ) throws -> Receipt {
        let assigned = assign(draft)
        let sealed = try encode(draft, assigned)
        guard encoder.entryByteCount <= EntryLayout.maximumByteCount else {
            throw AppendError.entryTooLarge(
                bytes: encoder.entryByteCount, limit: EntryLayout.maximumByteCount)
        }
        let buffer = encoder.buffer
        let leaf = MerkleHash.leaf(ofPrefixed: buffer[...])
        let entry = buffer.span.extracting(1...)
        try transaction.append(entry, at: tail.heads.size)
        if let sealed { try transaction.putSealed(sealed, at: tail.heads.size) }
        if let erases = draft.erases { try erase(erases, noticed: entry, transaction) }
        tail.heads.note(
            subject: draft.subject.number, scope: draft.scope.number,
            recordedAt: assigned.recordedAt, leaf: leaf, streamKey: assigned.streamKey)
        try tail.ids.note(draft.id, in: transaction)
        let nodes = tail.tree.appendKeepingNodes(leaf)
        try transaction.putNodes(nodes, completedAt: tail.heads.size)
        touched.append((draft.subject.number, draft.scope.number))
        try Self.note(entry, indexes, keys, in: transaction)
        if tail.heads.isSnapshotDue {
            try transaction.putDerived(Heads.derivedName, tail.heads.takeSnapshot())
        }
        return Receipt(
            id: draft.id, position: assigned.position, recordedAt: assigned.recordedAt,
            refersTo: draft.refersTo.position(own: assigned.position), isRepeat: false,
            remarks: draft.remarks)
    }

    /// Deletes sealed records, together with the entry that says so.
    private func erase(
        _ erasable: Erasable, noticed entry: Span<UInt8>, _ transaction: any StoreWriting
    ) throws {
        for position in erasable.records {
            try transaction.deleteSealed(at: position.rawValue)
        }
        guard let entry = LogEntry(copying: entry) else { return }
        try tail.erased.note(entry, in: transaction)
    }

    private func assign(_ draft: EntryDraft) -> EntryEncoder.Assignment {
        let last = tail.heads.lastRecordedAt
        let head = tail.heads.subject(draft.subject.number)
        return EntryEncoder.Assignment(
            position: Position(tail.heads.size),
            recordedAt: draft.recordedAt ?? max(clock.now, last),
            previousOfSubject: head.last,
            previousOfScope: tail.heads.lastOfScope(draft.scope.number),
            place: draft.subject == .none ? 0 : head.count + 1,
            streamKey: draft.subject != .none && head.count == 0
                ? streamKeys.key(forFirst: draft.id) : nil)
    }

    /// Encodes into `encoder`; returns the sealed record of a narrative.
    private mutating func encode(
        _ draft: EntryDraft, _ assigned: EntryEncoder.Assignment
    ) throws -> [UInt8]? {
        guard let narrative = draft.narrative else {
            encoder.begin(draft, assigned, keyGeneration: nil)
            encoder.finish(draft, sealed: nil)
            return nil
        }
        guard let keys else { throw AppendError.keysRequired(id: draft.id) }
        let name = KeyName(
            owner: draft.keyOwner, keyClass: draft.keyClass,
            generation: tail.erased.generation(draft.keyOwner, draft.keyClass))
        let entryKeys = SealedRecord.EntryKeys(
            try keys.keyForSealing(name), id: draft.id, keyClass: draft.keyClass)
        encoder.begin(draft, assigned, keyGeneration: name.generation)
        let (record, digests) = try SealedRecord.seal(
            narrative, with: entryKeys, authenticating: encoder.authenticated)
        encoder.finish(draft, sealed: digests)
        return record
    }
}

extension WriterState {
    /// Shows one entry to the indexes of the layer above.
    static func note(
        _ bytes: Span<UInt8>, _ indexes: [any DerivedIndex], _ keys: KeyStore?,
        in transaction: any StoreWriting
    ) throws {
        guard !indexes.isEmpty, let header = EntryHeader(bytes) else { return }
        for index in indexes {
            try index.note(bytes, header, in: transaction) {
                let entry = try transaction.entry(at: header.position)
                return try SealedRecord.words(of: entry, keys, in: transaction)
            }
        }
    }

    mutating func clearTouched() { touched.removeAll(keepingCapacity: true) }

    /// The heads as of the store's size: the newest snapshot, then the entries after it.
    static func loadHeads(from store: any StoreReading) throws -> Heads {
        let size = try store.size()
        var heads = try storedHeads(in: store, size: size) ?? Heads()
        var preimage: [UInt8] = []
        try forEachHeader(in: heads.size..<size, of: store) { header, bytes in
            heads.note(bytes, header, &preimage)
            // It was stored when it was due; here only the next one's place has to be found.
            if heads.isSnapshotDue { heads.setNextSnapshot() }
        }
        return heads
    }

    /// The ids as of the store's size: the stored runs, then the entries after them.
    static func loadIDs(from store: any StoreReading) throws -> IDIndex {
        let size = try store.size()
        var ids = try IDIndex(runsOfLogWith: size, in: store)
        try forEachHeader(in: ids.size..<size, of: store) { header, _ in
            ids.addToTail(header.id)
        }
        return ids
    }

    private static func forEachHeader(
        in positions: Range<UInt64>, of store: any StoreReading,
        _ body: (EntryHeader, Span<UInt8>) -> Void
    ) throws {
        try store.scan(positions, .forward) { position, bytes in
            guard let header = EntryHeader(bytes) else {
                throw ReadError.corrupt(position: Position(position))
            }
            body(header, bytes)
            return .next
        }
    }

    /// The snapshot, if it belongs to this log: its last leaf must be the entry before its size.
    private static func storedHeads(in store: any StoreReading, size: UInt64) throws -> Heads? {
        let snapshot = try store.withDerived(Heads.derivedName) { Heads(snapshot: $0) } ?? nil
        guard let snapshot, snapshot.size > 0, snapshot.size <= size else { return nil }
        var isBound = false
        try store.follow(from: snapshot.size - 1) { _, bytes in
            isBound = MerkleHash.leaf(Array(copying: bytes)) == snapshot.lastLeaf
            return nil
        }
        return isBound ? snapshot : nil
    }
}

extension Heads {
    /// Takes in an entry; `preimage` is room for the leaf's, to be used again.
    mutating func note(_ entry: Span<UInt8>, _ header: EntryHeader, _ preimage: inout [UInt8]) {
        // Only the first entry of a subject has one: the others need not be looked through.
        let streamKey = header.place == 1 ? LogEntry(copying: entry)?.streamKey : nil
        note(
            subject: header.subject.number, scope: header.scope.number,
            recordedAt: header.recordedAt, leaf: .leaf(of: entry, &preimage),
            streamKey: streamKey)
    }
}

extension EntryDraft.Reference {
    func position(own: Position) -> Position? {
        switch self {
        case .none: nil
        case .itself: own
        case .entry(let position): position
        }
    }
}

extension LogEntry {
    /// Whether a draft says the same, apart from what the log decides.
    func isSame(as draft: EntryDraft) -> Bool {
        let isSameReference =
            draft.isReferenceImplied
            || header.refersTo == draft.refersTo.position(own: header.position)
        // A draft need not introduce an actor that its first sending has introduced.
        let isSameActor = draft.introducesActor.map { $0.id == actorID && $0.role == actorRole }
        return header.kind == draft.kind && header.subject == draft.subject
            && header.scope == draft.scope && header.actor == draft.actor
            && header.occurredAt == draft.occurredAt && occurredTo == draft.occurredTo
            && precision == draft.precision && alsoRefersTo == draft.alsoRefersTo
            && registers == draft.registers && isSameActor ?? true
            && isSameReference && facts == draft.facts[...]
    }
}
