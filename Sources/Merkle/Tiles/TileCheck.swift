/// Checks every file of a tree against its root; none is trusted for its neighbours' sake.
///
/// The partial tiles hold the tree's peaks, so together they must give the root. Every full tile
/// must then have the hash that the tile above holds for it, and every entry its leaf's. A tile that
/// is wrong is named, and where the tiles below can stand in for it, the check goes on below it.
public struct TileCheck {
    /// Which files are checked.
    public enum Scope: Hashable, Sendable {
        /// Tiles of hashes only.
        case tiles
        /// Tiles of hashes, and the entries below them.
        case tilesAndEntries
    }

    /// The number of findings after which a check ends.
    public static let maximumFindingCount = 100

    private let size: UInt64
    private let root: MerkleHash
    private let scope: Scope
    private var findings: [TileFinding] = []

    /// Checks all files of a tree.
    ///
    /// - Parameters:
    ///   - size: The number of leaves, from a checkpoint that the caller trusts.
    ///   - root: The root, from the same checkpoint.
    ///   - scope: Which files are checked.
    ///   - file: Gives the bytes of a file; `nil` when there is none.
    /// - Returns: All that is wrong, at most ``maximumFindingCount``; nothing when the tree is whole.
    /// - Throws: What `file` throws.
    public static func findings<E: Error>(
        size: UInt64, root: MerkleHash, scope: Scope,
        file: (TilePath) throws(E) -> [UInt8]?
    ) throws(E) -> [TileFinding] {
        precondition(size <= TreeLimits.maximumSize, "a tree has fewer than 2^63 leaves")
        var check = TileCheck(size: size, root: root, scope: scope)
        let edge = try check.edge(file)
        for path in edge.keys.sorted(by: { $0.levelOrZero > $1.levelOrZero }) {
            try check.descend(from: path, edge[path] ?? [], file)
        }
        return check.findings
    }

    private init(size: UInt64, root: MerkleHash, scope: Scope) {
        self.size = size
        self.root = root
        self.scope = scope
    }

    private mutating func note(_ path: TilePath, _ reason: TileFinding.Reason) {
        guard findings.count < Self.maximumFindingCount else { return }
        findings.append(TileFinding(path: path, reason: reason))
    }
}

/// The right edge.
extension TileCheck {
    /// The partial tiles, lowest level first: together they hold all peaks.
    private var edgePaths: [TilePath] {
        TilePath.levels(ofSize: size).compactMap { level in
            let count = size >> UInt64(8 * level)
            return TilePath(.hashes(level: level), index: count / 256, width: Int(count % 256))
        }
    }

    /// The hashes of the partial tiles, as far as they can be had.
    private mutating func edge<E: Error>(
        _ file: (TilePath) throws(E) -> [UInt8]?
    ) throws(E) -> [TilePath: [MerkleHash]] {
        var own: [TilePath: [MerkleHash]] = [:]
        for path in edgePaths { own[path] = try read(path, file) }
        if isTrusted(own) { return own }

        var below = own
        for path in edgePaths {
            if let hashes = try hashesBelow(path, file) { below[path] = hashes }
        }
        let isMadeUpFor = isTrusted(below)
        // A tree without leaves has no tile to blame for a wrong root but its first.
        if size == 0, let first = TilePath(.hashes(level: 0), index: 0) {
            note(first, .edgeMismatch)
        }
        for path in edgePaths where own[path] != nil {
            if !isMadeUpFor { note(path, .edgeMismatch) }
            if isMadeUpFor, own[path] != below[path] { note(path, .mismatch) }
        }
        return isMadeUpFor ? below : own
    }

    private func isTrusted(_ edge: [TilePath: [MerkleHash]]) -> Bool {
        var peaks: [MerkleHash] = []
        for path in edgePaths.reversed() {
            guard let hashes = edge[path] else { return false }
            peaks += Tile(hashes).peaks
        }
        return MerkleHash.folding(peaks) ?? .emptyRoot == root
    }
}

/// The way down.
extension TileCheck {
    /// Checks all files below a tile whose hashes are known.
    private mutating func descend<E: Error>(
        from path: TilePath, _ hashes: [MerkleHash], _ file: (TilePath) throws(E) -> [UInt8]?
    ) throws(E) {
        guard findings.count < Self.maximumFindingCount else { return }
        guard path.levelOrZero > 0 else { return try checkEntries(below: path, hashes, file) }
        for (child, hash) in zip(path.children, hashes) {
            if let own = try read(child, file) {
                if MerkleHash.perfect(own) == hash {
                    try descend(from: child, own, file)
                    continue
                }
                note(child, .mismatch)
            }
            if let below = try hashesBelow(child, file), MerkleHash.perfect(below) == hash {
                try descend(from: child, below, file)
            }
        }
    }

    private mutating func checkEntries<E: Error>(
        below path: TilePath, _ hashes: [MerkleHash], _ file: (TilePath) throws(E) -> [UInt8]?
    ) throws(E) {
        guard scope == .tilesAndEntries, let bundlePath = path.bundle else { return }
        guard let bytes = try file(bundlePath) else { return note(bundlePath, .missing) }
        do throws(TileError) {
            let bundle = try EntryBundle(parsing: bytes, width: bundlePath.width)
            for (index, leaf) in bundle.leafHashes.enumerated() where leaf != hashes[index] {
                let position = path.index * UInt64(TilePath.fullWidth) + UInt64(index)
                note(bundlePath, .entryMismatch(position: position))
            }
        } catch {
            note(bundlePath, .unreadable(error))
        }
    }

    private mutating func read<E: Error>(
        _ path: TilePath, _ file: (TilePath) throws(E) -> [UInt8]?
    ) throws(E) -> [MerkleHash]? {
        guard let bytes = try file(path) else {
            note(path, .missing)
            return nil
        }
        do throws(TileError) {
            return try Tile(parsing: bytes, width: path.width).hashes
        } catch {
            note(path, .unreadable(error))
            return nil
        }
    }

    /// A tile's hashes as the files below it give them; `nil` when one of them cannot be read.
    private func hashesBelow<E: Error>(
        _ path: TilePath, _ file: (TilePath) throws(E) -> [UInt8]?
    ) throws(E) -> [MerkleHash]? {
        guard path.levelOrZero > 0 else {
            guard scope == .tilesAndEntries, let bundle = path.bundle,
                let bytes = try file(bundle)
            else { return nil }
            return try? EntryBundle(parsing: bytes, width: bundle.width).leafHashes
        }
        var hashes: [MerkleHash] = []
        for child in path.children {
            guard let bytes = try file(child),
                let tile = try? Tile(parsing: bytes, width: child.width)
            else { return nil }
            hashes.append(MerkleHash.perfect(tile.hashes))
        }
        return hashes
    }
}

extension TilePath {
    fileprivate var levelOrZero: Int {
        if case .hashes(let level) = content { level } else { 0 }
    }

    /// The full tiles, one level down, of which a tile holds the hashes.
    fileprivate var children: [TilePath] {
        let first = index * UInt64(Self.fullWidth)
        return (first..<first + UInt64(width)).compactMap {
            TilePath(.hashes(level: levelOrZero - 1), index: $0)
        }
    }

    /// The entries below a tile of level 0.
    fileprivate var bundle: TilePath? { TilePath(.entries, index: index, width: width) }
}
