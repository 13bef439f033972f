import Foundation
import Testing

/// The children's records that `import` and `rebuild` save.
@Suite struct SnapshotCommandTests {
    private func snapshot(_ program: borrowing Program, _ log: String) throws -> Int? {
        let stat = try program.run("stat", log, "--format", "json")
        return try Program.json(stat.output)["snapshotEntries"] as? Int
    }

    @Test func `import and rebuild save the children's records, and stat says so`() throws {
        let program = try Program()
        let log = program.path("log")
        _ = try program.run("init", log)
        #expect(try snapshot(program, log) == nil)
        let journal = try program.file("in.jsonl", Lines.register)
        _ = try program.run("import", log, "--journal", journal)
        #expect(try snapshot(program, log) == 3)
        let line = Lines.absence(occurredAt: "2025-05-02T19:00:00Z")
        _ = try program.run("record", log, input: line)
        let stat = try program.run("stat", log).output
        #expect(stat.contains("snapshot       of 3 entries; 1 recorded since\n"))
        #expect(try program.run("rebuild", log).status == 0)
        #expect(try snapshot(program, log) == 4)
    }

    @Test(arguments: [true, false])
    func `deleted or damaged, the file changes no answer, and rebuild makes it again`(
        isDeleted: Bool
    ) throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        let file = log + "/cases.snapshot"
        let line = ["counts", log, "--from", "2025-01-01", "--to", "2026-01-01"]
        let (bytes, answer) = (
            try Data(contentsOf: URL(filePath: file)), try program.run(line).output
        )
        if isDeleted {
            try FileManager.default.removeItem(atPath: file)
        } else {
            try Data(repeating: 7, count: 100).write(to: URL(filePath: file))
        }
        #expect(try snapshot(program, log) == nil)
        #expect(try program.run("stat", log).output.contains("snapshot       none\n"))
        #expect(try program.run(line).output == answer)
        #expect(try program.run("rebuild", log).status == 0)
        #expect(try Data(contentsOf: URL(filePath: file)) == bytes)
    }

    @Test func `what is refused saves nothing, and what cannot be saved is not lost`() throws {
        let program = try Program()
        let log = program.path("log")
        _ = try program.run("init", log)
        let bad = try program.file("bad.jsonl", Lines.absence(occurredAt: "2025-05-02T19:00:00Z"))
        #expect(try program.run("import", log, "--journal", bad).status == 1)
        #expect(try snapshot(program, log) == nil)
        try FileManager.default.createDirectory(
            atPath: log + "/cases.snapshot/full", withIntermediateDirectories: true)
        let journal = try program.file("in.jsonl", Lines.register)
        let outcome = try program.run("import", log, "--journal", journal)
        #expect(outcome.status == 0)
        #expect(outcome.messages.contains("note: the children's records were not saved"))
        let stat = try program.run("stat", log, "--format", "json")
        #expect(try Program.json(stat.output)["entries"] as? Int == 3)
    }

    @Test(arguments: ["import", "rebuild", "stat"])
    func `help says what the file is and that it can be deleted`(command: String) throws {
        let help = try Program().run("help", command).output
        #expect(help.contains("LOG/cases.snapshot"))
        #expect(help.contains("deleted"))
    }
}
