import LMDB
public import Merkle

/// A full audit: everything that follows from the entries, compared with everything stored beside
/// them and published of them.
///
/// Needs no keys and opens no words. It reports all faults and stops at none of them; only a crash
/// of the reader, which damaged pages of the storage can cause, ends it early: run it in a process
/// of its own.
public struct LogAudit {
    /// What the log is compared with besides itself.
    public struct Options: Sendable {
        /// Checkpoints that somebody keeps of the log.
        public var pins: [SignedCheckpoint] = []
        /// Whose signatures the newest checkpoint must have.
        public var policy: TrustPolicy?

        /// Makes options without pins and without a policy.
        public init() {}
    }

    private let store: any EntryStore
    private let options: Options

    /// Makes an audit of the log in `store`.
    public init(of store: any EntryStore, options: Options = Options()) {
        self.store = store
        self.options = options
    }

    /// Runs the audit.
    ///
    /// - Parameter progress: Called now and then with the entries done and the entries in all.
    /// - Returns: What was found.
    /// - Throws: What the storage throws when not even the log's size can be read.
    /// - Complexity: Linear in the log; 16 bytes of memory an entry, and the heads and the map of
    ///   all subjects.
    public func run(progress: (UInt64, UInt64) -> Void = { _, _ in }) throws -> AuditReport {
        // Apart: after a page that cannot be read, a transaction gives nothing more.
        let origin = try? store.read { try $0.size() == 0 ? nil : $0.origin() }
        var state = try store.read { try AuditState($0, origin, options) }
        do {
            while state.entries.next < state.size {
                // In steps, so that a long audit pins no old pages of a log that is being written.
                try store.read { try state.takeChunk($0) }
                progress(min(state.entries.next, state.size), state.size)
            }
            try store.read { try state.finish($0) }
        } catch {
            // What the storage cannot read ends the audit, and takes nothing from its findings.
            state.stop(because: error)
        }
        return state.report
    }
}

/// What an audit holds while it goes through the log.
private struct AuditState {
    let size: UInt64
    var entries = EntryAudit()
    private var seals = SealAudit()
    private var checkpoints: CheckpointAudit
    private var anchorCount: UInt64 = 0
    private let origin: String?
    private let storedHeads: Heads?

    private static let chunkLength: UInt64 = 16_384

    init(
        _ reading: any StoreReading, _ origin: String?, _ options: LogAudit.Options
    ) throws {
        size = try reading.size()
        self.origin = origin
        var findings = AuditFindings()
        if size > 0, origin == nil { findings.add(0, .structure) }
        checkpoints = try CheckpointAudit(origin: origin, reading, options, &findings)
        storedHeads = try reading.withDerived(Heads.derivedName) { Heads(snapshot: $0) } ?? nil
        entries.findings = findings
    }

    mutating func takeChunk(_ reading: any StoreReading) throws {
        let end = min(size, entries.next + Self.chunkLength)
        try reading.scanStored(from: entries.next) { position, bytes, isIntact in
            guard position < end else { return .stop }
            try take(position, bytes, isIntact, reading)
            return .next
        }
        // What is missing at the end of a step was not met by the scan.
        while entries.next < end { entries.skipOne() }
    }

    private mutating func take(
        _ position: UInt64, _ bytes: Span<UInt8>, _ isIntact: Bool, _ reading: any StoreReading
    ) throws {
        let taken = entries.take(position, bytes, isIntact: isIntact)
        if let (header, outline) = taken {
            try seals.take(header, outline, bytes, at: position, in: reading, &entries.findings)
            if header.kind == LogKind.anchored || header.kind == LogKind.signingKeyDeclared {
                takeOwn(header, Array(copying: bytes))
            }
        }
        try checkNodes(reading)
        if checkpoints.isDue(at: entries.tree.size) {
            checkpoints.compare(entries.tree, lastKind: entries.lastKind, &entries.findings)
        }
        if let storedHeads, storedHeads.size == entries.tree.size,
            !storedHeads.isSame(as: entries.histories.heads)
        {
            entries.findings.add(.index("heads"), .storedHeads)
        }
    }

    /// Takes in an anchor or the declaration of a key.
    private mutating func takeOwn(_ header: EntryHeader, _ bytes: [UInt8]) {
        let position = header.position.rawValue
        guard header.kind == LogKind.anchored else {
            if let key = LogEntry(copying: bytes.span).flatMap({ LogFacts.verifierKey($0.facts) }) {
                checkpoints.declare(key, at: position)
            }
            return
        }
        anchorCount += 1
        if let fault = anchorFault(bytes) { entries.findings.add(position, .anchor(fault)) }
    }

    private mutating func anchorFault(_ bytes: [UInt8]) -> AnchorFault? {
        guard let anchor = AnchorLeaf(bytes) else { return .form }
        guard let (root, count) = entries.histories.commitment() else { return .repeatedKey }
        guard anchor.subjectCount == count else {
            return .subjects(expected: count, found: anchor.subjectCount)
        }
        return anchor.mapRoot == root ? nil : .mapRoot
    }

    private mutating func checkNodes(_ reading: any StoreReading) throws {
        let expected = entries.completedNodes
        guard !expected.isEmpty else { return }
        let name = StoredNodes.name(completedAt: entries.tree.size)
        let found = try reading.withDerived(name) { Array(copying: $0) } ?? []
        for (offset, node) in expected.enumerated() {
            let bytes = found.dropFirst(offset * MerkleHash.byteCount).prefix(MerkleHash.byteCount)
            guard MerkleHash(bytes) != node else { continue }
            let level = StoredNodes.lowestLevel + offset
            let index = (entries.tree.size - 1) >> UInt64(level)
            entries.findings.add(.node(NodeAddress(level: level, index: index)), .storedNode)
        }
    }

    /// Notes that the storage could not be read any further.
    mutating func stop(because error: any Error) {
        let isInEntries = entries.next < size
        let place = isInEntries ? AuditFinding.Place.entry(Position(entries.next)) : .log
        entries.findings.add(place, .unreadable(reason: "\(error)"))
    }

    mutating func finish(_ reading: any StoreReading) throws {
        entries.finish { position in
            var id: EntryID?
            try? reading.scanStored(from: position) { found, bytes, _ in
                if found == position { id = EntryHeader(bytes)?.id }
                return .stop
            }
            return id
        }
        try seals.finish(size: size, in: reading, &entries.findings)
        checkpoints.finish(size: size, &entries.findings)
    }

    var report: AuditReport {
        AuditReport(
            origin: origin, size: size, root: entries.tree.root,
            subjectCount: UInt64(entries.histories.heads.subjects.count), anchorCount: anchorCount,
            soundCheckpoints: checkpoints.sound, findings: entries.findings.kept,
            findingCount: entries.findings.count)
    }
}
