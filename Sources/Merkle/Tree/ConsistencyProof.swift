/// Proves that a tree continues an older one: nothing was changed, only added (RFC 6962 2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
    /// The number of leaves of the older tree.
    public let oldSize: UInt64
    /// The number of leaves of the newer tree.
    public let newSize: UInt64
    /// The nodes from which both roots follow.
    public let hashes: [MerkleHash]

    /// Makes a proof as it was received; nothing is verified yet.
    public init(oldSize: UInt64, newSize: UInt64, hashes: [MerkleHash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.hashes = hashes
    }

    /// Makes the proof between two sizes; it is empty when they are equal.
    ///
    /// - Parameters:
    ///   - oldSize: The older size, at least 1: from the empty tree there is nothing to prove.
    ///   - newSize: The newer size; any that the log has reached.
    ///   - node: Gives the hash of a complete subtree below `newSize`; asked for at most 127.
    /// - Returns: The proof; `nil` when `oldSize` is 0 or larger than `newSize`.
    /// - Throws: What `node` throws.
    public static func make<E: Error>(
        oldSize: UInt64, newSize: UInt64, node: (NodeAddress) throws(E) -> MerkleHash
    ) throws(E) -> ConsistencyProof? {
        guard oldSize > 0, oldSize <= newSize, newSize <= TreeLimits.maximumSize
        else { return nil }
        var hashes: [MerkleHash] = []
        if oldSize < newSize {
            let seed = lastPeak(of: oldSize)
            // A single peak is the old root, which the verifier has.
            if seed.index > 0 { hashes.append(try node(seed)) }
            hashes += try ProofPath.siblings(of: seed, size: newSize, node: node)
        }
        return ConsistencyProof(oldSize: oldSize, newSize: newSize, hashes: hashes)
    }

    /// Tells whether the tree of ``newSize`` begins with the one of ``oldSize``.
    ///
    /// - Parameters:
    ///   - oldRoot: The root of the older tree, which the caller has trusted before.
    ///   - newRoot: The root of the newer tree.
    /// - Returns: Verified, or the reason why not (RFC 9162 section 2.1.4.2).
    public func verify(oldRoot: MerkleHash, newRoot: MerkleHash) -> Verification {
        if let refusal = sizesRefusal { return .refused(refusal) }
        guard oldSize < newSize else { return verifyEqual(oldRoot, newRoot) }
        let seed = Self.lastPeak(of: oldSize)
        let count = ((newSize - 1) >> UInt64(seed.level)) + 1
        let path = ProofPath(index: seed.index, count: count)
        let seedCount = seed.index > 0 ? 1 : 0
        guard hashes.count == path.length + seedCount else {
            return .refused(
                .wrongProofLength(expected: path.length + seedCount, found: hashes.count))
        }
        return climb(path, from: seed, oldRoot, newRoot)
    }

    private var sizesRefusal: Refusal? {
        if newSize > TreeLimits.maximumSize { return .sizeTooLarge(newSize) }
        if oldSize > newSize { return .sizesReversed(oldSize: oldSize, newSize: newSize) }
        return oldSize == 0 ? .emptyTreeProvesNothing : nil
    }

    private func verifyEqual(_ oldRoot: MerkleHash, _ newRoot: MerkleHash) -> Verification {
        guard hashes.isEmpty
        else { return .refused(.wrongProofLength(expected: 0, found: hashes.count)) }
        return oldRoot == newRoot ? .verified : .refused(.rootMismatch(size: newSize))
    }

    private func climb(
        _ path: ProofPath, from seed: NodeAddress, _ oldRoot: MerkleHash, _ newRoot: MerkleHash
    ) -> Verification {
        let start = seed.index > 0 ? hashes[0] : oldRoot
        let siblings = hashes.suffix(path.length)
        // The old tree ends with the seed, so only the siblings on its left belong to it.
        var oldHash = start
        for (level, sibling) in siblings.prefix(path.inner).enumerated()
        where seed.index >> UInt64(level) & 1 == 1 {
            oldHash = .node(sibling, oldHash)
        }
        guard path.climbBorder(from: oldHash, siblings) == oldRoot
        else { return .refused(.oldRootMismatch(size: oldSize)) }
        let newHash = path.climbInner(from: start, siblings, index: seed.index)
        guard path.climbBorder(from: newHash, siblings) == newRoot
        else { return .refused(.rootMismatch(size: newSize)) }
        return .verified
    }

    /// The smallest complete subtree at the right edge of a tree of `size`.
    private static func lastPeak(of size: UInt64) -> NodeAddress {
        let level = size.trailingZeroBitCount
        return NodeAddress(level: level, index: (size - 1) >> UInt64(level))
    }
}
