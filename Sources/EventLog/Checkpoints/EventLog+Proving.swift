import LMDB
public import Merkle

extension EventLog {
    /// Proves that an entry is in the log: a C2SP `tlog-proof` file.
    ///
    /// - Parameters:
    ///   - position: Of the entry.
    ///   - checkpoint: One of the log's; by default the smallest that covers the entry.
    /// - Returns: The proof, verified once before it is given out. Its `extra` is the entry's fixed
    ///   part, for convenience: it is not authenticated.
    /// - Throws: ``LogProofError``, ``ReadError``.
    /// - Complexity: O(log n) look-ups and at most 255 leaf hashes.
    public func proof(
        ofEntryAt position: Position, in checkpoint: SignedCheckpoint? = nil
    ) throws -> TLogProof {
        let signed = try checkpoint ?? self.checkpoint(covering: position.rawValue + 1)
        return try store.read { try Prover(store: $0).proof(of: position, in: signed) }
    }

    /// Proves that the log at `newSize` continues the one at `oldSize` (RFC 6962 section 2.1.2).
    ///
    /// Verified once before it is given out: with signed roots where the sizes are those of
    /// checkpoints, else with roots of stored nodes.
    ///
    /// - Throws: ``ReadError``; ``LogProofError/empty`` for an old size of 0, from which there is
    ///   nothing to prove.
    public func consistencyProof(
        from oldSize: UInt64, to newSize: UInt64
    ) throws -> ConsistencyProof {
        try store.read { try Prover(store: $0).consistency(oldSize, newSize) }
    }

    /// Proves that `entries` of one subject are its complete history at a checkpoint.
    ///
    /// - Parameters:
    ///   - subject: Whose history; one that had no entries then gets a proof of absence.
    ///   - checkpoint: One of the log's; by default the newest.
    /// - Returns: The proof, verified once before it is given out.
    /// - Throws: ``LogProofError``, ``ReadError``.
    /// - Complexity: Linear in the number of subjects, in the subject's entries, and in the
    ///   histories that have grown since the checkpoint.
    public func proof(
        ofHistoryOf subject: Subject, in checkpoint: SignedCheckpoint? = nil
    ) throws -> HistoryProof {
        let signed = try checkpoint ?? newestOrThrow()
        return try store.read { reading in
            let heads = try WriterState.loadHeads(from: reading)
            let key = try HistoryProver.streamKey(of: subject, heads, reading)
            return try HistoryProver(store: reading, heads: heads, checkpoint: signed)
                .proof(of: key, subject)
        }
    }

    /// Proves what a checkpoint says of a stream key: the history behind it, or that there is none.
    ///
    /// - Parameters:
    ///   - streamKey: 32 bytes; of a child of another log, or of nobody.
    ///   - checkpoint: One of the log's; by default the newest.
    /// - Returns: The proof, verified once before it is given out.
    /// - Throws: ``LogProofError``, ``ReadError``.
    public func proof(
        ofHistoryOf streamKey: [UInt8], in checkpoint: SignedCheckpoint? = nil
    ) throws -> HistoryProof {
        let signed = try checkpoint ?? newestOrThrow()
        return try store.read { reading in
            let heads = try WriterState.loadHeads(from: reading)
            let key = MapKey(streamKey: streamKey)
            let number = heads.subjects.firstIndex { $0.key == key.hash }.map { UInt64($0) + 1 }
            return try HistoryProver(store: reading, heads: heads, checkpoint: signed)
                .proof(of: streamKey, Subject(number ?? 0))
        }
    }

    private func newestOrThrow() throws -> SignedCheckpoint {
        guard let newest = try newestCheckpoint() else {
            throw LogProofError.noCheckpoint(covering: 1)
        }
        return newest
    }
}
