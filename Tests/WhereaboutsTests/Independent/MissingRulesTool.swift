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
        let script = Folders.fixtures.appending(path: "interop/missing_rules.py").path
        return try python([script], input: lines.joined()).split(separator: "\n").map {
            try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
        }
    }

    /// Runs Python with the installed packages, and gives what it prints.
    static func python(_ arguments: [String], input text: String = "") throws -> String {
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: python)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: answer, as: UTF8.self)
    }
}
