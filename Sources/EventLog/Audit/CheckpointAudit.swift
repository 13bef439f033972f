import Merkle

/// What was published of the log, compared with the tree of the entries as an audit rebuilds it.
struct CheckpointAudit {
    private let origin: String?
    private let pins: [SignedCheckpoint]
    private let policy: TrustPolicy?
    /// Stored checkpoints by size; `nil` for bytes that cannot be read.
    private let stored: [(size: UInt64, checkpoint: SignedCheckpoint?)]
    private var keys: [DeclaredKey] = []
    private var nextStored = 0
    /// Sizes of stored checkpoints against which nothing was found.
    private(set) var sound: [UInt64] = []

    init(
        origin: String?, _ reading: any StoreReading, _ options: LogAudit.Options,
        _ findings: inout AuditFindings
    ) throws {
        self.origin = origin
        policy = options.policy
        pins = options.pins.sorted { $0.checkpoint.size < $1.checkpoint.size }
        var stored: [(UInt64, SignedCheckpoint?)] = []
        try reading.forEachCheckpoint { size, bytes in
            do {
                stored.append((size, try SignedCheckpoint(parsing: bytes)))
            } catch {
                stored.append((size, nil))
                findings.add(.checkpoint(size: size), .checkpointForm(reason: "\(error)"))
            }
        }
        self.stored = stored
    }

    /// Notes a key that the log declares.
    mutating func declare(_ key: VerifierKey, at position: UInt64) {
        keys.append(DeclaredKey(position: Position(position), key: key))
    }

    /// The size of the next checkpoint or pin at or behind `size`; the tree is compared there.
    func isDue(at size: UInt64) -> Bool {
        (nextStored < stored.count && stored[nextStored].size == size)
            || pins.contains { $0.checkpoint.size == size }
    }

    /// Compares everything that was published of `tree`.
    mutating func compare(
        _ tree: CompactRange, lastKind: UInt32, _ findings: inout AuditFindings
    ) {
        while nextStored < stored.count, stored[nextStored].size <= tree.size {
            let (size, signed) = stored[nextStored]
            nextStored += 1
            guard let signed, size == tree.size else { continue }
            let before = findings.count
            check(signed, tree, &findings)
            if lastKind != LogKind.anchored { findings.add(.checkpoint(size: size), .noAnchor) }
            if findings.count == before { sound.append(size) }
        }
        for pin in pins where pin.checkpoint.size == tree.size {
            checkPin(pin.checkpoint, tree.root, &findings)
        }
    }

    /// Looks at what was published of more entries than there are, and at the policy.
    func finish(size: UInt64, _ findings: inout AuditFindings) {
        for (published, _) in stored where published > size {
            findings.add(.checkpoint(size: published), .rolledBack(size: size))
        }
        for pin in pins where pin.checkpoint.size > size {
            findings.add(.checkpoint(size: pin.checkpoint.size), .rolledBack(size: size))
        }
        if let policy { check(policy, &findings) }
    }

    /// Witnesses sign late, if at all: only the newest checkpoint must have all signatures.
    private func check(_ policy: TrustPolicy, _ findings: inout AuditFindings) {
        guard let newest = stored.last?.checkpoint else {
            findings.add(.log, .policy(reason: "the log has no checkpoint that could be read"))
            return
        }
        if case .refused(let reason) = policy.verify(newest) {
            let place = AuditFinding.Place.checkpoint(size: newest.checkpoint.size)
            findings.add(place, .policy(reason: "\(reason)"))
        }
    }

    private func check(
        _ signed: SignedCheckpoint, _ tree: CompactRange, _ findings: inout AuditFindings
    ) {
        let place = AuditFinding.Place.checkpoint(size: tree.size)
        let checkpoint = signed.checkpoint
        if checkpoint.size != tree.size || checkpoint.origin != origin {
            let reason = "it is of \(checkpoint.origin), size \(checkpoint.size)"
            findings.add(place, .checkpointForm(reason: reason))
        }
        if checkpoint.root != tree.root {
            findings.add(place, .root(expected: checkpoint.root, found: tree.root))
        }
        guard let key = keys.inForce(checkpoint.origin, at: tree.size) else {
            findings.add(place, .signature(reason: "the log declares no key for it"))
            return
        }
        if case .refused(let reason) = signed.note.verified(by: [key]) {
            findings.add(place, .signature(reason: "\(reason)"))
        }
    }

    private func checkPin(
        _ pinned: Checkpoint, _ root: MerkleHash, _ findings: inout AuditFindings
    ) {
        let place = AuditFinding.Place.checkpoint(size: pinned.size)
        if let origin, pinned.origin != origin {
            findings.add(place, .checkpointForm(reason: "the pin is of \(pinned.origin)"))
        } else if pinned.root != root {
            findings.add(place, .forked(pinned: pinned.root, found: root))
        }
    }
}
