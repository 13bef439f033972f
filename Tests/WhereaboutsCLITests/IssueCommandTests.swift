import Foundation
import Merkle
import TestSupport
import Testing

/// Issuing reports and checking them, each as a process.
@Suite struct IssueCommandTests {
    private static let period = ["--from", "2025-01-01", "--to", "2026-01-01"]

    /// A log of one child whose absence has ended, with a checkpoint.
    private func log(_ program: borrowing Program) throws -> String {
        let log = try program.logWithAbsence()
        let returned = """
            {"kind":"ChildReturned","child":"C001","actor":{"id":"S-7","role":"homeStaff"},\
            "occurredAt":"2025-05-02T22:00:00Z",\
            "facts":{"toHome":"SC000001","returnedBy":"home-staff"}}
            """
        try #require(try program.run("record", log, input: returned).status == 0)
        try checkpoint(log, program)
        return log
    }

    private func checkpoint(_ log: String, _ program: borrowing Program) throws {
        let key = program.path("log.signer")
        let signed = try program.run(
            "checkpoint", log, "--signing-key", key, "--create-signing-key")
        try #require(signed.status == 0, "\(signed.messages)")
    }

    /// Issues the report of a command; returns where it was written.
    private func issue(
        _ command: [String], as name: String, _ program: borrowing Program,
        _ more: [String] = ["--create-sign-key"]
    ) throws -> String {
        let out = program.path(name)
        let key = program.path("report.signer")
        let issued = try program.run(command + ["--sign-key", key, "--out", out] + more)
        try #require(issued.status == 0, "\(issued.messages)")
        #expect(issued.output.hasPrefix("issued \(out) of 7 entries"))
        #expect(issued.output.contains("/report+"))
        return out
    }

