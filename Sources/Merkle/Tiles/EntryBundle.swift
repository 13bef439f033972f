/// Up to 256 neighbouring entries (c2sp.org/tlog-tiles).
///
/// ```
/// length 2, big-endian │ entry's bytes      for each entry
/// ```
public struct EntryBundle: Hashable, Sendable {
    /// The entries' bytes, in the order of their positions.
    public let entries: [[UInt8]]

    /// Makes a bundle of 1 to 256 entries of at most 65,535 bytes.
    public init(_ entries: [[UInt8]]) {
        precondition(
            (1...TilePath.fullWidth).contains(entries.count), "a bundle has 1 to 256 entries")
        precondition(
            entries.allSatisfy { $0.count <= EntryLayout.maximumByteCount },
            "an entry has at most 65,535 bytes")
        self.entries = entries
    }

    /// Reads a file of `width` entries.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - width: The number of entries, 1 to 256; the path says it.
    /// - Throws: ``TileError`` when the file has fewer bytes or more.
    public init(parsing bytes: [UInt8], width: Int) throws(TileError) {
        var entries: [[UInt8]] = []
        var rest = bytes[...]
        while entries.count < width {
            guard let high = rest.popFirst(), let low = rest.popFirst()
            else { throw .cutOff(entry: entries.count) }
            let count = Int(high) << 8 | Int(low)
            guard rest.count >= count else { throw .cutOff(entry: entries.count) }
            entries.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        guard rest.isEmpty else { throw .bytesLeftOver(rest.count) }
        self.init(entries)
    }

    /// The file's bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 0xFF))
            bytes += entry
        }
        return bytes
    }

    /// The hashes of the tile of level 0 above the entries.
    public var leafHashes: [MerkleHash] { entries.map(MerkleHash.leaf) }
}
