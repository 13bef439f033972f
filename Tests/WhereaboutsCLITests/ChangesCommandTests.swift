import Foundation
import TestSupport
import Testing

/// The command `changes`, as a process.
@Suite struct ChangesCommandTests {
    private static let quarter = ["--from", "2025-01-01", "--to", "2025-04-01"]

    /// A log with a journal of the fixtures in it.
    private func log(_ program: borrowing Program, _ journal: String) throws -> String {
        let log = program.path("log")
        try #require(try program.run("init", log).status == 0)
        let journal = Folders.fixtures.appending(path: "journals/\(journal).jsonl")
        let imported = try program.run(
            "import", log, "--journal", journal.path, "--recorded-at", "preserve")
        try #require(imported.status == 0)
        return log
    }

    /// AF11's log, and its size right behind the report that was issued.
    private func af11(_ program: borrowing Program) throws -> (log: String, size: Int) {
        let log = try log(program, "af11")
        let stat = try Program.json(try program.run("stat", log, "--format", "json").output)
        return (log, try #require(stat["entries"] as? Int) - 4)
    }

    private func list(_ json: [String: Any], _ name: String) -> [[String: Any]] {
        json[name] as? [[String: Any]] ?? []
    }

    @Test(arguments: [true, false])
    func `AF11 has a change list of four entries, and what follows from them`(
        isBySize: Bool
    ) throws {
        let program = try Program()
        let (log, size) = try af11(program)
        let since = isBySize ? ["--since-size", "\(size)"] : ["--since", "2025-04-02T10:00:00Z"]
        let outcome = try program.run(
            ["changes", log, "--home", "SC901101", "--format", "json"] + since + Self.quarter)
        #expect(outcome.status == 0)
        let json = try Program.json(outcome.output)
        let entries = list(json, "entries")
        #expect(entries.map { $0["position"] as? Int } == Array(size..<size + 4))
        #expect(
            entries.map { $0["nature"] as? String } == ["late", "late", "late", "correction"])
        #expect(
            entries.map { $0["child"] as? String } == ["Q11005", "Q11005", "Q11005", "Q11001"])
        #expect(entries.allSatisfy { ($0["episodes"] as? [String])?.count == 1 })
        #expect(json["size"] as? Int == size + 4)
        #expect((json["since"] as? [String: Any])?["size"] as? Int == size)
        let absences = try #require(
            list(json, "figures").first { $0["name"] as? String == "absences" })
        #expect(absences["was"] as? Int == 8 && absences["now"] as? Int == 9)
        #expect(absences["home"] as? String == "SC901101")
        let changed = try #require(
            list(json, "episodes").first { ($0["becauseOf"] as? [Int]) == [size + 3] })
        #expect(
            (changed["differences"] as? [[String: Any]])?.contains {
                $0["name"] as? String == "returnedAt"
                    && $0["now"] as? String == "2025-01-09T02:40:00Z"
            } == true)
    }

    @Test func `the text names both points, what was and what is, and why`() throws {
        let program = try Program()
        let (log, size) = try af11(program)
        let line = ["changes", log, "--since-size", "\(size)"]
        let text = try program.run(line + Self.quarter).output
        #expect(text.contains("Changes since 2025-04-02 10:05, \(size) entries\n"))
        #expect(text.contains("As of 2025-04-10 09:05, \(size + 4) entries; thresholds: standard"))
        #expect(text.contains("Entries (4)\n  [\(size)] late AbsenceNoted, child Q11005\n"))
        #expect(text.contains("returnedAt: ~~2025-01-09 02:00~~ 2025-01-09 02:40\n"))
        #expect(text.contains("because of [\(size + 3)]\n"))
        #expect(text.contains("  all homes"))
        let withoutPeriod = try program.run(line).output
        #expect(withoutPeriod.contains("Entries (4)\n"))
        #expect(withoutPeriod.contains("none without a period"))
    }

    @Test func `where no entry is the cause, time has passed`() throws {
        let program = try Program()
        let log = try log(program, "demo")
        let line = ["changes", log, "--since-size", "72", "--as-of", "2025-12-01"]
        let year = ["--from", "2025-01-01", "--to", "2026-01-01"]
        let text = try program.run(line + year).output
        #expect(text.contains("Entries (0)\n"))
        #expect(text.contains("\n    time has passed\n    flags: ~~none~~ F19, F20, F22\n"))
        #expect(text.contains("flag.F19      ~~1~~       2        time has passed\n"))
        #expect(!text.contains("because of"))
    }

    @Test func `that nothing has changed is said, and is no failure`() throws {
        let program = try Program()
        let (log, size) = try af11(program)
        for since in [
            ["--since-size", "\(size + 4)"], ["--since-size", "9999"], ["--since", "2030-01-01"],
            ["--since", "2025-04-10T08:05:01Z"],
            ["--since-size", "\(size)", "--at-size", "\(size)"],
        ] {
            let text = try program.run(["changes", log] + since + Self.quarter)
            #expect(text.status == 0, "\(since)")
            #expect(text.output.hasSuffix("\nNothing has changed.\n"), "\(since)")
            let json = try Program.json(
                try program.run(["changes", log, "--format", "json"] + since).output)
            #expect(json["changed"] as? Bool == false)
            #expect(list(json, "entries").isEmpty && list(json, "episodes").isEmpty)
        }
    }

    @Test func `a point behind the newest entry is compared with itself, open episodes too`() throws
    {
        let program = try Program()
        let log = try log(program, "demo")
        let year = ["--from", "2025-01-01", "--to", "2026-01-01"]
        let outcome = try program.run(["changes", log, "--since", "2030-01-01"] + year)
        #expect(outcome.output.hasPrefix("Changes since 2030-01-01 00:00, 72 entries\nAs of 2030"))
        #expect(outcome.output.hasSuffix("\nNothing has changed.\n"))
    }

    @Test(arguments: [
        ([], "say since when"),
        (["--since", "2025-04-02", "--since-size", "4"], "say since when"),
        (["--since", "April"], "--since: "), (["--since-size", "-1"], "--since-size"),
        (["--since-size", "4", "--home", "SC9"], "no home \"SC9\" was registered by then"),
        (["--since-size", "4", "--at-size", "3"], "4 entries were known then and 3"),
        (["--since", "2025-06-01", "--as-of", "2025-05-31"], "exchange them"),
        (["--since-size", "4", "--from", "2025-01-01"], "needs --from and --to"),
        (
            ["--since-size", "4", "--from", "2025-01-02", "--to", "2025-01-01"],
            "--to must lie behind --from"
        ),
    ])
    func `what is wrong or unknown is said with a remedy`(
        options: [String], message: String
    ) throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        let outcome = try program.run(["changes", log] + options)
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains(message))
        #expect(outcome.output.isEmpty)
    }
}