    @Test func `an issued report is what the command prints, and is the same later`() throws {
        let program = try Program()
        let log = try log(program)
        let command = ["counts", log, "--format", "json", "--at-size", "7"] + Self.period
        let out = try issue(command, as: "counts.json", program)
        let printed = try program.run(command).output
        #expect(try String(contentsOfFile: out, encoding: .utf8) == printed)
        let summary = try issue(
            ["summary", log] + Self.period, as: "summary.txt",
            program,
            ["--issued-by", "M-1:registeredManager"])
        for statement in [out + ".statement", summary + ".statement"] {
            let checked = try program.run("report", "check", log, statement)
            #expect(checked.status == 0, "\(checked.messages)")
            #expect(checked.output == "same: the report can be made again to the byte\n")
        }
        let journal = try program.run("export", "journal", log).output
        let entries = journal.split(separator: "\n").filter { $0.contains(#""ReportIssued""#) }
        #expect(entries.map { $0.contains(#""id":"M-1""#) } == [false, true])
        let verified = try program.run("verify", log)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `an erasure makes a history that was issued not reproducible`() throws {
        let program = try Program()
        let log = try log(program)
        let out = try issue(["history", log, "--child", "C001"], as: "history.txt", program)
        let erased = try program.run(
            "erase", log, "--child", "C001", "--classes", "narrative", "--reason", "granted",
            "--legal-basis", "UK GDPR Article 17", "--by", "M-1:registeredManager")
        try #require(erased.status == 0)
        let checked = try program.run(
            "report", "check", log, out + ".statement", "--format", "json")
        #expect(checked.status == 1)
        let json = try Program.json(checked.output)
        #expect(json["result"] as? String == "not reproducible")
        let text = try #require(json["text"] as? String)
        #expect(text.hasPrefix("1 inputs erased by "))
        #expect(text.hasSuffix(" (UK GDPR Article 17)"))
    }

    @Test func `a signature for other bytes differs, and the place is named`() throws {
        let program = try Program()
        let log = try log(program)
        let first = try issue(["summary", log] + Self.period, as: "first", program)
        let second = try issue(
            ["summary", log, "--from", "2024-01-01", "--to", "2025-01-01"], as: "second", program,
            [])
        let (note, other) = (try Self.note(first), try Self.note(second))
        func output(_ note: SignedNote) throws -> Substring {
            try #require(note.text.split(separator: "\n").first { $0.hasPrefix("output ") })
        }
        let text = note.text.replacing(try output(note), with: try output(other))
        let secret = try String(contentsOfFile: program.path("report.signer"), encoding: .utf8)
        let key = try #require(SignerKey(secret.trimmingCharacters(in: .newlines)))
        try Data(try key.sign(text).bytes).write(
            to: URL(filePath: program.path("forged.statement")))
        let unplaced = try program.run("report", "check", log, program.path("forged.statement"))
        #expect(unplaced.status == 1)
        #expect(unplaced.output.hasPrefix("differs: lay the report beside"))
        try FileManager.default.copyItem(atPath: second, toPath: program.path("forged"))
        let placed = try program.run("report", "check", log, program.path("forged.statement"))
        #expect(placed.status == 1)
        #expect(placed.output.hasPrefix("differs: first in line "))
    }

    @Test func `a changed report or statement, and another log, are not trusted`() throws {
        let program = try Program()
        let log = try log(program)
        let out = try issue(["counts", log] + Self.period, as: "counts.txt", program)
        func result(_ log: String, _ more: [String] = []) throws -> (Int32, String) {
            let checked = try program.run(
                ["report", "check", log, out + ".statement", "--format", "json"] + more)
            let text = try Program.json(checked.output)["result"] as? String
            return (checked.status, text ?? "")
        }
        #expect(try result(log) == (0, "same"))
        let stranger = try SignerKey(name: "stranger").verifierKey.description
        #expect(try result(log, ["--vkey", stranger]) == (1, "not trusted"))
        let other = program.path("other")
        try #require(try program.run("init", other).status == 0)
        #expect(try result(other) == (1, "not trusted"))
        var bytes = try Data(contentsOf: URL(filePath: out))
        bytes[0] ^= 1
        try bytes.write(to: URL(filePath: out))
        #expect(try result(log) == (1, "not trusted"))
        try FileManager.default.removeItem(atPath: out)
        #expect(try result(log) == (0, "same"))
        var note = try Self.note(out).bytes
        note[60] = note[60] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
        try Data(note).write(to: URL(filePath: out + ".statement"))
        #expect(try result(log) == (1, "not trusted"))
    }

    @Test func `without the key a report of words cannot be checked`() throws {
        let program = try Program()
        let log = try log(program)
        let out = try issue(["history", log, "--child", "C001"], as: "history.txt", program)
        try FileManager.default.removeItem(atPath: log + ".key")
        let checked = try program.run("report", "check", log, out + ".statement")
        #expect(checked.status == 2)
        #expect(checked.output.isEmpty)
        #expect(checked.messages.contains("open the log with its keys"))
    }

    @Test(arguments: [
        (["--sign-key", "k"], "--sign-key needs --out"),
        (["--create-sign-key"], "belong to --sign-key"),
        (["--issued-by", "M-1:registeredManager"], "belong to --sign-key"),
        (
            ["--sign-key", "k", "--out", "o", "--as-of", "2025-06-01"],
            "give --at-size, not --as-of"
        ),
        (["--sign-key", "no-such-key", "--out", "FOLDER/o"], "there is no such file"),
        (["--sign-key", "FOLDER/log.signer", "--out", "FOLDER/o"], "are signed by"),
        (["--sign-key", "FOLDER/log.signer", "--out", "FOLDER/log.key"], "name a new file"),
        (["--sign-key", "FOLDER/log.signer", "--out", "FOLDER/no/o"], "name another folder"),
        (
            [
                "--sign-key", "FOLDER/new", "--create-sign-key", "--out", "FOLDER/o", "--at-size",
                "3",
            ],
            "no checkpoint was signed at 3 entries"
        ),
    ])
    func `what does not go together is said, and nothing is issued`(
        arguments: [String], message: String
    ) throws {
        let program = try Program()
        let log = try log(program)
        let folder = program.folder.path
        let command = ["counts", log] + Self.period
        let outcome = try program.run(
            command + arguments.map { $0.replacing("FOLDER", with: folder) })
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains(message), "\(outcome.messages)")
        #expect(outcome.output.isEmpty)
        let stat = try program.run("stat", log, "--format", "json")
        #expect(try Program.json(stat.output)["entries"] as? Int == 7)
        #expect(!FileManager.default.fileExists(atPath: folder + "/o"))
    }

    @Test func `a log without a checkpoint leaves no key file behind`() throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        let key = program.path("report.signer")
        let outcome = try program.run(
            ["counts", log, "--sign-key", key, "--create-sign-key", "--out", program.path("o")]
                + Self.period)
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains("sign one with `whereabouts checkpoint`"))
        #expect(!FileManager.default.fileExists(atPath: key))
    }

    @Test func `an export says what it left out, and an import refuses it`() throws {
        let program = try Program()
        let log = try log(program)
        let out = program.path("out.jsonl")
        let exported = try program.run("export", "journal", log, "--out", out)
        #expect(
            exported.messages
                == "note: left out, as the log's own: LogCreated 1, LogAnchored 1, "
                + "SigningKeyDeclared 1\n")
        let anchor = #"""
            {"id":"00000000-0000-4000-8000-000000000099","kind":"LogAnchored",\#
            "actor":{"id":"a","role":"system"},"occurredAt":"2025-05-02T22:00:00Z",\#
            "facts":{"mapRoot":"AAAA","subjects":1}}
            """#
        let recorded = try program.run("record", log, input: anchor)
        #expect(recorded.status == 2)
        #expect(recorded.messages.contains("only the log itself records LogAnchored"))
        let file = try program.file("forged.jsonl", anchor + "\n")
        let imported = try program.run("import", log, "--journal", file)
        #expect(imported.status == 1)
        #expect(imported.messages.hasPrefix("forged.jsonl:1: kind: only the log itself records"))
    }

    private static func note(_ out: String) throws -> SignedNote {
        try SignedNote(parsing: Array(try Data(contentsOf: URL(filePath: out + ".statement"))))
    }
}
