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

extension SSDA903Return {
    /// The rows of the Missing and Episodes tables that a rule will refuse.
    var failures: [String] {
        get throws {
            try exceptions.filter { $0.kind != "note" && $0.kind != "derived" && !$0.isOfHeader }
                .map(\.row)
        }
    }

    /// What is left out.
    var notes: [String] { get throws { try exceptions.filter { $0.kind == "note" }.map(\.row) } }

    /// The values that nobody recorded, such as `header.csv: UPN`.
    var derived: [String] {
        get throws {
            try exceptions.filter { $0.kind == "derived" }.compactMap { exception in
                let parts = exception.row.split(separator: ":", maxSplits: 2)
                guard parts.count == 3, let file = parts[0].split(separator: " ").last else {
                    return nil
                }
                return "\(file):\(parts[1])"
            }
        }
    }

    private struct Exception {
        let kind: Substring
        let row: String
        var isOfHeader: Bool { row.contains("line of header.csv") }
    }

    private var exceptions: [Exception] {
        get throws {
            try rows("exceptions.csv").map { Exception(kind: $0.prefix { $0 != "," }, row: $0) }
        }
    }
}

/// Takes what a writer hands over.
private final class Collected {
    var bytes: [UInt8] = []
}
