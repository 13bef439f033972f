/// Proves that a leaf stands at an index of a tree (RFC 6962 section 2.1.1).
public struct InclusionProof: Hashable, Sendable {
    /// The leaf's place, counted from 0.
    public let index: UInt64
    /// The number of leaves of the tree.
    public let size: UInt64
    /// The siblings on the way to the root, the leaf's own first.
    public let hashes: [MerkleHash]

    /// Makes a proof as it was received; nothing is verified yet.
    public init(index: UInt64, size: UInt64, hashes: [MerkleHash]) {
        self.index = index
        self.size = size
        self.hashes = hashes
    }

    /// Makes the proof of a leaf.
    ///
    /// - Parameters:
    ///   - index: The leaf's place, counted from 0.
    ///   - size: The number of leaves of the tree; any size that the log has reached.
    ///   - node: Gives the hash of a complete subtree below `size`; asked for at most 126.
    /// - Returns: The proof; `nil` when there is no such leaf.
    /// - Throws: What `node` throws.
    public static func make<E: Error>(
        index: UInt64, size: UInt64, node: (NodeAddress) throws(E) -> MerkleHash
    ) throws(E) -> InclusionProof? {
        guard index < size, size <= TreeLimits.maximumSize else { return nil }
        let hashes = try ProofPath.siblings(
            of: NodeAddress(level: 0, index: index), size: size, node: node)
        return InclusionProof(index: index, size: size, hashes: hashes)
    }

    /// Tells whether `leaf` stands at ``index`` of the tree of ``size`` with this `root`.
    ///
    /// - Parameters:
    ///   - leaf: The leaf's hash, computed from the entry's bytes by the caller.
    ///   - root: The root of the tree of ``size``, from a checkpoint that the caller trusts.
    /// - Returns: Verified, or the reason why not (RFC 9162 section 2.1.3.2).
    public func verify(leaf: MerkleHash, root: MerkleHash) -> Verification {
        guard size <= TreeLimits.maximumSize else { return .refused(.sizeTooLarge(size)) }
        guard index < size else { return .refused(.indexOutOfRange(index: index, size: size)) }
        let path = ProofPath(index: index, count: size)
        guard hashes.count == path.length else {
            return .refused(.wrongProofLength(expected: path.length, found: hashes.count))
        }
        let climbed = path.climbInner(from: leaf, hashes[...], index: index)
        guard path.climbBorder(from: climbed, hashes[...]) == root
        else { return .refused(.rootMismatch(size: size)) }
        return .verified
    }
}
