import Foundation

/// Where the files of one invocation lie; removed at its end.
final class ScratchFolder {
    private let root: URL
    private var count = 0
    /// The log that the reading benchmarks share, once one of them has made it.
    var sharedLog: BenchLog?

    init(in parent: URL) throws {
        root = parent.appending(path: "whereabouts-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    /// The path of a folder or file that does not exist yet.
    func newPath(_ name: String) -> String {
        count += 1
        return root.appending(path: "\(name)-\(count)").path
    }

    /// An empty folder.
    func newFolder(_ name: String) throws -> String {
        let path = newPath(name)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        return path
    }

    func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    func remove() {
        try? FileManager.default.removeItem(at: root)
    }

    /// The bytes of the file at `path`.
    static func byteCount(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? Int) ?? 0
    }
}
