import Foundation
import Testing

/// One bad line: what it is, and what its message has to say.
struct BadLine: Sendable, CustomTestStringConvertible {
    var name: String
    var line: String
    var says: [String]

    var testDescription: String { name }

    static let all = [
        BadLine(
            name: "an unknown kind",
            line: Lines.absence(occurredAt: "2025-05-02T19:00:00Z", kind: "ChildLost"),
            says: [":3:", "kind", "vocabulary.proto"]),
        BadLine(
            name: "an unknown code",
            line: Lines.absence(occurredAt: "2025-05-02T19:00:00Z", role: "neighbour"),
            says: [":3:", "AbsenceNoted", "lastSeenBy"]),
        BadLine(
            name: "a missing field",
            line: Lines.absence(occurredAt: "2025-05-02T19:00:00Z", concerns: ""),
            says: [":3:", "AbsenceNoted", "concerns"]),
        BadLine(
            name: "a time without zone", line: Lines.absence(occurredAt: "2025-05-02T19:00:00"),
            says: [":3:", "occurredAt", "offset"]),
        BadLine(
            name: "a date in year 0", line: Lines.absence(occurredAt: "0000-05-02T19:00:00Z"),
            says: [":3:", "occurredAt", "1900 to 2199"]),
        BadLine(
            name: "a date in year 9999", line: Lines.absence(occurredAt: "9999-05-02T19:00:00Z"),
            says: [":3:", "occurredAt", "1900 to 2199"]),
        BadLine(
            name: "an id with other content",
            line: Lines.absence(
                id: "00000000-0000-4000-8000-000000000002", occurredAt: "2025-05-02T19:00:00Z"),
            says: [":3:", "id", "other content"]),
        BadLine(
            name: "a line of 10 MB",
            line: "{\"id\":\"" + String(repeating: "x", count: 10_000_000) + "\"}\n",
            says: [":3:", "longer than", "bytes"]),
        BadLine(name: "half an object", line: "{\"id\":\n", says: [":3:", "too early"]),
    ]
}

@Suite struct BadInputTests {
    /// A log with a home and a child, and its size.
    private func prepare(_ program: borrowing Program) throws -> String {
        let log = program.path("log")
        _ = try program.run("init", log)
        return log
    }

    private func size(_ program: borrowing Program, _ log: String) throws -> Int? {
        try Program.json(try program.run("stat", log, "--format", "json").output)["entries"] as? Int
    }

    @Test(arguments: BadLine.all)
    func `a bad line is named with its field and rule, and nothing is stored`(bad: BadLine) throws {
        let program = try Program()
        let log = try prepare(program)
        let journal = try program.file("in.jsonl", Lines.register + bad.line)
        let outcome = try program.run("import", log, "--journal", journal)
        #expect(outcome.status == 1)
        for part in bad.says {
            #expect(outcome.messages.contains(part), "\(part) is not in the message")
        }
        #expect(!outcome.messages.contains("garden"))
        #expect(try size(program, log) == 0)
    }

    @Test func `a line that is not UTF-8 is named, and nothing is stored`() throws {
        let program = try Program()
        let log = try prepare(program)
        let journal = program.path("in.jsonl")
        try (Data(Lines.register.utf8) + Data([0x7B, 0xFF, 0x7D, 0x0A]))
            .write(to: URL(filePath: journal))
        let outcome = try program.run("import", log, "--journal", journal)
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains(":3:"))
        #expect(try size(program, log) == 0)
    }

    @Test func `with keep-going the rest is imported and the refused line is named`() throws {
        let program = try Program()
        let log = try prepare(program)
        let journal = try program.file(
            "in.jsonl",
            Lines.register + "{}\n" + Lines.absence(occurredAt: "2025-05-02T19:00:00Z"))
        let outcome = try program.run("import", log, "--journal", journal, "--keep-going")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains(":3:"))
        #expect(try size(program, log) == 4)
    }

    @Test func `a future time is stored and flagged`() throws {
        let program = try Program()
        let log = try prepare(program)
        let journal = try program.file(
            "in.jsonl", Lines.register + Lines.absence(occurredAt: "2199-05-02T19:00:00Z"))
        let outcome = try program.run("import", log, "--journal", journal)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("F26"))
        let history = try program.run("history", log, "--child", "C001")
        #expect(history.output.contains("F26"))
    }

    @Test func `a folder that is not a log is refused and left alone`() throws {
        let program = try Program()
        let other = program.path("other")
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(filePath: other).appending(path: "letter.txt"))
        for command in ["stat", "init", "rebuild"] {
            let outcome = try program.run(command, other, "--key-file", program.path("key"))
            #expect(outcome.status == 2)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["letter.txt"])
    }

    @Test(.enabled(if: getuid() == 0, "only root can become somebody else"))
    func `a log that another user owns is refused with its path`() throws {
        let program = try Program()
        let log = try prepare(program)
        let key = program.path("log.key")
        try FileManager.default.removeItem(atPath: key)
        let outcome = try program.run(
            "stat", log,
            through: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains("no permission for the log at \(log)"))
    }

    @Test(.enabled(if: getuid() == 0, "only root can mount a small disk"))
    func `a full disk is said, and the log stays as it was`() throws {
        let program = try Program()
        let disk = program.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try #require(Self.runTool("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk) == 0)
        defer { _ = Self.runTool("umount", disk) }
        let log = disk + "/log"
        _ = try program.run("init", log, "--key-file", program.path("key"))
        let first = try program.file("first.jsonl", Lines.register)
        #expect(
            try program.run(
                "import", log, "--journal", first, "--key-file", program.path("key")
            ).status == 0)
        var lines = ""
        for number in 1_000..<5_000 {
            lines += Lines.absence(
                id: "00000000-0000-4000-8000-00000000\(number)",
                occurredAt: "2025-05-02T19:00:00Z")
        }
        let many = try program.file("many.jsonl", lines)
        let outcome = try program.run(
            "import", log, "--journal", many, "--key-file", program.path("key"))
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains("disk"))
        let stat = try program.run(
            "stat", log, "--key-file", program.path("key"), "--format", "json")
        #expect(try Program.json(stat.output)["entries"] as? Int == 3)
        let history = try program.run(
            "history", log, "--child", "C001", "--key-file", program.path("key"))
        #expect(history.status == 0)
    }

    /// Runs a tool of the system and returns its status.
    private static func runTool(_ arguments: String...) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        guard (try? process.run()) != nil else { return 127 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
