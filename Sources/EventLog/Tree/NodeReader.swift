import LMDB
import Merkle

/// Gives the nodes of the log's tree: upper ones as stored, lower ones hashed from the entries.
///
/// It believes the stored ones: whoever builds on them compares the root that follows with a
/// signed one, or verifies the proof that was made.
struct NodeReader {
    let store: any StoreReading

    /// The hash of a complete subtree.
    ///
    /// - Complexity: One look-up, or up to 128 leaf hashes below the stored levels.
    func hash(at address: NodeAddress) throws -> MerkleHash {
        guard address.level < StoredNodes.lowestLevel else { return try storedHash(at: address) }
        let start = address.index << UInt64(address.level)
        let leaves = try leaves(start..<start + 1 << UInt64(address.level))
        return leaves.count == 1 ? leaves[0] : .perfect(leaves)
    }

    /// The tree as it was at `size`.
    func tree(ofSize size: UInt64) throws -> CompactRange {
        try CompactRange.at(size: size) { try hash(at: $0) }
    }

    /// The leaf hashes of the entries at `positions`.
    func leaves(_ positions: Range<UInt64>) throws -> [MerkleHash] {
        var leaves: [MerkleHash] = []
        leaves.reserveCapacity(positions.count)
        try forEachLeaf(positions) { leaves.append($0) }
        guard leaves.count == positions.count else {
            let end = positions.lowerBound + UInt64(leaves.count)
            throw ReadError.missing(position: Position(end))
        }
        return leaves
    }

    /// Hashes the entries at `positions` from their bytes, one after the other.
    func forEachLeaf(_ positions: Range<UInt64>, _ body: (MerkleHash) -> Void) throws {
        var preimage: [UInt8] = []
        try store.scan(positions, .forward) { _, bytes in
            body(.leaf(of: bytes, &preimage))
            return .next
        }
    }

    private func storedHash(at address: NodeAddress) throws -> MerkleHash {
        let (size, offset) = StoredNodes.place(of: address)
        let start = offset * MerkleHash.byteCount
        let hash = try store.withDerived(StoredNodes.name(completedAt: size)) { bytes in
            bytes.count >= start + MerkleHash.byteCount ? MerkleHash(bytes, at: start) : nil
        }
        guard let hash, let hash else {
            throw ReadError.damagedIndex(name: StoredNodes.indexName)
        }
        return hash
    }
}

extension MerkleHash {
    /// Reads the 32 bytes at `offset`, which must be there.
    init(_ bytes: Span<UInt8>, at offset: Int) {
        self.init(
            bigEndianWords: bytes.loadBigEndian64(at: offset),
            bytes.loadBigEndian64(at: offset + 8),
            bytes.loadBigEndian64(at: offset + 16), bytes.loadBigEndian64(at: offset + 24))
    }

    /// The leaf hash of an entry's bytes; `preimage` is room to be used again.
    static func leaf(of entry: Span<UInt8>, _ preimage: inout [UInt8]) -> MerkleHash {
        preimage.removeAll(keepingCapacity: true)
        preimage.append(leafPrefix)
        preimage.append(copying: entry)
        return leaf(ofPrefixed: preimage[...])
    }
}
