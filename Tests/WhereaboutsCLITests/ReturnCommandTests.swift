import Foundation
import TestSupport
import Testing

/// `whereabouts export ssda903`, `annexa` and `ssd`.
@Suite struct ReturnCommandTests {
    private func log(_ program: borrowing Program, _ journal: String) throws -> String {
        let log = program.path("log")
        try #require(try program.run("init", log).status == 0)
        let file = Folders.fixtures.appending(path: "journals/\(journal).jsonl").path
        let outcome = try program.run(
            "import", log, "--journal", file, "--recorded-at", "preserve")
        try #require(outcome.status == 0, "\(outcome.messages)")
        return log
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `the national return is a private folder, and a note counts the exceptions`() throws
    {
        let program = try Program()
        let log = try log(program, "af9-open")
        let folder = program.path("return")
        let outcome = try program.run("export", "ssda903", log, "--year", "2025", "--out", folder)
        try #require(outcome.status == 0, "\(outcome.messages)")
        let exceptions = try String(contentsOfFile: folder + "/exceptions.csv", encoding: .utf8)
        let lines = exceptions.split(separator: "\n").count - 1
        #expect(lines > 1)
        #expect(
            outcome.messages == "note: ssda903/2024-25: 1 children, 2 episodes, 2 rows missing or "
                + "away, \(lines) lines of exceptions.csv\n")
        #expect(try mode(folder) == 0o700)
        for name in ["header", "episodes", "missing", "exceptions"] {
            #expect(try mode("\(folder)/\(name).csv") == 0o600)
        }
        let again = try program.run("export", "ssda903", log, "--year", "2025", "--out", folder)
        #expect(again.status == 2)
        #expect(again.messages.contains("exists; name a new folder"))
    }

    @Test func `list 8 is CSV or a workbook by the name of the file`() throws {
        let program = try Program()
        let log = try log(program, "af7")
        for name in ["list.csv", "list.xlsx"] {
            let path = program.path(name)
            let outcome = try program.run(
                "export", "annexa", log, "--on", "2025-09-01", "--out", path)
            #expect(outcome.status == 0, "\(outcome.messages)")
            #expect(outcome.messages.hasPrefix("note: annex-a/list-8/2018: 1 children"))
            #expect(try mode(path) == 0o600)
        }
        let other = try program.run(
            "export", "annexa", log, "--on", "2025-09-01", "--out", program.path("list.pdf"))
        #expect(other.status == 2)
    }

    @Test func `the extract has a row an incident`() throws {
        let program = try Program()
        let log = try log(program, "af7")
        let path = program.path("ssd.csv")
        let outcome = try program.run("export", "ssd", log, "--out", path)
        #expect(outcome.messages.contains("3 rows"), "\(outcome.messages)")
        let none = try program.run(
            "export", "ssd", log, "--out", program.path("none.csv"), "--from", "2026-01-01")
        #expect(none.messages.contains(" 0 rows"), "\(none.messages)")
    }

    @Test func `without the key it says what is needed, and leaves no file behind`() throws {
        let program = try Program()
        let log = try log(program, "af7")
        try FileManager.default.removeItem(atPath: log + ".key")
        let path = program.path("ssd.csv")
        let outcome = try program.run("export", "ssd", log, "--out", path)
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains("a return needs the log's key"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: [
        ["env", "TZ=Asia/Tokyo", "LC_ALL=tr_TR.UTF-8"],
        ["env", "TZ=America/St_Johns", "LC_ALL=C"],
    ])
    func `the golden files come out in any time zone and locale`(machine: [String]) throws {
        let program = try Program()
        let fixtures = Folders.fixtures.appending(path: "reports")
        func expectSame(_ path: String, _ golden: String) throws {
            #expect(
                try Data(contentsOf: URL(filePath: path))
                    == (try Data(contentsOf: fixtures.appending(path: golden))), "\(golden)")
        }
        let journal = try log(program, "af9-open")
        let folder = program.path("return")
        _ = try program.run(
            "export", "ssda903", journal, "--year", "2025", "--out", folder, through: machine)
        for name in ["header", "episodes", "missing", "exceptions"] {
            try expectSame("\(folder)/\(name).csv", "ssda903-af9-open/\(name).csv")
        }
        let other = try Program()
        let known = try log(other, "af7")
        let (list, table) = (other.path("list.csv"), other.path("ssd.csv"))
        _ = try other.run(
            "export", "annexa", known, "--on", "2025-09-01", "--out", list, through: machine)
        _ = try other.run("export", "ssd", known, "--out", table, through: machine)
        try expectSame(list, "annex-a-af7.csv")
        try expectSame(table, "ssd-missing-af7.csv")
    }
}
