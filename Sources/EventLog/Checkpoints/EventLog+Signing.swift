import LMDB
public import Merkle
import Synchronization

extension EventLog {
    /// Signs a checkpoint of everything that the log holds now.
    ///
    /// Appends an anchor, which commits to every subject's history, as the last entry of the
    /// checkpoint; before it, when the key is new, an entry that declares the key. The entries since
    /// the last checkpoint are read and hashed again, and the new root must continue the last one
    /// and the pinned one; then the checkpoint is stored, pinned and returned, in that order.
    ///
    /// - Parameters:
    ///   - key: The log's signing key; its name is the log's origin.
    ///   - pins: Where checkpoints are kept outside the log.
    /// - Returns: The checkpoint; the last one again when nothing was appended since.
    /// - Throws: ``LogProofError``, ``ReadError``, ``AppendError``; then nothing is signed.
    /// - Complexity: Linear in the entries since the last checkpoint, and n log n in the subjects.
    @discardableResult
    public func makeCheckpoint(
        signedBy key: SignerKey, pins: (any CheckpointStore)? = nil
    ) async throws -> SignedCheckpoint {
        if let last = try upToDateCheckpoint(key, pins) { return last }
        let composer = AnchorComposer(key: key.verifierKey, clock: clock)
        let receipts = try await append(from: { composer.source() })
        return try sign(receipts, composer, key, pins)
    }

    /// Signs a checkpoint as ``makeCheckpoint(signedBy:pins:)`` does, on the caller's own thread.
    @available(*, noasync, message: "use the async makeCheckpoint")
    @discardableResult
    public func makeCheckpointAndWait(
        signedBy key: SignerKey, pins: (any CheckpointStore)? = nil
    ) throws -> SignedCheckpoint {
        if let last = try upToDateCheckpoint(key, pins) { return last }
        let composer = AnchorComposer(key: key.verifierKey, clock: clock)
        let receipts = try appendAndWait(from: { composer.source() })
        return try sign(receipts, composer, key, pins)
    }

    /// Checks the log against what was published; gives the last checkpoint if nothing is new.
    private func upToDateCheckpoint(
        _ key: SignerKey, _ pins: (any CheckpointStore)?
    ) throws -> SignedCheckpoint? {
        guard isWritable else { throw AppendError.readOnly }
        return try store.read { reading in
            guard try reading.size() > 0 else { throw LogProofError.empty }
            let origin = try reading.origin()
            guard key.name == origin else {
                throw LogProofError.wrongKeyName(key: key.name, origin: origin)
            }
            if let pinned = try pins?.newest(of: origin) {
                try PinCheck.check(reading, against: pinned.checkpoint)
            }
            guard let last = try reading.newestCheckpoint() else { return nil }
            try PinCheck.check(reading, against: last.checkpoint)
            let isSigner = last.note.verified(by: [key.verifierKey]).isVerified
            guard isSigner, last.checkpoint.size == (try reading.size()) else { return nil }
            try pins?.save(last)
            return last
        }
    }

    private func sign(
        _ receipts: [Receipt], _ composer: AnchorComposer, _ key: SignerKey,
        _ pins: (any CheckpointStore)?
    ) throws -> SignedCheckpoint {
        guard let anchor = receipts.last, let appended = composer.treeBeforeAnchor else {
            throw LogProofError.empty
        }
        let checkpoint = try store.read { reading in
            let root = try ReHash(store: reading).root(through: anchor.position, appended)
            return try Checkpoint(
                origin: try reading.origin(), size: anchor.position.rawValue + 1, root: root)
        }
        let signed = try SignedCheckpoint(checkpoint, signedBy: key)
        try store.transact(.durable) { transaction in
            try transaction.putNote(CheckpointTable.name(checkpoint.size), signed.bytes)
        }
        try pins?.save(signed)
        return signed
    }
}

/// Composes the entries that a checkpoint adds: the key's declaration if it is new, the anchor.
private final class AnchorComposer: Sendable {
    private let key: VerifierKey
    private let clock: WallClock
    private let tree = Mutex<CompactRange?>(nil)

    init(key: VerifierKey, clock: WallClock) {
        self.key = key
        self.clock = clock
    }

    /// The tree as the writer had it when it appended the anchor.
    var treeBeforeAnchor: CompactRange? { tree.withLock { $0 } }

    func source() -> AppendRequest.Source {
        var isDeclared = false
        var isAnchored = false
        return { [self] context in
            if !isDeclared {
                isDeclared = true
                let declaration = KeyDeclaration(key: key, clock: clock)
                if let draft = try declaration.draft(context) { return draft }
            }
            guard !isAnchored else { return nil }
            isAnchored = true
            return try anchor(context)
        }
    }

    private func anchor(_ context: AppendContext) throws -> EntryDraft {
        guard let map = context.tail.heads.map else { throw LogProofError.repeatedStreamKey }
        tree.withLock { $0 = context.tail.tree }
        let facts = AnchorLeaf.facts(mapRoot: map.root, subjectCount: UInt64(map.count))
        let now = clock.now
        return EntryDraft(
            id: .make(at: now), kind: LogKind.anchored, occurredAt: now, facts: facts)
    }
}

/// Hashes anew what is about to be signed.
private struct ReHash {
    let store: any StoreReading

    /// The root through the anchor, from the last checkpoint on hashed from the stored entries.
    ///
    /// It must follow from three sides: the entries as they are read back, what the writer hashed
    /// when it appended them, and, by a consistency proof, the last checkpoint.
    func root(through anchor: Position, _ appended: CompactRange) throws -> MerkleHash {
        let nodes = NodeReader(store: store)
        let last = try store.checkpointSizes().last { $0 <= anchor.rawValue }
        let base = try last.flatMap { try store.checkpoint(ofSize: $0)?.checkpoint }
        if let base { try PinCheck.check(store, against: base) }
        var tree = try nodes.tree(ofSize: base?.size ?? 0)
        let size = anchor.rawValue + 1
        try nodes.forEachLeaf(tree.size..<anchor.rawValue) { tree.append($0) }
        guard tree == appended else {
            throw LogProofError.changedSinceAppended(from: base?.size ?? 0, to: size)
        }
        try nodes.forEachLeaf(anchor.rawValue..<size) { tree.append($0) }
        guard try nodes.tree(ofSize: size).root == tree.root else {
            throw ReadError.damagedIndex(name: StoredNodes.indexName)
        }
        if let base { try prove(base, size, tree.root, nodes) }
        return tree.root
    }

    private func prove(
        _ base: Checkpoint, _ size: UInt64, _ root: MerkleHash, _ nodes: NodeReader
    ) throws {
        let proof = try ConsistencyProof.make(oldSize: base.size, newSize: size) {
            try nodes.hash(at: $0)
        }
        guard let proof, proof.verify(oldRoot: base.root, newRoot: root).isVerified else {
            throw LogProofError.forked(at: base.size)
        }
    }
}

extension Heads {
    /// The map of all subjects with entries; `nil` when two have one key.
    var map: SubjectMap? {
        SubjectMap(
            subjects.lazy.filter { $0.count > 0 }.map { subject in
                let head = SubjectHead(count: subject.count, running: subject.running)
                return (key: MapKey(hash: subject.key), value: head.value)
            })
    }
}
