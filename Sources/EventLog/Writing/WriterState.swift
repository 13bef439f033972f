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
    let indexes: [any DerivedIndex]
    private(set) var heads = Heads()
    private var ids = IDIndex()
    private var encoder = EntryEncoder()
    private(set) var touched: [(subject: UInt64, scope: UInt64)] = []

    init(
        store: any EntryStore, keys: KeyStore?, clock: WallClock, genesis: EntryDraft,
        indexes: [any DerivedIndex]
    ) throws {
        self.store = store
        self.keys = keys
        self.clock = clock
        self.genesis = genesis
        self.indexes = indexes
        try reload()
    }

    /// Reads snapshots and the tail of the log.
    mutating func reload() throws {
        for index in indexes { index.reset() }
        (heads, ids) = try store.read { try WriterState.load(from: $0) }
        touched.removeAll(keepingCapacity: true)
    }

    /// Appends all entries that `source` gives; what it throws undoes them all.
    ///
    /// - Returns: A receipt an entry.
    mutating func append(
        _ request: AppendRequest, in transaction: any StoreWriting
    ) throws -> [Receipt] {
        let source = request.makeSource()
        var receipts: [Receipt] = []
        var isFirst = true
        while let draft = try source(context(transaction)) {
            if isFirst {
                try check(request.condition, draft, transaction)
                isFirst = false
            }
            let receipt = try append(draft, transaction)
            if let sink = request.sink { sink(receipt) } else { receipts.append(receipt) }
        }
        return receipts
    }

    func context(_ transaction: any StoreWriting) -> AppendContext {
        AppendContext(heads: heads, ids: ids, store: transaction)
    }

    /// A repeat of what is stored already needs no condition; everything else does.
    private func check(
        _ condition: AppendCondition?, _ draft: EntryDraft, _ transaction: any StoreWriting
    ) throws {
        guard let condition, try ids.position(of: draft.id, in: transaction) == nil else { return }
        let last = heads.subject(condition.subject.number).last
        let actual = last == 0 ? nil : Position(last)
        guard actual == condition.lastSeen else {
            throw AppendError.conflict(
                subject: condition.subject, expected: condition.lastSeen, actual: actual)
        }
    }

    private mutating func append(
        _ draft: EntryDraft, _ transaction: any StoreWriting
    ) throws -> Receipt {
        try checkDraft(draft)
        if let position = try ids.position(of: draft.id, in: transaction) {
            return try repeated(draft, at: Position(position), transaction)
        }
        if heads.size == 0 {
            var first = genesis
            first.recordedAt = draft.recordedAt
            try put(first, transaction)
        }
        try checkReferences(of: draft)
        return try put(draft, transaction)
    }

    @discardableResult
    private mutating func put(
        _ draft: EntryDraft, _ transaction: any StoreWriting
    ) throws -> Receipt {
        let assigned = try assign(draft)
        let sealed = try encode(draft, assigned)
        guard encoder.entryByteCount <= EntryLayout.maximumByteCount else {
            throw AppendError.entryTooLarge(
                bytes: encoder.entryByteCount, limit: EntryLayout.maximumByteCount)
        }
        let buffer = encoder.buffer
        let leaf = MerkleHash.leaf(ofPrefixed: buffer[...])
        let entry = buffer.span.extracting(1...)
        try transaction.append(entry, at: heads.size)
        if let sealed { try transaction.putSealed(sealed, at: heads.size) }
        heads.note(
            subject: draft.subject.number, scope: draft.scope.number,
            recordedAt: assigned.recordedAt, leaf: leaf)
        try ids.note(draft.id, in: transaction)
        touched.append((draft.subject.number, draft.scope.number))
        try Self.note(entry, indexes, keys, in: transaction)
        if heads.isSnapshotDue {
            try transaction.putDerived(Heads.derivedName, heads.takeSnapshot())
        }
        return Receipt(
            id: draft.id, position: assigned.position, recordedAt: assigned.recordedAt,
            refersTo: draft.refersTo.position(own: assigned.position), isRepeat: false,
            remarks: draft.remarks)
    }

    private func assign(_ draft: EntryDraft) throws -> EntryEncoder.Assignment {
        let last = heads.lastRecordedAt
        if let given = draft.recordedAt, given < last {
            throw AppendError.recordedAtDecreases(id: draft.id, given: given, last: last)
        }
        let head = heads.subject(draft.subject.number)
        return EntryEncoder.Assignment(
            position: Position(heads.size), recordedAt: draft.recordedAt ?? max(clock.now, last),
            previousOfSubject: head.last, previousOfScope: heads.lastOfScope(draft.scope.number),
            place: draft.subject == .none ? 0 : head.count + 1)
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
        let name = KeyName(owner: draft.keyOwner, keyClass: draft.keyClass, generation: 1)
        let entryKeys = SealedRecord.EntryKeys(
            try keys.keyForSealing(name), id: draft.id, keyClass: draft.keyClass)
        encoder.begin(draft, assigned, keyGeneration: name.generation)
        let (record, digests) = try SealedRecord.seal(
            narrative, with: entryKeys, authenticating: encoder.authenticated)
        encoder.finish(draft, sealed: digests)
        return record
    }

    private func checkDraft(_ draft: EntryDraft) throws {
        guard EntryLayout.Field.facts.contains(UInt64(draft.kind)) else {
            throw AppendError.badKind(draft.kind)
        }
    }

    private func checkReferences(of draft: EntryDraft) throws {
        for reference in [draft.refersTo.position(own: Position(heads.size)), draft.alsoRefersTo] {
            if let reference, reference.rawValue > heads.size || reference == 0 {
                throw AppendError.unknownReference(id: draft.id, position: reference)
            }
        }
    }

    /// The first receipt again, if the content is the same.
    private func repeated(
        _ draft: EntryDraft, at position: Position, _ transaction: any StoreWriting
    ) throws -> Receipt {
        let stored = try transaction.entry(at: position)
        guard stored.isSame(as: draft), try hasSameWords(draft, stored) else {
            throw AppendError.idReused(id: draft.id, position: position)
        }
        return Receipt(
            id: draft.id, position: position, recordedAt: stored.header.recordedAt,
            refersTo: stored.header.refersTo, isRepeat: true, remarks: draft.remarks)
    }

    private func hasSameWords(_ draft: EntryDraft, _ stored: LogEntry) throws -> Bool {
        guard let narrative = draft.narrative else { return !stored.hasNarrative }
        guard let name = stored.keyName, let keys else { return false }
        // Erased words cannot be compared; facts and times did agree.
        guard let key = try keys.key(name) else { return true }
        let entryKeys = SealedRecord.EntryKeys(key, id: draft.id, keyClass: name.keyClass)
        return SealedRecord.commitment(to: narrative, entryKeys) == stored.commitment
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

    /// Heads and ids as of the store's size: the newest snapshots, then the entries after them.
    static func load(from store: any StoreReading) throws -> (Heads, IDIndex) {
        let size = try store.size()
        var heads = try storedHeads(in: store, size: size) ?? Heads()
        var ids = try IDIndex(runsOfLogWith: size, in: store)
        try store.scan(min(heads.size, ids.size)..<size, .forward) { position, bytes in
            guard let header = EntryHeader(bytes) else {
                throw ReadError.corrupt(position: Position(position))
            }
            if position >= heads.size { heads.note(bytes, header) }
            if position >= ids.size { ids.addToTail(header.id) }
            return .next
        }
        return (heads, ids)
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
    mutating func note(_ entry: Span<UInt8>, _ header: EntryHeader) {
        note(
            subject: header.subject.number, scope: header.scope.number,
            recordedAt: header.recordedAt, leaf: MerkleHash.leaf(Array(copying: entry)))
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
        var isSameReference = true
        if case .entry(let position) = draft.refersTo, !draft.isReferenceImplied {
            isSameReference = header.refersTo == position
        }
        return header.kind == draft.kind && header.subject == draft.subject
            && header.scope == draft.scope && header.actor == draft.actor
            && header.occurredAt == draft.occurredAt && occurredTo == draft.occurredTo
            && precision == draft.precision && alsoRefersTo == draft.alsoRefersTo
            && isSameReference && facts == draft.facts[...]
    }
}
