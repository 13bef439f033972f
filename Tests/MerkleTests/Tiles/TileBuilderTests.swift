import Merkle
import Testing

@Suite struct TileBuilderTests {
    private static func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

    private func built(_ size: Int) -> (files: [TilePath: [UInt8]], root: MerkleHash) {
        var files: [TilePath: [UInt8]] = [:]
        var builder = TileBuilder()
        for index in 0..<size { builder.append(Self.entry(index)) { files[$0] = $1 } }
        let root = builder.finish { files[$0] = $1 }
        return (files, root)
    }

    @Test(arguments: [0, 1, 2, 255, 256, 257, 511, 512, 700])
    func `the files are those of the size and lead to the root`(size: Int) {
        let (files, root) = built(size)
        var tree = CompactRange()
        for index in 0..<size { tree.append(.leaf(Self.entry(index))) }
        #expect(root == tree.root)
        let names =
            Array(TilePath.tiles(ofSize: UInt64(size)))
            + Array(TilePath.bundles(ofSize: UInt64(size)))
        #expect(Set(files.keys) == Set(names))
        let findings = TileCheck.findings(
            size: UInt64(size), root: tree.root, scope: .tilesAndEntries
        ) { files[$0] }
        #expect(findings == [])
    }

    @Test func `a tree of three levels is whole, and each file is given away once`() {
        var files: [TilePath: [UInt8]] = [:]
        var count = 0
        var builder = TileBuilder()
        var tree = CompactRange()
        for index in 0..<66_000 {
            tree.append(.leaf(Self.entry(index)))
            builder.append(Self.entry(index)) { path, bytes in
                (files[path], count) = (bytes, count + 1)
            }
        }
        let root = builder.finish { path, bytes in (files[path], count) = (bytes, count + 1) }
        #expect(root == tree.root)
        #expect(count == files.count)
        #expect(files.keys.contains { $0.description == "tile/2/000.p/1" })
        let findings = TileCheck.findings(
            size: 66_000, root: tree.root, scope: .tilesAndEntries
        ) { files[$0] }
        #expect(findings == [])
    }

    @Test func `a file that cannot be kept ends the pass with its reason`() {
        struct DiskFull: Error {}
        var builder = TileBuilder()
        for index in 0..<255 { builder.append(Self.entry(index)) { _, _ in } }
        #expect(throws: DiskFull.self) {
            try builder.append(Self.entry(255)) { _, _ in throw DiskFull() }
        }
    }
}
