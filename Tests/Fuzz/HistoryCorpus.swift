import Merkle

/// A log of two children's entries with an anchor, and what proves their histories.
struct HistoryCorpus {
    /// The stream keys of two children and of one that has no entries.
    let keys = (1...3).map { [UInt8](repeating: UInt8($0), count: 32) }
    let entries: [[UInt8]]
    let histories: [[[UInt8]]]
    let proofs: [HistoryProof]
    let policy: TrustPolicy

    init(_ logKey: SignerKey) throws {
        var entries = [Self.entry(kind: 64)]
        var histories: [[[UInt8]]] = [[], []]
        var last: [UInt64] = [0, 0]
        for child in [0, 1, 1, 0, 1] {
            let isFirst = histories[child].isEmpty
            let entry = Self.entry(
                kind: 100, subject: UInt64(child + 1), position: UInt64(entries.count),
                previous: last[child], place: UInt64(histories[child].count + 1),
                fields: isFirst ? Self.field(22, keys[child]) : [])
            last[child] = UInt64(entries.count)
            histories[child].append(entry)
            entries.append(entry)
        }
        let heads = histories.map(Self.head)
        let map = SubjectMap(
            zip(keys, heads).map { (key: MapKey(streamKey: $0), value: $1.value) })
        guard let map else { throw Corpus.BadKeys() }
        let facts = AnchorLeaf.facts(mapRoot: map.root, subjectCount: UInt64(map.count))
        let anchor = Self.entry(
            kind: 66, position: UInt64(entries.count), fields: Self.field(66, facts))
        entries.append(anchor)
        let leaves = entries.map { MerkleHash.leaf($0) }
        let anchorProof = try Self.proof(of: leaves, logKey)
        proofs = keys.enumerated().map { number, key in
            let inMap = map.proof(of: MapKey(streamKey: key))
            var claim = HistoryProof.Claim.absent(beside: nil)
            if case .absent(beside: let leaf) = inMap.claim { claim = .absent(beside: leaf) }
            if number < 2 { claim = .present(heads[number], entries: histories[number]) }
            return HistoryProof(
                streamKey: key, claim: claim, mapSteps: inMap.steps, anchor: anchor,
                anchorProofText: String(decoding: anchorProof.bytes, as: UTF8.self))
        }
        self.entries = entries
        self.histories = histories
        policy = TrustPolicy(logs: [logKey.verifierKey])
    }

    private static func head(_ entries: [[UInt8]]) -> SubjectHead {
        SubjectHead(
            count: UInt64(entries.count),
            running: entries.reduce(.zero) { $0.following(.leaf($1)) })
    }

    private static func proof(of leaves: [MerkleHash], _ key: SignerKey) throws -> TLogProof {
        let last = UInt64(leaves.count - 1)
        let proof = InclusionProof.make(index: last, size: UInt64(leaves.count)) {
            Corpus.node($0, leaves)
        }
        let checkpoint = try Checkpoint(
            origin: key.name, size: UInt64(leaves.count), root: Corpus.root(leaves[...]))
        return TLogProof(
            index: last, hashes: proof?.hashes ?? [],
            checkpoint: try SignedCheckpoint(checkpoint, signedBy: key))
    }

    private static func entry(
        kind: UInt64, subject: UInt64 = 0, position: UInt64 = 0, previous: UInt64 = 0,
        place: UInt64 = 0, fields: [UInt8] = []
    ) -> [UInt8] {
        var bytes = EntryLayout.template
        func write(_ value: UInt64, _ byteCount: Int, at offset: Int) {
            for index in 0..<byteCount {
                bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
            }
        }
        write(kind, 4, at: EntryLayout.kind)
        write(subject, 8, at: EntryLayout.subject)
        write(position, 8, at: EntryLayout.position)
        write(previous, 8, at: EntryLayout.previousOfSubject)
        write(place, 8, at: EntryLayout.place)
        return bytes + fields
    }

    private static func field(_ number: UInt64, _ value: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        Wire.append(bytes: value, field: number, to: &bytes)
        return bytes
    }
}
