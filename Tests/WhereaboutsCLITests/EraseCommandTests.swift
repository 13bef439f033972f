import Foundation
import Testing

/// The commands `erase`, `expire` and `backup`, each as a process.
@Suite struct EraseCommandTests {
    /// A log of one child whose absence has ended.
    private func log(_ program: borrowing Program) throws -> String {
        let log = try program.logWithAbsence()
        let returned = """
            {"kind":"ChildReturned","child":"C001","actor":{"id":"S-7","role":"homeStaff"},\
            "occurredAt":"2025-05-02T22:00:00Z",\
            "facts":{"toHome":"SC000001","returnedBy":"home-staff"}}
            """
        try #require(try program.run("record", log, input: returned).status == 0)
        return log
    }

    private static let why = [
        "--reason", "request granted", "--legal-basis", "UK GDPR Article 17", "--by",
        "M-1:registeredManager",
    ]
    private static let all = ["--child", "C001", "--classes", "narrative,identity"]

    @Test func `words are erased in two steps, and what is left says so`() throws {
        let program = try Program()
        let log = try log(program)
        let plan = try program.run(["erase", log] + Self.all + ["--dry-run", "--format", "json"])
        #expect(plan.status == 0)
        #expect(try Program.json(plan.output)["records"] as? Int == 2)
        #expect(try program.run("history", log, "--child", "C001").output.contains("garden door"))

        let erased = try program.run(["erase", log] + Self.all + Self.why)
        #expect(erased.status == 0, "\(erased.messages)")
        #expect(erased.output.contains("child #1: narrative, identity"))
        #expect(erased.output.contains("pending"))
        #expect(try program.run("history", log, "--child", "C001").status == 2)
        let history = try program.run("history", log, "--child", "#1").output
        #expect(history.contains("under UK GDPR Article 17: request granted"))

        let new = program.path("new.key")
        let completed = try program.run("erase", log, "--complete", "--new-key-file", new)
        #expect(completed.status == 0, "\(completed.messages)")
        #expect(completed.output.contains("complete since"))
        #expect(!FileManager.default.fileExists(atPath: log + ".key"))
        let list = try program.run("erase", log, "--list", "--key-file", new, "--format", "json")
        #expect(list.output.contains(#""state":"complete""#))
        #expect(try program.run("history", log, "--child", "#1", "--key-file", new).status == 0)
        let again = try program.run("erase", log, "--complete", "--new-key-file", new)
        #expect(again.status == 0, "\(again.messages)")
    }

    @Test func `a missing child's identity is refused with status 1`() throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        let refused = try program.run(["erase", log] + Self.all + Self.why)
        #expect(refused.status == 1)
        #expect(refused.messages.contains("an episode is open"))
        #expect(try program.run(["erase", log] + Self.all + ["--dry-run"]).status == 1)
        #expect(try program.run("history", log, "--child", "C001").output.contains("garden door"))
    }

    @Test(arguments: [
        (["--child", "C001", "--classes", "narrative"], "--reason"),
        (["--child", "C001", "--classes", "all", "--dry-run"], "\"all\" is no class"),
        (["--child", "C001", "--dry-run"], "--classes"), (["--complete"], "--new-key-file"),
        ([], "--child ID, --complete or --list"), (["--list", "--complete"], "say what to do"),
    ])
    func `what is missing is named`(arguments: [String], message: String) throws {
        let program = try Program()
        let outcome = try program.run(["erase", try program.logWithAbsence()] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains(message), "\(outcome.messages)")
    }

    @Test func `what is past its date is listed, then erased`() throws {
        let program = try Program()
        let log = try log(program)
        // Lines.register: born on 2011-03-04.
        let kept = try program.run("expire", log, "--as-of", "2086-03-04")
        #expect(kept.output == "nothing is past its last day of keeping\n")
        let listed = try program.run("expire", log, "--as-of", "2086-03-05")
        #expect(listed.output.hasPrefix("C001: kept until 2086-03-04, 75 years from birth"))
        #expect(try program.run("expire", log, "--as-of", "2086-03-05", "--erase").status == 2)
        let erased = try program.run(
            "expire", log, "--as-of", "2086-03-05", "--erase", "--by", "M-1:registeredManager")
        #expect(erased.status == 0, "\(erased.messages)")
        #expect(erased.output.contains("regulation 36(2)"))
        #expect(!erased.output.contains("2086"))
    }

    @Test func `a backup opens as a log and is never replaced`() throws {
        let program = try Program()
        let log = try log(program)
        let copy = program.path("backup")
        let made = try program.run("backup", log, copy)
        #expect(made.status == 0, "\(made.messages)")
        #expect(made.output.hasPrefix("backed up 5 entries"))
        let manifest = try String(contentsOfFile: copy + "/manifest.json", encoding: .utf8)
        #expect(try Program.json(manifest)["size"] as? Int == 5)
        let key = log + ".key"
        let words = try program.run("history", copy, "--child", "C001", "--key-file", key)
        #expect(words.output.contains("garden door"))
        #expect(try program.run("backup", log, copy).status == 2)
    }
}
