import EventLog
import Foundation
import Testing
import Whereabouts

@Suite struct CommandTests {
    @Test func `demo needs no arguments and shows a history, counts and where the files are`()
        throws
    {
        let program = try Program()
        let demo = try program.run("demo", through: ["TMPDIR=\(program.folder.path)"])
        #expect(demo.status == 0)
        #expect(demo.messages.isEmpty)
        #expect(demo.output.contains("Episode 1"))
        #expect(demo.output.contains("reports to the police"))
        #expect(demo.output.contains("The files are in \(program.folder.path)"))
    }

    @Test func `what was imported is in history, counts and stat`() throws {
        let program = try Program()
        let log = program.path("log")
        #expect(try program.run("init", log).status == 0)
        let journal = try program.file(
            "in.jsonl", Lines.register + Lines.absence(occurredAt: "2025-05-02T19:00:00Z"))
        #expect(try program.run("import", log, "--journal", journal).status == 0)
        let history = try program.run("history", log, "--child", "C001", "--format", "json")
        let object = try Program.json(history.output)
        #expect(object["child"] as? String == "C001")
        let episodes = try #require(object["episodes"] as? [[String: Any]])
        #expect(episodes.count == 1)
        #expect(episodes.first?["startedAt"] as? String == "2025-05-02T18:00:00Z")
        let counts = try program.run(
            "counts", log, "--home", "SC000001", "--from", "2025-01-01", "--to", "2026-01-01",
            "--format", "json")
        #expect(try Program.json(counts.output)["missingIncidents"] as? Int == 1)
        let stat = try Program.json(try program.run("stat", log, "--format", "json").output)
        #expect(stat["entries"] as? Int == 4)
    }

    @Test func `a knowledge point before an entry does not see it`() throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        let then = try program.run(
            "history", log, "--child", "C001", "--at-size", "3", "--format", "json")
        #expect((try Program.json(then.output)["episodes"] as? [Any])?.isEmpty == true)
        let before = try program.run("history", log, "--child", "C001", "--as-of", "2025-05-01")
        #expect(before.status == 2)
    }

    @Test func `record reads one entry from standard input and answers with its place`() throws {
        let program = try Program()
        let log = program.path("log")
        _ = try program.run("init", log)
        let journal = try program.file("in.jsonl", Lines.register)
        _ = try program.run("import", log, "--journal", journal)
        let line = Lines.absence(occurredAt: "2025-05-02T19:00:00Z")
        let first = try Program.json(
            try program.run("record", log, "--format", "json", input: line).output)
        #expect(first["position"] as? Int == 3)
        #expect(first["repeated"] as? Bool == false)
        let again = try Program.json(
            try program.run("record", log, "--format", "json", input: line).output)
        #expect(again["position"] as? Int == 3)
        #expect(again["repeated"] as? Bool == true)
    }

    @Test func `without the key facts can be read and words are sealed`() throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        try FileManager.default.moveItem(atPath: log + ".key", toPath: program.path("away"))
        let history = try program.run("history", log, "--child", "#1")
        #expect(history.status == 0)
        #expect(history.output.contains("narrative: sealed"))
        #expect(history.output.contains("whereaboutsKnown: no"))
        #expect(!history.output.contains("garden"))
        #expect(!history.output.contains("C001"))
    }

    @Test func `no word of a narrative stands in any file of the log`() throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        for name in ["data.mdb", "lock.mdb", "keys/data.mdb", "cases.snapshot"] {
            let bytes = try Data(contentsOf: URL(filePath: log).appending(path: name))
            for word in ["Robin", "garden", "C001", "2011-03-04"] {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) stands in \(name)")
            }
        }
    }

    @Test func `an exported journal imports as the same entries, and rebuild changes nothing`()
        throws
    {
        let program = try Program()
        let (log, copy) = (program.path("log"), program.path("copy"))
        for folder in [log, copy] { _ = try program.run("init", folder) }
        let journal = try program.file(
            "in.jsonl", Lines.register + Lines.absence(occurredAt: "2025-05-02T19:00:00Z"))
        _ = try program.run("import", log, "--journal", journal)
        let out = program.path("out.jsonl")
        #expect(try program.run("export", "journal", log, "--out", out).status == 0)
        let imported = try program.run(
            "import", copy, "--journal", out, "--recorded-at", "preserve")
        #expect(imported.status == 0)
        let again = try program.run("export", "journal", copy)
        #expect(try String(contentsOfFile: out, encoding: .utf8) == again.output)
        #expect(try program.run("rebuild", copy).status == 0)
        #expect(try program.run("export", "journal", copy).output == again.output)
    }

    @Test(arguments: ["", "init", "import", "record", "history", "counts", "export", "rebuild"])
    func `help of every command succeeds and teaches`(command: String) throws {
        let program = try Program()
        let help = try program.run("help", command)
        #expect(help.status == 0)
        #expect(help.output.contains("OVERVIEW"))
    }

    @Test func `the command reads and records beside a process that writes`() throws {
        let program = try Program()
        let log = program.path("log")
        _ = try program.run("init", log)
        let key = try KeyFile(contentsOf: log + ".key")
        let records = try Records.open(at: log, keys: key, access: .readWrite)
        func entries() throws -> Int? {
            let stat = try program.run("stat", log, "--format", "json")
            return try Program.json(stat.output)["entries"] as? Int
        }
        #expect(try entries() == 0)
        for (count, line) in zip([2, 3], Lines.register.split(separator: "\n")) {
            try records.recordAndWait([NewEntry(journalLine: Array(line.utf8))])
            #expect(try entries() == count)
        }
        #expect(try program.run("history", log, "--child", "C001").status == 0)
        let line = Lines.absence(occurredAt: "2025-05-02T19:00:00Z")
        #expect(try program.run("record", log, input: line).status == 0)
        let annotation = """
            {"kind":"IroTold","child":"C001","actor":{"id":"S-8","role":"homeStaff"},\
            "occurredAt":"2025-05-02T20:00:00Z","facts":{}}
            """
        let receipt = try records.recordAndWait([
            NewEntry(journalLine: Array(annotation.utf8))
        ])[0]
        #expect(receipt.position == 4)
        #expect(receipt.refersTo == 3)
        #expect(try records.history(of: "C001").entries.count == 3)
        try records.close()
    }
}
