/// The judgement of a witness: what to answer to a request, and what to remember (C2SP tlog-witness).
///
/// A value without storage, clock or network. The host keeps the newest tree of every log, and must
/// store ``WitnessAnswer/change`` before it sends the answer, and only if what it has stored is
/// still ``WitnessChange/before``: otherwise two requests at once could roll the witness back.
public struct Witness: Sendable {
    /// A log that the witness knows.
    public struct Log: Sendable {
        /// The log's origin.
        public let origin: String
        /// The keys that may sign for it.
        public let keys: [VerifierKey]
        /// The newest tree that the witness has cosigned; `nil` for none.
        public var newest: TreeHead?

        /// Makes a log that the witness knows.
        public init(origin: String, keys: [VerifierKey], newest: TreeHead? = nil) {
            self.origin = origin
            self.keys = keys
            self.newest = newest
        }
    }

    private let key: CosignerKey
    // By the origin's bytes: letters with two spellings must not make one log of two.
    private var logs: [[UInt8]: Log]

    /// Makes a witness.
    ///
    /// - Parameters:
    ///   - key: The witness's key.
    ///   - logs: The logs that it knows, with what it has cosigned last; one for each origin.
    public init(key: CosignerKey, logs: [Log]) {
        self.key = key
        self.logs = Dictionary(logs.map { (Array($0.origin.utf8), $0) }) { _, _ in
            preconditionFailure("a witness knows a log once")
        }
    }

    /// The newest tree that the witness has cosigned of a log; `nil` for none.
    public func newest(of origin: String) -> TreeHead? { logs[Array(origin.utf8)]?.newest }

    /// Judges a request; nothing is remembered before ``apply(_:)``.
    ///
    /// - Parameters:
    ///   - request: The body's bytes.
    ///   - seconds: The time, in seconds since 1970.
    /// - Returns: What to answer, and what to store before.
    /// - Throws: ``NoteError/badTime``, ``NoteError/signingFailed``; then nothing is answered.
    public func answer(
        to request: [UInt8], at seconds: UInt64
    ) throws(NoteError) -> WitnessAnswer {
        let parsed: WitnessRequest
        do throws(WitnessRequestError) {
            parsed = try WitnessRequest(parsing: request)
        } catch { return WitnessAnswer(Self.response(to: error)) }
        return try answer(to: parsed, at: seconds)
    }

    /// A signature that cannot be read is one that does not verify.
    private static func response(to error: WitnessRequestError) -> WitnessResponse {
        if case .checkpoint(.note(.badSignatureLine)) = error { .notSigned } else { .badRequest }
    }

    private func answer(
        to request: WitnessRequest, at seconds: UInt64
    ) throws(NoteError) -> WitnessAnswer {
        let checkpoint = request.checkpoint.checkpoint
        guard let log = logs[Array(checkpoint.origin.utf8)]
        else { return WitnessAnswer(.unknownLog) }
        if let refusal = refusal(of: request, log) { return WitnessAnswer(refusal) }
        let cosignature = try key.cosign(checkpoint, at: seconds)
        let after = TreeHead(size: checkpoint.size, root: checkpoint.root)
        let change = WitnessChange(origin: log.origin, before: log.newest, after: after)
        return WitnessAnswer(.cosigned([cosignature]), change)
    }

    /// The first rule that the request breaks, in the order of the specification.
    private func refusal(of request: WitnessRequest, _ log: Log) -> WitnessResponse? {
        let new = request.checkpoint.checkpoint
        guard request.checkpoint.note.verified(by: log.keys).isVerified else { return .notSigned }
        guard request.oldSize <= new.size else { return .badRequest }
        guard request.oldSize == log.newest?.size ?? 0
        else { return .otherSize(log.newest?.size ?? 0) }
        // From nothing, or from the empty tree, every tree goes on, and there is nothing to prove.
        guard let old = log.newest, old.size > 0
        else { return request.hashes.isEmpty ? nil : .notConsistent }
        let proof = ConsistencyProof(
            oldSize: old.size, newSize: new.size, hashes: request.hashes)
        return proof.verify(oldRoot: old.root, newRoot: new.root).isVerified ? nil : .notConsistent
    }

    /// Remembers a change, unless another came first.
    ///
    /// - Parameter change: What ``answer(to:at:)`` told.
    /// - Returns: Whether it is remembered; otherwise the request must be judged again.
    public mutating func apply(_ change: WitnessChange) -> Bool {
        let origin = Array(change.origin.utf8)
        guard logs[origin] != nil, logs[origin]?.newest == change.before else { return false }
        logs[origin]?.newest = change.after
        return true
    }
}

/// The size and the root of a tree.
public struct TreeHead: Hashable, Sendable {
    /// The number of leaves.
    public let size: UInt64
    /// The root of the tree of that size.
    public let root: MerkleHash

    /// Makes the head of a tree.
    public init(size: UInt64, root: MerkleHash) {
        self.size = size
        self.root = root
    }
}

/// What a witness answers, and what it must remember before.
public struct WitnessAnswer: Hashable, Sendable {
    /// The answer to send.
    public let response: WitnessResponse
    /// What to store before sending; `nil` for a refusal.
    public let change: WitnessChange?

    /// Makes an answer, as a host's own tests need it.
    public init(_ response: WitnessResponse, _ change: WitnessChange? = nil) {
        self.response = response
        self.change = change
    }
}

/// A step of a witness from one tree of a log to the next.
public struct WitnessChange: Hashable, Sendable {
    /// Which log.
    public let origin: String
    /// What must still be stored; `nil` for nothing.
    public let before: TreeHead?
    /// What to store in its place; the same when an equal tree was cosigned again.
    public let after: TreeHead
}
