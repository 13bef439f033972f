import Merkle

/// A log in memory, signed with a key of the tests.
struct SmallLog {
    let key: SignerKey
    let leaves: [MerkleHash]

    init(_ count: Int, key: SignerKey = KnownKeys.log) {
        self.key = key
        leaves = (0..<count).map { .leaf(Self.entry($0)) }
    }

    static func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

    func checkpoint(_ size: Int) throws -> SignedCheckpoint {
        let checkpoint = try Checkpoint(origin: key.name, size: UInt64(size), root: root(size))
        return try SignedCheckpoint(checkpoint, signedBy: key)
    }

    func root(_ size: Int) -> MerkleHash {
        var range = CompactRange()
        for leaf in leaves.prefix(size) { range.append(leaf) }
        return range.root
    }

    func proof(_ index: Int, _ size: Int) throws -> TLogProof {
        let proof = InclusionProof.make(index: UInt64(index), size: UInt64(size), node: node)
        return TLogProof(
            index: UInt64(index), hashes: proof?.hashes ?? [], checkpoint: try checkpoint(size))
    }

    func consistency(_ oldSize: Int, _ newSize: Int) -> [MerkleHash] {
        let sizes = (old: UInt64(oldSize), new: UInt64(newSize))
        return ConsistencyProof.make(oldSize: sizes.old, newSize: sizes.new, node: node)?
            .hashes ?? []
    }

    private func node(_ address: NodeAddress) -> MerkleHash {
        let start = Int(address.index) << address.level
        var range = CompactRange()
        for leaf in leaves[start..<(start + (1 << address.level))] { range.append(leaf) }
        return range.root
    }
}
