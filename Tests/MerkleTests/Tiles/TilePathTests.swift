import Merkle
import Testing

@Suite struct TilePathTests {
    /// The first is the example of the specification.
    @Test(arguments: [
        ("tile/0/x001/x234/067", TilePath(.hashes(level: 0), index: 1_234_067)),
        ("tile/1/000.p/1", TilePath(.hashes(level: 1), index: 0, width: 1)),
        ("tile/63/999", TilePath(.hashes(level: 63), index: 999)),
        ("tile/entries/x001/000.p/255", TilePath(.entries, index: 1_000, width: 255)),
        (
            "tile/0/x036/x028/x797/x018/x963/967",
            TilePath(.hashes(level: 0), index: 36_028_797_018_963_967)
        ),
    ])
    func `a path is spelled as the specification has it`(text: String, path: TilePath?) throws {
        let path = try #require(path)
        #expect(path.description == text)
        #expect(TilePath(text) == path)
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000",
        "tile/64/000", "tile/-1/000", "tile/+1/000", "tile/a/000", "/tile/0/000", "tile/0/000/",
        "tile/0/x000/001", "tile/0/001/002", "tile/0/x001", "tile/0/001.p", "tile/0/001.p/",
        "tile/0/001.p/0", "tile/0/001.p/256", "tile/0/001.p/01", "tile/0/001.p/+1",
        "tile/0/x001.p/002", "tile/8/0/000", "tile/0/000.p/1/2", "tile/Entries/000",
        "tile/0/x036/x028/x797/x018/x963/968", "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/００１", "tile/0/001.p/1\n", "tile//000", "tile/0/x/000", "tile/0/xx01/000",
    ])
    func `another spelling is refused`(text: String) {
        #expect(TilePath(text) == nil)
    }

    @Test func `a long text is refused unread`() {
        #expect(TilePath("tile/0/" + String(repeating: "x000/", count: 1_000_000) + "001") == nil)
    }

    @Test func `a tree has full tiles and one partial tile a level`() {
        #expect(tiles(0) == [])
        #expect(tiles(1) == ["tile/0/000.p/1"])
        #expect(tiles(255) == ["tile/0/000.p/255"])
        #expect(tiles(256) == ["tile/0/000", "tile/1/000.p/1"])
        #expect(tiles(300) == ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"])
        #expect(tiles(70_000).suffix(2) == ["tile/1/001.p/17", "tile/2/000.p/1"])
        #expect(tiles(65_536).count == 256 + 1 + 1)
        #expect(bundles(256) == ["tile/entries/000"])
        #expect(bundles(300) == ["tile/entries/000", "tile/entries/001.p/44"])
    }

    @Test func `the tiles of the largest tree are named one by one`() {
        let size = TreeLimits.maximumSize
        #expect(TilePath.tiles(ofSize: size).first { _ in true }?.description == "tile/0/000")
    }

    private func tiles(_ size: UInt64) -> [String] {
        TilePath.tiles(ofSize: size).map(\.description)
    }

    private func bundles(_ size: UInt64) -> [String] {
        TilePath.bundles(ofSize: size).map(\.description)
    }
}
