/// Makes every file of a tree from its entries, in one pass (c2sp.org/tlog-tiles).
///
/// It holds at most 256 entries, and 256 hashes for each level, however large the tree is.
public struct TileBuilder {
    /// The number of entries so far.
    public private(set) var size: UInt64 = 0
    /// The entries behind the last full bundle.
    private var entries: [[UInt8]] = []
    /// The hashes behind the last full tile, from level 1 on.
    private var upper: [[MerkleHash]] = []

    /// Makes a tree without entries.
    public init() {}

    /// Adds an entry and gives away the full files that it completes.
    ///
    /// - Parameters:
    ///   - entry: At most 65,535 bytes.
    ///   - file: Gets the name and the bytes of each file.
    /// - Throws: What `file` throws.
    public mutating func append<E: Error>(
        _ entry: [UInt8], file: (TilePath, [UInt8]) throws(E) -> Void
    ) throws(E) {
        precondition(size < TreeLimits.maximumSize, "a tree has fewer than 2^63 leaves")
        entries.append(entry)
        size += 1
        if entries.count == TilePath.fullWidth { try closeBundle(file) }
    }

    /// Gives away the partial files at the right edge.
    ///
    /// - Parameter file: Gets the name and the bytes of each file.
    /// - Returns: The root, as it follows from the tiles that were given away.
    /// - Throws: What `file` throws.
    public func finish<E: Error>(
        file: (TilePath, [UInt8]) throws(E) -> Void
    ) throws(E) -> MerkleHash {
        var levels = upper
        if entries.isEmpty {
            levels.insert([], at: 0)
        } else {
            let bundle = EntryBundle(entries)
            try file(path(.entries, level: 0, width: entries.count), bundle.bytes)
            levels.insert(bundle.leafHashes, at: 0)
        }
        var peaks: [MerkleHash] = []
        for (level, hashes) in levels.enumerated() where !hashes.isEmpty {
            let tile = Tile(hashes)
            try file(path(.hashes(level: level), level: level, width: hashes.count), tile.bytes)
            peaks = tile.peaks + peaks
        }
        return MerkleHash.folding(peaks) ?? .emptyRoot
    }

    /// Gives away a full bundle, and the full tiles that end with it.
    private mutating func closeBundle<E: Error>(
        _ file: (TilePath, [UInt8]) throws(E) -> Void
    ) throws(E) {
        let bundle = EntryBundle(entries)
        entries.removeAll(keepingCapacity: true)
        try file(path(.entries, level: 0), bundle.bytes)
        var hashes = bundle.leafHashes
        var level = 0
        while hashes.count == TilePath.fullWidth {
            try file(path(.hashes(level: level), level: level), Tile(hashes).bytes)
            if upper.count == level { upper.append([]) }
            upper[level].append(.perfect(hashes))
            hashes = upper[level]
            if hashes.count == TilePath.fullWidth { upper[level] = [] }
            level += 1
        }
    }

    /// The name of the last file of its kind, which is full unless a width is given.
    private func path(_ content: TilePath.Content, level: Int, width: Int? = nil) -> TilePath {
        let full = size >> UInt64(8 * (level + 1))
        let index = width == nil ? full - 1 : full
        guard let path = TilePath(content, index: index, width: width ?? TilePath.fullWidth)
        else { preconditionFailure("a tree has fewer than 2^63 leaves") }
        return path
    }
}
