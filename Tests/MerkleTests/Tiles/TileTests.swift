import Merkle
import Testing

@Suite struct TileTests {
    private let naive = NaiveTree(size: 300)

    @Test func `a tile comes back from its bytes, and another length is refused`() throws {
        let path = try #require(TilePath("tile/0/001.p/44"))
        let tile = try #require(Tile.make(path, node: naive.node))
        #expect(tile.hashes == Array(naive.leaves[256...]))
        #expect(tile.bytes.count == 44 * 32)
        #expect(try Tile(parsing: tile.bytes, width: 44) == tile)
        #expect(throws: TileError.wrongByteCount(expected: 45 * 32, found: 44 * 32)) {
            try Tile(parsing: tile.bytes, width: 45)
        }
        #expect(throws: TileError.wrongByteCount(expected: 44 * 32, found: 44 * 32 - 1)) {
            try Tile(parsing: tile.bytes.dropLast(), width: 44)
        }
    }

    @Test func `a tile of a higher level has the roots of the full tiles below`() throws {
        let path = try #require(TilePath("tile/1/000.p/1"))
        let tile = try #require(Tile.make(path, node: naive.node))
        #expect(tile.hashes == [naive.root(256)])
    }

    @Test func `a bundle comes back from its bytes`() throws {
        let entries: [[UInt8]] = [[], [1, 2, 3], [UInt8](repeating: 7, count: 65_535)]
        let bundle = EntryBundle(entries)
        #expect(bundle.bytes.prefix(9) == [0, 0, 0, 3, 1, 2, 3, 0xFF, 0xFF])
        #expect(try EntryBundle(parsing: bundle.bytes, width: 3) == bundle)
        #expect(bundle.leafHashes == entries.map(MerkleHash.leaf))
    }

    @Test func `a bundle that is too short or too long says where`() {
        let bytes = EntryBundle([[1, 2], [3]]).bytes
        #expect(throws: TileError.bytesLeftOver(3)) {
            try EntryBundle(parsing: bytes, width: 1)
        }
        #expect(throws: TileError.cutOff(entry: 2)) { try EntryBundle(parsing: bytes, width: 3) }
        #expect(throws: TileError.cutOff(entry: 1)) {
            try EntryBundle(parsing: bytes.dropLast(), width: 2)
        }
        #expect(throws: TileError.cutOff(entry: 1)) {
            try EntryBundle(parsing: Array(bytes.prefix(5)), width: 2)
        }
    }
}
