import Merkle
import Testing

@Suite struct TileCheckTests {
    /// 257 full tiles and a partial one below; one full and one partial tile above; one on top.
    private static let large = TileFolder(size: 66_000)

    @Test(arguments: [0, 1, 255, 256, 257, 511, 512, 513, 1_000])
    func `all files of a tree are found whole`(size: Int) {
        let folder = TileFolder(size: size)
        #expect(folder.findings(.tilesAndEntries) == [])
    }

    @Test func `all files of a tree of three levels are found whole`() {
        #expect(Self.large.files["tile/2/000.p/1"] != nil)
        #expect(Self.large.findings(.tilesAndEntries) == [])
    }

    @Test(arguments: ["tile/0/256", "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1"])
    func `one bad tile among many is named`(path: String) {
        var folder = Self.large
        folder.files[path]?[17] ^= 4
        let findings = folder.findings(.tiles)
        #expect(findings.map(\.path.description) == [path])
        #expect(findings.map(\.reason) == [.mismatch])
    }

    @Test(arguments: UInt64(0)..<30)
    func `whichever bit of a tile is changed, the tile is named`(seed: UInt64) throws {
        var random = Seeded(seed)
        var folder = TileFolder(size: 600)
        let path = try #require(
            ["tile/0/000", "tile/0/001", "tile/1/000.p/2"].randomElement(using: &random))
        let count = try #require(folder.files[path]?.count)
        folder.files[path]?[Int(random.next() % UInt64(count))] ^= 1 << UInt8(random.next() % 8)
        #expect(folder.findings(.tiles).map(\.path.description) == [path])
    }

    @Test func `two bad tiles of different levels are both named`() {
        var folder = Self.large
        folder.files["tile/2/000.p/1"]?[3] ^= 1
        folder.files["tile/0/077"]?[8_191] ^= 1
        let paths = Set(folder.findings(.tiles).map(\.path.description))
        #expect(paths == ["tile/2/000.p/1", "tile/0/077"])
    }

    @Test func `a bad last tile is named by its entries, and without them suspected`() {
        var folder = TileFolder(size: 300)
        folder.files["tile/0/001.p/44"]?[40] ^= 1
        #expect(
            folder.findings(.tilesAndEntries).map(\.path.description) == ["tile/0/001.p/44"])
        let findings = folder.findings(.tiles)
        #expect(findings.map(\.path.description) == ["tile/0/001.p/44", "tile/1/000.p/1"])
        #expect(findings.allSatisfy { $0.reason == .edgeMismatch })
    }

    @Test func `a changed entry is named by its position`() {
        var folder = TileFolder(size: 600)
        folder.files["tile/entries/001"]?[7] ^= 1
        #expect(folder.findings(.tilesAndEntries).map(\.reason) == [.entryMismatch(position: 257)])
        #expect(folder.findings(.tiles) == [])
    }

    @Test(arguments: ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/001"])
    func `a missing or a cut file is named`(path: String) {
        var folder = TileFolder(size: 600)
        let whole = folder.files.removeValue(forKey: path)
        let missing = folder.findings(.tilesAndEntries)
        #expect(missing.map(\.path.description) == [path])
        #expect(missing.map(\.reason) == [.missing])

        folder.files[path] = whole?.dropLast()
        let cut = folder.findings(.tilesAndEntries)
        #expect(cut.map(\.path.description) == [path])
        guard case .unreadable = cut.first?.reason else {
            Issue.record("a cut file should be unreadable")
            return
        }
    }

    @Test(arguments: [0, 1, 256, 300])
    func `another root is found`(size: Int) {
        var folder = TileFolder(size: size)
        folder.root = folder.root.flipping(bit: 77)
        #expect(!folder.findings(.tiles).isEmpty)
        #expect(!folder.findings(.tilesAndEntries).isEmpty)
    }

    @Test func `a check of a hostile size ends`() {
        let findings = TileCheck.findings(
            size: TreeLimits.maximumSize, root: .zero, scope: .tiles
        ) { _ in nil }
        #expect(findings.count == 8)
        let zeros = TileCheck.findings(size: 51_210, root: .zero, scope: .tilesAndEntries) {
            [UInt8](repeating: 0, count: 32 * $0.width)
        }
        #expect(zeros.count == TileCheck.maximumFindingCount)
    }

    @Test(.needsVectors) func `tiles of another log are found whole, and each bad byte named`()
        throws
    {
        let checkpoint = try SharedFolder.text("sunlight-tree300/checkpoint").split(separator: "\n")
        var folder = TileFolder(size: 0)
        folder.size = try #require(UInt64(checkpoint[1]))
        folder.root = try #require(MerkleHash(base64: String(checkpoint[2])))
        for path in TilePath.tiles(ofSize: folder.size).map(\.description) {
            folder.files[path] = try SharedFolder.bytes("sunlight-tree300/\(path)")
        }
        #expect(folder.findings(.tiles) == [])

        folder.files["tile/0/000"]?[5_000] ^= 1
        #expect(folder.findings(.tiles).map(\.path.description) == ["tile/0/000"])
    }
}

/// The files of a tree whose entries are the numbers from 0 on, as text.
private struct TileFolder {
    var size: UInt64
    var root: MerkleHash
    var files: [String: [UInt8]] = [:]

    init(size: Int) {
        let entries = (0..<size).map { Array(String($0).utf8) }
        var tree = CompactRange()
        var nodes: [NodeAddress: MerkleHash] = [:]
        for (index, entry) in entries.enumerated() {
            let leaf = MerkleHash.leaf(entry)
            nodes[NodeAddress(level: 0, index: UInt64(index))] = leaf
            tree.append(leaf) { nodes[$0] = $1 }
        }
        self.size = tree.size
        root = tree.root
        for path in TilePath.tiles(ofSize: tree.size) {
            files[path.description] = Tile.make(path) { nodes[$0] ?? .zero }?.bytes
        }
        for path in TilePath.bundles(ofSize: tree.size) {
            let start = Int(path.index) * 256
            files[path.description] = EntryBundle(Array(entries[start..<start + path.width])).bytes
        }
    }

    func findings(_ scope: TileCheck.Scope) -> [TileFinding] {
        TileCheck.findings(size: size, root: root, scope: scope) { files[$0.description] }
    }
}
