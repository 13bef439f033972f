import LMDB
import Merkle

/// The upper nodes of the log's tree, kept so that a proof need not hash the whole log.
///
/// Every 256 leaves one derived value is written: the hashes of the nodes that these leaves
/// complete, from level 8 upward, 32 bytes each. Nodes below are hashed from the entries again.
///
/// | derived name | value |
/// |---|---|
/// | `nodes/` number of the 256 leaves, 8 bytes big-endian | 1 hash, and 1 for each higher level |
enum StoredNodes {
    /// The lowest level that is kept.
    static let lowestLevel = 8
    /// What the error of a missing or damaged one names.
    static let indexName = "nodes"

    private static let prefix = Array("nodes/".utf8)

    /// The name of the nodes that the leaves up to `size` complete; `size` is a multiple of 256.
    static func name(completedAt size: UInt64) -> [UInt8] {
        prefix + ((size >> UInt64(lowestLevel)) - 1).bigEndianBytes
    }

    /// Where the node at `address` stands: the size that completes it and the place in the value.
    static func place(of address: NodeAddress) -> (size: UInt64, offset: Int) {
        ((address.index + 1) << UInt64(address.level), address.level - lowestLevel)
    }

    /// The stored form of nodes.
    static func bytes(of nodes: [MerkleHash]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(nodes.count * MerkleHash.byteCount)
        for node in nodes { node.append(to: &bytes) }
        return bytes
    }
}

extension CompactRange {
    /// Adds a leaf; returns the nodes to be stored that it completes, mostly none.
    mutating func appendKeepingNodes(_ leaf: MerkleHash) -> [MerkleHash] {
        var completed: [MerkleHash] = []
        append(leaf) { address, hash in
            if address.level >= StoredNodes.lowestLevel { completed.append(hash) }
        }
        return completed
    }
}

extension StoreWriting {
    /// Stores what ``CompactRange/appendKeepingNodes(_:)`` returned for the tree's last leaf.
    func putNodes(_ nodes: [MerkleHash], completedAt size: UInt64) throws {
        guard !nodes.isEmpty else { return }
        try putDerived(StoredNodes.name(completedAt: size), StoredNodes.bytes(of: nodes))
    }
}
