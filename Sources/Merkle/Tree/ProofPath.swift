/// The way from a node up to the root.
///
/// Between a leaf and the root there are first `inner` levels where the way still differs from that
/// of the tree's last leaf: each has a sibling. Above, both ways are one, and there is a sibling only
/// on the left: `border` of them. RFC 9162 section 2.1.3 walks the same way bit by bit.
struct ProofPath {
    let inner: Int
    let border: Int

    /// The way from the node `index` of a level that has `count` nodes, the last maybe incomplete.
    init(index: UInt64, count: UInt64) {
        inner = UInt64.bitWidth - (index ^ (count - 1)).leadingZeroBitCount
        border = (index >> UInt64(inner)).nonzeroBitCount
    }

    var length: Int { inner + border }

    /// The siblings on the way from `address` to the root of a tree of `size`, lowest first.
    static func siblings<E: Error>(
        of address: NodeAddress, size: UInt64, node: (NodeAddress) throws(E) -> MerkleHash
    ) throws(E) -> [MerkleHash] {
        let path = ProofPath(
            index: address.index, count: ((size - 1) >> UInt64(address.level)) + 1)
        var hashes: [MerkleHash] = []
        var index = address.index
        var level = address.level
        while hashes.count < path.length {
            if level < address.level + path.inner {
                hashes.append(try subtree(level: level, index: index ^ 1, size: size, node: node))
            } else if index & 1 == 1 {
                hashes.append(try node(NodeAddress(level: level, index: index ^ 1)))
            }
            index >>= 1
            level += 1
        }
        return hashes
    }

    /// The root of what the tree has of a subtree, which its right edge may leave incomplete.
    private static func subtree<E: Error>(
        level: Int, index: UInt64, size: UInt64, node: (NodeAddress) throws(E) -> MerkleHash
    ) throws(E) -> MerkleHash {
        let start = index << UInt64(level)
        let count = min(1 << UInt64(level), size - start)
        var peaks: [MerkleHash] = []
        for address in NodeAddress.covering(count, from: start) { peaks.append(try node(address)) }
        // A sibling on the way has at least one leaf.
        return MerkleHash.folding(peaks) ?? .emptyRoot
    }

    /// Climbs the inner levels: where the index has a one, the sibling stands on the left.
    func climbInner(
        from hash: MerkleHash, _ siblings: ArraySlice<MerkleHash>, index: UInt64
    ) -> MerkleHash {
        var hash = hash
        for (level, sibling) in siblings.prefix(inner).enumerated() {
            let isRight = index >> UInt64(level) & 1 == 1
            hash = isRight ? .node(sibling, hash) : .node(hash, sibling)
        }
        return hash
    }

    /// Climbs the border levels, where every sibling stands on the left.
    func climbBorder(from hash: MerkleHash, _ siblings: ArraySlice<MerkleHash>) -> MerkleHash {
        siblings.dropFirst(inner).reduce(hash) { .node($1, $0) }
    }
}
