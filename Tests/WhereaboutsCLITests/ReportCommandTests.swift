import Foundation
import TestSupport
import Testing

/// The commands that answer questions, each as a process.
@Suite struct ReportCommandTests {
    private static let period = ["--from", "2025-01-01", "--to", "2026-01-01"]

    /// A log with a journal of the fixtures in it.
    private func log(_ program: borrowing Program, _ journal: String) throws -> String {
        let log = program.path("log")
        try #require(try program.run("init", log).status == 0)
        let file = Folders.fixtures.appending(path: "journals/\(journal).jsonl").path
        let imported = try program.run(
            ["import", log, "--journal", file, "--recorded-at", "preserve"])
        try #require(imported.status == 0)
        return log
    }

    private static let commands = [
        ["counts"] + period, ["summary"] + period,
        ["summary", "--home", "SC900003"] + period, ["report", "rhi"] + period,
        ["report", "rhi", "--by", "authority"] + period, ["report", "persistent"] + period,
        ["report", "unexplained"] + period, ["report", "bands"] + period, ["overdue"],
        ["overdue", "--all", "--home", "SC900003"], ["overdue", "--authority", "LA1"],
        ["history", "--child", "D001"],
    ]

    /// The command with the log behind its own words.
    private static func line(_ command: [String], _ log: String) -> [String] {
        let words = command[0] == "report" ? 2 : 1
        return Array(command.prefix(words)) + [log] + command.dropFirst(words)
    }

    @Test func `every question is answered as text and as JSON, as of a size too`() throws {
        let program = try Program()
        let log = try log(program, "demo")
        for command in Self.commands {
            let line = Self.line(command, log)
            let text = try program.run(line)
            #expect(text.status == 0, "\(command)")
            #expect(text.messages.isEmpty)
            #expect(text.output.contains("72 entries; thresholds: standard"), "\(command)")
            let old = try program.run(line + ["--format", "json", "--at-size", "60"])
            #expect(try Program.json(old.output)["size"] as? Int == 60, "\(command)")
        }
    }

    @Test func `without the key children stand by number, with the age stored last`() throws {
        let program = try Program()
        let log = try log(program, "demo")
        try FileManager.default.removeItem(atPath: log + ".key")
        let overdue = try program.run(["overdue", log])
        #expect(overdue.output.contains("  #1  "))
        #expect(!overdue.output.contains("D001"))
        let history = try program.run(["history", log, "--child", "#1", "--format", "json"])
        let json = try Program.json(history.output)
        #expect(json["age"] as? Int == 15)
        #expect(json["ageSource"] as? String == "stored")
    }

    @Test func `as of a time, deadlines run up to it`() throws {
        let program = try Program()
        let log = try log(program, "demo")
        let outcome = try program.run([
            "overdue", log, "--as-of", "2025-12-01", "--format", "json",
        ])
        #expect(try Program.json(outcome.output)["now"] as? String == "2025-12-01T00:00:00Z")
    }

    @Test func `the JSON of AF2 has the names of the contract`() throws {
        let program = try Program()
        let log = try log(program, "af2")
        let outcome = try program.run(
            ["report", "rhi", log, "--format", "json"] + Self.period)
        let json = try Program.json(outcome.output)
        #expect(json["required"] as? Int == 100)
        #expect(json["offered"] as? Int == 80)
        let rates = try #require(json["rates"] as? [String: [String: Any]])
        #expect(rates["completedOfOffered"]?["numerator"] as? Int == 50)
        #expect(rates["completedOfOffered"]?["denominator"] as? Int == 80)
    }

    @Test(arguments: [
        (["summary", "--home", "SC9"] + period, "no home \"SC9\" was registered by then"),
        (["report", "rhi", "--home", "SC9"] + period, "check the id and the time"),
        (["overdue", "--authority", "LA9"], "no authority \"LA9\""),
        (["overdue", "--authority", "LA9", "--home", "SC9"], "--home or --authority, not both"),
        (
            ["report", "bands", "--from", "2026-01-01", "--to", "2025-01-01"],
            "--to must lie behind --from"
        ),
        (["report", "bands", "--from", "2025-02-30", "--to", "2026-01-01"], "such as 2025-01-01"),
        (["report", "rhi", "--by", "authority", "--home", "SC9"] + period, "not both"),
    ])
    func `what is unknown or wrong is said with a remedy`(
        command: [String], message: String
    ) throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        let outcome = try program.run(Self.line(command, log))
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains(message))
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [
        ["counts"], ["history"], ["summary"], ["overdue"], ["report"], ["report", "rhi"],
        ["report", "persistent"], ["report", "unexplained"], ["report", "bands"], ["changes"],
    ])
    func `help of every question has an example`(command: [String]) throws {
        let help = try Program().run(command + ["--help"])
        #expect(help.status == 0)
        #expect(help.output.contains("Example: whereabouts " + command.joined(separator: " ")))
    }

    @Test func `the demo ends with a summary for inspection`() throws {
        let program = try Program()
        let demo = try program.run("demo", through: ["TMPDIR=\(program.folder.path)"])
        #expect(demo.output.contains("Summary for inspection"))
        #expect(demo.output.contains("  8a times restraint was used: no data"))
    }
}
