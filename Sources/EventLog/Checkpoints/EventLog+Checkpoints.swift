import LMDB
public import Merkle

extension EventLog {
    /// The log's name in its checkpoints, from its first entry; `nil` while the log is empty.
    ///
    /// - Throws: ``LogProofError/noOrigin`` when the first entry does not say it.
    public func origin() throws -> String? {
        try store.read { try $0.size() == 0 ? nil : $0.origin() }
    }

    /// The sizes of the log's checkpoints, smallest first.
    public func checkpointSizes() throws -> [UInt64] {
        try store.read { try $0.checkpointSizes() }
    }

    /// The checkpoint of `size`; `nil` when there is none.
    ///
    /// - Throws: ``LogProofError/damagedCheckpoint(size:)``.
    public func checkpoint(ofSize size: UInt64) throws -> SignedCheckpoint? {
        try store.read { try $0.checkpoint(ofSize: size) }
    }

    /// The newest checkpoint; `nil` when none was made.
    public func newestCheckpoint() throws -> SignedCheckpoint? {
        try store.read { try $0.newestCheckpoint() }
    }

    /// The smallest checkpoint that covers the first `size` entries.
    ///
    /// - Throws: ``LogProofError/noCheckpoint(covering:)``.
    public func checkpoint(covering size: UInt64) throws -> SignedCheckpoint {
        try store.read { reading in
            guard let found = try reading.checkpointSizes().first(where: { $0 >= size }),
                let checkpoint = try reading.checkpoint(ofSize: found)
            else { throw LogProofError.noCheckpoint(covering: size) }
            return checkpoint
        }
    }

    /// The verifier keys that the log has declared, oldest first.
    public func declaredKeys() throws -> [DeclaredKey] {
        try store.read { try SigningKeyIndex.keys(in: $0) }
    }

    /// Adds signatures of witnesses to a checkpoint of the log.
    ///
    /// - Parameters:
    ///   - signatures: As the witnesses answered; verify them before.
    ///   - size: The size of the checkpoint.
    /// - Returns: The checkpoint with all signatures.
    /// - Throws: ``LogProofError/noCheckpoint(covering:)``, `NoteError`, or a storage error.
    public func addCosignatures(
        _ signatures: [NoteSignature], toCheckpointOfSize size: UInt64
    ) throws -> SignedCheckpoint {
        try store.transact(.durable) { transaction in
            guard let stored = try transaction.checkpoint(ofSize: size) else {
                throw LogProofError.noCheckpoint(covering: size)
            }
            let added = try stored.adding(signatures)
            try transaction.putNote(CheckpointTable.name(size), added.bytes)
            return added
        }
    }

    /// Compares the log with a checkpoint that somebody keeps of it.
    ///
    /// - Parameter pinned: A checkpoint whose signature the caller has verified or trusts.
    /// - Throws: ``LogProofError/rolledBack(local:pinned:)``, ``LogProofError/forked(at:)``,
    ///   ``LogProofError/otherLog(origin:pinned:)``.
    /// - Complexity: As ``root(ofSize:)``.
    public func check(against pinned: SignedCheckpoint) throws {
        try store.read { try PinCheck.check($0, against: pinned.checkpoint) }
    }
}

/// Compares a log with what was published of it.
enum PinCheck {
    static func check(_ store: any StoreReading, against pinned: Checkpoint) throws {
        try checkReach(store, of: pinned)
        guard try NodeReader(store: store).tree(ofSize: pinned.size).root != pinned.root
        else { return }
        try checkEntries(store, against: pinned)
        throw ReadError.damagedIndex(name: StoredNodes.indexName)
    }

    /// Whether the log is the one that was published, and has as many entries.
    static func checkReach(_ store: any StoreReading, of pinned: Checkpoint) throws {
        let size = try store.size()
        let origin = size == 0 ? nil : try store.origin()
        if let origin, origin != pinned.origin {
            throw LogProofError.otherLog(origin: origin, pinned: pinned.origin)
        }
        guard size >= pinned.size else {
            throw LogProofError.rolledBack(local: size, pinned: pinned.size)
        }
    }

    /// Whether the entries themselves lead to the published root.
    ///
    /// For when stored nodes do not: a damaged node, which a rebuild mends, is no fork.
    static func checkEntries(_ store: any StoreReading, against pinned: Checkpoint) throws {
        var tree = CompactRange()
        try NodeReader(store: store).forEachLeaf(0..<pinned.size) { tree.append($0) }
        guard tree.root == pinned.root else { throw LogProofError.forked(at: pinned.size) }
    }

    /// Compares the log with its own newest checkpoint and with the pin, when it is opened.
    static func checkOpening(_ store: any StoreReading, _ pins: (any CheckpointStore)?) throws {
        guard try store.size() > 0 else { return }
        if let pinned = try pins?.newest(of: try store.origin()) {
            try check(store, against: pinned.checkpoint)
        }
        if let newest = try store.newestCheckpoint() {
            try check(store, against: newest.checkpoint)
        }
    }
}

extension StoreReading {
    /// The log's name, as its first entry says it.
    func origin() throws -> String {
        let first = try entry(at: 0)
        guard first.header.kind == LogKind.created, let origin = LogFacts.origin(first.facts)
        else { throw LogProofError.noOrigin }
        return origin
    }
}
