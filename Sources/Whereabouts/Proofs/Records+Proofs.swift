public import EventLog
public import Merkle

extension Records {
    /// Signs a checkpoint of everything that the log holds now, and pins it.
    ///
    /// - Parameter key: The log's signing key; its name is the log's origin.
    /// - Returns: The checkpoint; the last one again when nothing was recorded since.
    /// - Throws: `LogProofError`, `ReadError`, `AppendError`; then nothing is signed.
    @discardableResult
    public func makeCheckpoint(signedBy key: SignerKey) async throws -> SignedCheckpoint {
        try await log.makeCheckpoint(signedBy: key, pins: pins)
    }

    /// Signs a checkpoint as ``makeCheckpoint(signedBy:)`` does, blocking the caller.
    @available(*, noasync, message: "use the async makeCheckpoint")
    @discardableResult
    public func makeCheckpointAndWait(signedBy key: SignerKey) throws -> SignedCheckpoint {
        try log.makeCheckpointAndWait(signedBy: key, pins: pins)
    }

    /// Proves that an entry is in the log: a C2SP `tlog-proof` file.
    ///
    /// - Parameters:
    ///   - id: The entry's id.
    ///   - checkpoint: One of the log's; by default the smallest that covers the entry.
    /// - Returns: The proof.
    /// - Throws: ``ProofError/unknownEntry(_:)``, `LogProofError`, `ReadError`.
    public func proof(
        ofEntry id: EntryID, in checkpoint: SignedCheckpoint? = nil
    ) throws -> TLogProof {
        guard let position = try log.positions(of: [id]).first else {
            throw ProofError.unknownEntry(id)
        }
        return try log.proof(ofEntryAt: position, in: checkpoint)
    }

    /// Proves that a child's history is complete at a checkpoint, from files alone.
    ///
    /// - Parameters:
    ///   - child: The host's own id, or `#17`.
    ///   - checkpoint: One of the log's; by default the newest.
    /// - Returns: The proof; of absence when the child was registered later.
    /// - Throws: ``ProofError/unknownChild``, `LogProofError`, `ReadError`.
    public func proof(
        ofHistoryOf child: ChildID, in checkpoint: SignedCheckpoint? = nil
    ) throws -> HistoryProof {
        guard let number = try number(of: child) else { throw ProofError.unknownChild }
        return try log.proof(ofHistoryOf: Subject(number), in: checkpoint)
    }

    /// The number by which a log's own entries and stored questions name a child.
    ///
    /// - Throws: ``RecordError/unknownChild(_:kind:)``.
    public func childNumber(_ child: ChildID) throws -> UInt64 {
        guard let number = try number(of: child) else {
            throw RecordError.unknownChild(child, kind: nil)
        }
        return number
    }

    /// Audits everything that is stored of the log in a folder, without keys.
    ///
    /// Damaged pages of the storage can crash the process that reads them: `whereabouts verify` runs
    /// this in a process of its own and counts a crash as a finding.
    ///
    /// - Parameters:
    ///   - path: The log's own folder; it may be in use.
    ///   - options: Pins and trust policy.
    ///   - progress: Called now and then with the entries done and in all.
    /// - Returns: What was found.
    /// - Throws: `OpenError` or a storage error when not even damage can be read.
    /// - Complexity: Linear in the log.
    public static func audit(
        at path: String, options: LogAudit.Options = LogAudit.Options(),
        progress: (WorkProgress) -> Void = { _ in }
    ) throws -> AuditReport {
        let stores = try LogFolder.open(at: path, .readOnly)
        defer {
            try? stores.entries.close()
            try? stores.keys.close()
        }
        return try LogAudit(of: stores.entries, options: options).run { done, total in
            progress(WorkProgress(done: Int(done), total: Int(total)))
        }
    }
}

/// Why there is nothing to prove.
@nonexhaustive
public enum ProofError: Error, Hashable, Sendable {
    /// No entry has the id.
    case unknownEntry(EntryID)
    /// The child is not registered, or the log was opened without its keys.
    case unknownChild
}

extension ProofError: CustomStringConvertible {
    /// What is missing, and what to do next.
    public var description: String {
        switch self {
        case .unknownEntry(let id): "no entry has the id \(id); look it up in the child's history"
        case .unknownChild:
            "the child is not known here; without the log's key name it by number, such as #17, "
                + "and prove the absence of another log's child by its stream key"
        }
    }
}
