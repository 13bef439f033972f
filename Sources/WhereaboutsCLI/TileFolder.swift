import ArgumentParser
import Foundation

/// A new folder of named files, which only its owner may enter.
struct TileFolder {
    private let path: String

    /// Makes the folder; it must not exist.
    init(new path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("\(path) exists; name a new folder")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw ValidationError("\(path) cannot be made; check the folder above it")
        }
        self.path = path
    }

    /// Where the file called `name` is.
    func path(of name: String) -> String { path + "/" + name }

    /// Writes the file called `name`, and the folders that the name goes through.
    func write(_ bytes: [UInt8], _ name: String) throws {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file, options: .withoutOverwriting)
    }

    /// The bytes of the file called `name`; `nil` when it cannot be read.
    func read(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path + "/" + name).map { Array($0) }
    }
}
