/// The peaks of a tree: all that is needed to append to it and to know its root.
///
/// A tree of `size` leaves is a row of complete subtrees, one for each bit that is set in `size`;
/// their roots are the peaks. RFC 6962 section 2.1 splits a tree exactly so.
public struct CompactRange: Hashable, Sendable {
    /// The number of leaves.
    public private(set) var size: UInt64
    /// The roots of the complete subtrees, largest first.
    public private(set) var peaks: [MerkleHash]

    /// Makes an empty tree.
    public init() {
        size = 0
        peaks = []
    }

    /// Makes a tree of known peaks; `nil` when a tree of `size` has another number of them.
    public init?(size: UInt64, peaks: [MerkleHash]) {
        guard size <= TreeLimits.maximumSize, peaks.count == size.nonzeroBitCount
        else { return nil }
        self.size = size
        self.peaks = peaks
    }

    /// Adds a leaf at the end.
    public mutating func append(_ leaf: MerkleHash) {
        append(leaf) { _, _ in }
    }

    /// Adds a leaf at the end and tells every node that it completes.
    ///
    /// - Parameters:
    ///   - leaf: The leaf's hash.
    ///   - didComplete: Called for each node that became complete, from the lowest level up; not
    ///     for the leaf itself.
    package mutating func append(
        _ leaf: MerkleHash, _ didComplete: (NodeAddress, MerkleHash) -> Void
    ) {
        precondition(size < TreeLimits.maximumSize, "a tree has fewer than 2^63 leaves")
        var hash = leaf
        for level in 0..<size.trailingOneBitCount {
            hash = .node(peaks.removeLast(), hash)
            didComplete(NodeAddress(level: level + 1, index: size >> UInt64(level + 1)), hash)
        }
        peaks.append(hash)
        size += 1
    }

    /// The root of the tree; SHA-256 of no bytes when it is empty.
    public var root: MerkleHash { MerkleHash.folding(peaks) ?? .emptyRoot }

    /// Where the peaks of a tree of `size` stand, largest first.
    public static func peakAddresses(ofSize size: UInt64) -> [NodeAddress] {
        NodeAddress.covering(size, from: 0)
    }

    /// The tree as it was at `size`.
    ///
    /// - Parameters:
    ///   - size: A size that the tree has reached.
    ///   - node: Gives the hash of a complete subtree; asked for at most 63.
    /// - Returns: The tree's peaks; its root is that of the checkpoint of `size`.
    /// - Throws: What `node` throws.
    public static func at<E: Error>(
        size: UInt64, node: (NodeAddress) throws(E) -> MerkleHash
    ) throws(E) -> CompactRange {
        precondition(size <= TreeLimits.maximumSize, "a tree has fewer than 2^63 leaves")
        var tree = CompactRange()
        for address in peakAddresses(ofSize: size) { tree.peaks.append(try node(address)) }
        tree.size = size
        return tree
    }
}

extension UInt64 {
    fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
