extension MerkleHash {
    /// The root of the tree without leaves: SHA-256 of no bytes (RFC 6962 section 2.1).
    public static let emptyRoot = MerkleHash(
        bigEndianWords: 0xE3B0_C442_98FC_1C14, 0x9AFB_F4C8_996F_B924,
        0x27AE_41E4_649B_934C, 0xA495_991B_7852_B855)

    /// The root above a row of peaks, largest first; `nil` when there are none.
    package static func folding(_ peaks: [MerkleHash]) -> MerkleHash? {
        guard var hash = peaks.last else { return nil }
        for peak in peaks.dropLast().reversed() { hash = .node(peak, hash) }
        return hash
    }

    /// The root of a complete subtree.
    ///
    /// - Parameter leaves: The hashes of its lowest level; their number is a power of two.
    /// - Returns: The hash of the node above all of them.
    @inlinable
    package static func perfect(_ leaves: some Collection<MerkleHash>) -> MerkleHash {
        precondition(leaves.count.nonzeroBitCount == 1, "a complete subtree has 2^level leaves")
        var pending: [MerkleHash] = []
        pending.reserveCapacity(leaves.count.trailingZeroBitCount + 1)
        for (index, leaf) in leaves.enumerated() {
            var hash = leaf
            for _ in 0..<(~index).trailingZeroBitCount { hash = .node(pending.removeLast(), hash) }
            pending.append(hash)
        }
        return pending[0]
    }
}
