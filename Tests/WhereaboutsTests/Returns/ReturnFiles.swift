import Foundation
import Whereabouts
import WhereaboutsReports

extension StatutoryReturn {
    /// The bytes of a file.
    func bytes(_ file: String) throws -> [UInt8] {
        let collected = Collected()
        try write(file) { collected.bytes += $0 }
        return collected.bytes
    }

    /// A file's lines behind the titles.
    func rows(_ file: String) throws -> [String] {
        let lines = String(decoding: try bytes(file), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Array(lines.dropFirst().dropLast())
    }

    /// Writes all files into a folder.
    func write(into folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files { try Data(try bytes(file)).write(to: folder.appending(path: file)) }
    }
}

/// Takes what a writer hands over.
private final class Collected {
    var bytes: [UInt8] = []
}
