import Foundation
import TestSupport
import Testing

/// The Department's own rules for the Missing table, as a package of others has them.
enum MissingRulesTool {
    /// Where `.ci/run` installs it.
    private static let python = Folders.package.appending(path: ".build/ssda903/bin/python").path

    static let isInstalled = FileManager.default.isExecutableFile(atPath: python)
    static let remedy: Comment =
        "csc-validator-be-903 is not installed in .build/ssda903; .ci/run does it"

    /// What it is asked: a return, and last year's.
    struct Request {
        let year: Int
        let folder: URL
        var last: URL?
    }

    struct Answer: Decodable {
        let ran: [String]
        let failures: [Failure]
    }

    struct Failure: Decodable, Hashable, Comparable, CustomStringConvertible {
        let rule: String
        let table: String
        let line: Int

        static func < (left: Self, right: Self) -> Bool { left.description < right.description }
        var description: String { "\(rule) \(table) line \(line)" }
    }

    /// Runs every rule that reads the Missing table, each on a copy of its own.
    static func judge(_ requests: [Request]) throws -> [Answer] {
        let lines = requests.map { request in
            (["\(request.year)", request.folder.path] + (request.last.map { [$0.path] } ?? []))
                .joined(separator: "\t") + "\n"
        }
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: python)
        process.arguments = [
            Folders.fixtures.appending(path: "interop/missing_rules.py").path
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(lines.joined().utf8))
        try input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try answer.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Answer.self, from: $0)
        }
    }
}
