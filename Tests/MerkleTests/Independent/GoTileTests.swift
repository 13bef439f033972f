import Foundation
import Merkle
import Testing

/// Our tiles, read by Go's `sumdb/tlog`, which trusts nothing but the root.
@Suite(.enabled(if: Tool.hasGo, "golang-go and golang-golang-x-mod-dev are not installed"))
struct `Go reads tiles` {
    /// Lets Go prove every entry's leaf from the tiles in a folder.
    private func answers(_ size: Int, _ damage: (URL) throws -> Void = { _ in }) throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tiles-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var builder = TileBuilder()
        let write = { (path: TilePath, bytes: [UInt8]) in
            let file = folder.appending(path: path.description)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        for index in 0..<size { try builder.append(SmallLog.entry(index), file: write) }
        let root = try builder.finish(file: write)
        try damage(folder)
        let path = Base64.encode(Array(folder.path.utf8))
        return try Tool.go(["tiles \(path) \(size) \(Base64.encode(root.bytes))"])[0]
    }

    @Test(arguments: [1, 2, 255, 256, 257, 1_000])
    func `every entry is found in the tree`(size: Int) throws {
        #expect(try answers(size) == "ok")
    }

    @Test(arguments: ["tile/0/001", "tile/1/000.p/3", "tile/entries/002"])
    func `a changed file is refused`(name: String) throws {
        let answer = try answers(1_000) { folder in
            let file = folder.appending(path: name)
            var bytes = try Data(contentsOf: file)
            bytes[40] ^= 1
            try bytes.write(to: file)
        }
        #expect(answer.hasPrefix("refused: "), "\(answer)")
    }
}
