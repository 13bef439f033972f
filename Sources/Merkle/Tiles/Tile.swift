/// Up to 256 neighbouring hashes of one level of the tree (c2sp.org/tlog-tiles).
///
/// Hash i of tile n at level l is the root of the complete subtree over the leaves
/// `(n * 256 + i) * 256^l ..< (n * 256 + i + 1) * 256^l`.
public struct Tile: Hashable, Sendable {
    /// The hashes, from left to right.
    public let hashes: [MerkleHash]

    /// Makes a tile of 1 to 256 hashes.
    public init(_ hashes: [MerkleHash]) {
        precondition((1...TilePath.fullWidth).contains(hashes.count), "a tile has 1 to 256 hashes")
        self.hashes = hashes
    }

    /// Makes the tile called `path`.
    ///
    /// - Parameters:
    ///   - path: A tile of hashes that the tree has.
    ///   - node: Gives the hash of a complete subtree; asked for the tile's own level only.
    /// - Returns: The tile; `nil` when `path` names entries or a level that no tree has.
    /// - Throws: What `node` throws.
    public static func make<E: Error>(
        _ path: TilePath, node: (NodeAddress) throws(E) -> MerkleHash
    ) throws(E) -> Tile? {
        guard case .hashes(let level) = path.content, level < 8 else { return nil }
        var hashes: [MerkleHash] = []
        hashes.reserveCapacity(path.width)
        let first = path.index * UInt64(TilePath.fullWidth)
        for index in first..<first + UInt64(path.width) {
            hashes.append(try node(NodeAddress(level: 8 * level, index: index)))
        }
        return Tile(hashes)
    }

    /// Reads a file of `width` hashes.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - width: The number of hashes, 1 to 256; the path says it.
    /// - Throws: ``TileError/wrongByteCount(expected:found:)``.
    public init(parsing bytes: [UInt8], width: Int) throws(TileError) {
        let expected = width * MerkleHash.byteCount
        guard bytes.count == expected
        else { throw .wrongByteCount(expected: expected, found: bytes.count) }
        self.init(
            (0..<width).compactMap { index in
                MerkleHash(bytes[index * MerkleHash.byteCount..<(index + 1) * MerkleHash.byteCount])
            })
    }

    /// The file's bytes: 32 for each hash.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * MerkleHash.byteCount)
        for hash in hashes { hash.append(to: &bytes) }
        return bytes
    }

    /// The roots of the complete subtrees that make up the tile, largest first; one when it is full.
    var peaks: [MerkleHash] {
        NodeAddress.covering(UInt64(hashes.count), from: 0).map { address in
            let start = Int(address.index << UInt64(address.level))
            return MerkleHash.perfect(hashes[start..<start + 1 << address.level])
        }
    }
}

/// Why a file is not a tile or an entry bundle.
@nonexhaustive
public enum TileError: Error, Hashable, Sendable {
    /// A tile of this width has another number of bytes.
    case wrongByteCount(expected: Int, found: Int)
    /// A bundle ends within this entry, counted from 0.
    case cutOff(entry: Int)
    /// A bundle has bytes behind its last entry.
    case bytesLeftOver(Int)
}

extension TileError: CustomStringConvertible {
    /// What is wrong with the file, and what to do next.
    public var description: String {
        switch self {
        case .wrongByteCount(let expected, let found):
            "the tile has \(found) bytes, not \(expected); fetch it again"
        case .cutOff(let entry):
            "the bundle ends within entry \(entry); fetch it again"
        case .bytesLeftOver(let count):
            "the bundle has \(count) bytes behind its last entry; fetch it again"
        }
    }
}
