import Merkle

/// A small log without storage: children whose entries take turns, and an anchor at the end.
struct MadeHistory {
    let keys: [[UInt8]]
    var entries: [[UInt8]]
    /// The positions of each child's entries.
    let positions: [[Int]]

    /// - Parameters:
    ///   - turns: The child, counted from 0, of each entry behind the log's creation.
    ///   - keys: The children's stream keys.
    init(turns: [Int], keys: [[UInt8]]) {
        var entries = [MadeEntry(kind: 64).bytes]
        var positions = keys.map { _ in [Int]() }
        for child in turns {
            let isFirst = positions[child].isEmpty
            let entry = MadeEntry(
                subject: UInt64(child + 1), position: UInt64(entries.count),
                previousOfSubject: UInt64(positions[child].last ?? 0),
                place: UInt64(positions[child].count + 1),
                fields: (isFirst ? MadeEntry.field(22, keys[child]) : [])
                    + MadeEntry.field(100, Array("fact \(entries.count)".utf8)))
            positions[child].append(entries.count)
            entries.append(entry.bytes)
        }
        self.keys = keys
        self.entries = entries
        self.positions = positions
    }

    /// Seven entries of three children, the second one's at positions 2, 4 and 7.
    static let example = MadeHistory(
        turns: [0, 1, 2, 1, 0, 0, 1],
        keys: (0..<3).map { [UInt8](repeating: UInt8($0 + 1), count: 32) })

    func entries(of child: Int) -> [[UInt8]] { positions[child].map { entries[$0] } }

    static func head(_ entries: [[UInt8]]) -> SubjectHead {
        SubjectHead(
            count: UInt64(entries.count),
            running: entries.reduce(.zero) { $0.following(.leaf($1)) })
    }

    /// A map of what the operator says are the histories under these keys.
    static func map(_ histories: [(key: [UInt8], entries: [[UInt8]])]) -> SubjectMap {
        SubjectMap(histories.map { (MapKey(streamKey: $0.key), head($0.entries).value) })
            ?? emptyMap
    }

    static let emptyMap = map([])

    var map: SubjectMap {
        Self.map(keys.indices.map { (keys[$0], entries(of: $0)) })
    }

    /// The log with an anchor of `map` at its end.
    func anchored(_ map: SubjectMap) -> AnchoredLog {
        let anchor = MadeEntry.anchor(
            mapRoot: map.root, subjectCount: UInt64(map.count), position: UInt64(entries.count))
        return AnchoredLog(entries: entries, anchor: anchor.bytes, map: map)
    }
}

/// A log that ends with an anchor.
struct AnchoredLog {
    let tree: NaiveTree
    let anchor: [UInt8]
    let map: SubjectMap

    init(entries: [[UInt8]], anchor: [UInt8], map: SubjectMap) {
        tree = NaiveTree(leaves: (entries + [anchor]).map(MerkleHash.leaf))
        self.anchor = anchor
        self.map = map
    }

    var root: MerkleHash { tree.root(tree.leaves.count) }

    func inclusion(of index: Int) -> InclusionProof {
        let size = tree.leaves.count
        return InclusionProof(
            index: UInt64(index), size: UInt64(size), hashes: tree.path(index, size))
    }

    /// The proof that `key` has exactly these entries, or, without any, that there is none.
    func proof(_ key: [UInt8], _ entries: [[UInt8]]?) -> HistoryProof {
        let inMap = map.proof(of: MapKey(streamKey: key))
        var claim = HistoryProof.Claim.absent(beside: nil)
        if case .absent(let leaf) = inMap.claim { claim = .absent(beside: leaf) }
        if let entries { claim = .present(MadeHistory.head(entries), entries: entries) }
        return HistoryProof(
            streamKey: key, claim: claim, mapSteps: inMap.steps, anchor: anchor,
            anchorProofText: "c2sp.org/tlog-proof@v1\n")
    }

    func verify(_ proof: HistoryProof) -> Verification {
        proof.verify(anchorProof: inclusion(of: tree.leaves.count - 1), root: root)
    }
}
