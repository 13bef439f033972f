import Merkle

/// A tree as RFC 6962 section 2.1 defines it: by recursion over the leaves, and slow.
struct NaiveTree {
    let leaves: [MerkleHash]

    /// A tree whose leaves are the numbers from 0 on, each as one byte.
    init(size: Int) {
        leaves = (0..<size).map { .leaf([UInt8(truncatingIfNeeded: $0)]) }
    }

    init(leaves: [MerkleHash]) { self.leaves = leaves }

    func root(_ size: Int) -> MerkleHash { Self.root(leaves[..<size]) }

    /// The hash of a complete subtree; a test that asks for another one has found a mistake.
    func node(_ address: NodeAddress) -> MerkleHash {
        let start = Int(address.index) << address.level
        return Self.root(leaves[start..<start + (1 << address.level)])
    }

    /// PATH(m, D[n]) of section 2.1.1.
    func path(_ index: Int, _ size: Int) -> [MerkleHash] {
        Self.path(index, leaves[..<size])
    }

    /// PROOF(m, D[n]) of section 2.1.2.
    func proof(_ old: Int, _ new: Int) -> [MerkleHash] {
        Self.subproof(old, leaves[..<new], isWhole: true)
    }

    private static func root(_ leaves: ArraySlice<MerkleHash>) -> MerkleHash {
        guard leaves.count > 1 else { return leaves.first ?? .emptyRoot }
        let middle = leaves.startIndex + split(leaves.count)
        return .node(root(leaves[..<middle]), root(leaves[middle...]))
    }

    private static func path(_ index: Int, _ leaves: ArraySlice<MerkleHash>) -> [MerkleHash] {
        guard leaves.count > 1 else { return [] }
        let half = split(leaves.count)
        let middle = leaves.startIndex + half
        return index < half
            ? path(index, leaves[..<middle]) + [root(leaves[middle...])]
            : path(index - half, leaves[middle...]) + [root(leaves[..<middle])]
    }

    private static func subproof(
        _ old: Int, _ leaves: ArraySlice<MerkleHash>, isWhole: Bool
    ) -> [MerkleHash] {
        guard old < leaves.count else { return isWhole ? [] : [root(leaves)] }
        let half = split(leaves.count)
        let middle = leaves.startIndex + half
        return old <= half
            ? subproof(old, leaves[..<middle], isWhole: isWhole) + [root(leaves[middle...])]
            : subproof(old - half, leaves[middle...], isWhole: false) + [root(leaves[..<middle])]
    }

    /// The largest power of two below `count`.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
