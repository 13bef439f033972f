import LMDB
import Merkle

/// Makes proofs of complete histories at one checkpoint.
struct HistoryProver {
    let store: any StoreReading
    /// As of now; what has grown since the checkpoint is computed again.
    let heads: Heads
    let checkpoint: SignedCheckpoint

    private var anchor: Position { Position(checkpoint.checkpoint.size - 1) }

    /// The stream key of a subject, from its first entry.
    static func streamKey(
        of subject: Subject, _ heads: Heads, _ store: any StoreReading
    ) throws -> [UInt8] {
        var key: [UInt8]?
        let last = heads.subject(subject.number).last
        guard last > 0 else { throw ReadError.missing(position: Position(heads.size)) }
        try store.follow(from: last) { _, bytes in
            guard let header = EntryHeader(bytes) else { return nil }
            if header.place == 1 { key = LogEntry(copying: bytes)?.streamKey }
            return header.previousOfSubject?.rawValue
        }
        guard let key else { throw ReadError.missing(position: 0) }
        return key
    }

    func proof(of streamKey: [UInt8], _ subject: Subject) throws -> HistoryProof {
        let entries = try entries(of: subject.number)
        let map = try mapThen()
        let mapProof = map.proof(of: MapKey(streamKey: streamKey))
        let anchorEntry = try store.entry(at: anchor)
        guard let leaf = AnchorLeaf(anchorEntry.bytes), leaf.mapRoot == map.root else {
            throw LogProofError.anchorMismatch(position: anchor)
        }
        let inclusion = try Prover(store: store).proof(of: anchor, in: checkpoint)
        let proof = HistoryProof(
            streamKey: streamKey, claim: claim(mapProof, entries), mapSteps: mapProof.steps,
            anchor: anchorEntry.bytes,
            anchorProofText: String(decoding: inclusion.bytes, as: UTF8.self))
        let root = checkpoint.checkpoint.root
        guard proof.verify(anchorProof: inclusion.inclusion, root: root).isVerified else {
            throw LogProofError.anchorMismatch(position: anchor)
        }
        return proof
    }

    private func claim(_ proof: MapProof, _ entries: [LogEntry]) -> HistoryProof.Claim {
        switch proof.claim {
        case .absent(let leaf): return .absent(beside: leaf)
        case .present:
            let head = SubjectHead(count: UInt64(entries.count), running: Self.running(entries))
            return .present(head, entries: entries.map(\.bytes))
        }
    }

    private static func running(_ entries: [LogEntry]) -> MerkleHash {
        entries.reduce(.zero) { $0.following(.leaf($1.bytes)) }
    }

    /// The entries of a subject before the anchor, oldest first.
    private func entries(of subject: UInt64) throws -> [LogEntry] {
        let last = heads.subject(subject).last
        guard last > 0 else { return [] }
        var entries: [LogEntry] = []
        try store.follow(from: last) { position, bytes in
            guard let entry = LogEntry(copying: bytes) else {
                throw ReadError.corrupt(position: Position(position))
            }
            if position < anchor.rawValue { entries.append(entry) }
            return entry.header.previousOfSubject?.rawValue
        }
        return entries.reversed()
    }

    /// The map that the anchor commits to.
    private func mapThen() throws -> SubjectMap {
        var found: [(key: MapKey, value: MerkleHash)] = []
        found.reserveCapacity(heads.subjects.count)
        for (index, subject) in heads.subjects.enumerated() {
            guard let head = try headThen(subject, UInt64(index) + 1) else { continue }
            found.append((MapKey(hash: subject.key), head.value))
        }
        guard let map = SubjectMap(found) else { throw LogProofError.repeatedStreamKey }
        return map
    }

    private func headThen(_ now: Heads.Subject, _ number: UInt64) throws -> SubjectHead? {
        guard now.last >= anchor.rawValue else {
            return now.count == 0 ? nil : SubjectHead(count: now.count, running: now.running)
        }
        let entries = try entries(of: number)
        guard !entries.isEmpty else { return nil }
        return SubjectHead(count: UInt64(entries.count), running: Self.running(entries))
    }
}
