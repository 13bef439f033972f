public import Foundation

/// A new, empty folder that is removed, with everything in it, when its last reference goes.
public final class TemporaryFolder: Sendable {
    /// The folder's path.
    public let path: String

    /// Makes the folder among the system's temporary files.
    public init() throws {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "whereabouts-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of `name` in the folder.
    public func path(_ name: String) -> String { path + "/" + name }

    /// The contents of every file in the folder, however deep, by path.
    public func files() throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: path)
        return names.reduce(into: [:]) { files, name in
            files[name] = FileManager.default.contents(atPath: path(name))
        }
    }
}
