import Foundation
import Merkle
import Testing

/// The commands `prove` and `check-proof`, as processes: one needs the log, the other only files.
@Suite struct ProveCommandTests {
    /// Makes a proof in a file called `proof` and hands it to `check-proof`.
    private func check(
        _ program: borrowing Program, _ log: SignedLog, _ prove: [String], _ check: [String] = []
    ) throws -> Program.Outcome {
        let proof = program.path("proof")
        try? FileManager.default.removeItem(atPath: proof)
        let made = try program.run(["prove", log.path] + prove + ["--out", proof])
        try #require(made.status == 0, "\(made.messages)")
        return try program.run(["check-proof", proof, "--vkey", log.key] + check)
    }

    @Test(arguments: ["3", "00000000-0000-4000-8000-000000000003"])
    func `an entry is proved by its position or its id`(entry: String) throws {
        let program = try Program()
        let log = try program.signedLog()
        let file = program.path("proof.entry")
        let checked = try check(
            program, log, ["--entry", entry, "--with-entry"], ["--entry", file])
        #expect(checked.status == 0)
        #expect(checked.output.hasPrefix("verified: the entry is number 3 of 6, signed by "))
    }

    @Test func `an entry's proof is refused with other bytes, another key or another policy`()
        throws
    {
        let program = try Program()
        let log = try program.signedLog()
        let entry = program.path("proof.entry")
        _ = try check(program, log, ["--entry", "3", "--with-entry"], ["--entry", entry])
        let proof = program.path("proof")
        let other = try program.file("other", try program.bytes("proof.entry") + [0])
        let refused = try program.run(
            "check-proof", proof, "--vkey", log.key, "--entry", other)
        #expect(refused.status == 1 && refused.output.hasPrefix("not verified: "))
        let stranger = try SignerKey(name: "example.org/stranger").verifierKey.description
        let untrusted = try program.run(
            "check-proof", proof, "--vkey", stranger, "--entry", entry)
        #expect(untrusted.status == 1 && untrusted.output.hasPrefix("not verified: "))
        let witness = try CosignerKey(name: "regulator.example/w1").verifierKey
        let policy = try program.file(
            "policy", "log \(log.key)\nwitness w \(witness)\nquorum w\n")
        let missed = try program.run(
            "check-proof", proof, "--policy", policy, "--entry", entry)
        #expect(missed.status == 1 && missed.output.contains("quorum w is missed"))
    }

    @Test(arguments: ["C001", "#1"])
    func `a child's history is proved complete, without words`(child: String) throws {
        let program = try Program()
        let log = try program.signedLog()
        if child == "#1" { try FileManager.default.removeItem(atPath: log.path + ".key") }
        let checked = try check(program, log, ["--child", child])
        #expect(checked.status == 0)
        #expect(checked.output.hasPrefix("verified: the 2 entries are all of child #1, "))
        let proof = try HistoryProof(parsing: program.bytes("proof"))
        guard case .present(_, let entries) = proof.claim else {
            Issue.record("the child has entries")
            return
        }
        for entry in entries {
            for word in ["Robin", "garden", "C001", "2011-03-04"] {
                #expect(Data(entry).range(of: Data(word.utf8)) == nil)
            }
        }
    }

    @Test func `a history with a line dropped or changed is refused`() throws {
        let program = try Program()
        let log = try program.signedLog()
        _ = try check(program, log, ["--child", "C001"])
        let lines = String(decoding: try program.bytes("proof"), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let entries = lines.indices.filter { lines[$0].hasPrefix("entry ") }
        #expect(entries.count == 2)
        var dropped = lines
        dropped.remove(at: entries[1])
        var swapped = lines
        swapped.swapAt(entries[0], entries[1])
        var changed = lines
        let place = changed[entries[1]].index(changed[entries[1]].startIndex, offsetBy: 80)
        let letter = changed[entries[1]][place] == "A" ? "B" : "A"
        changed[entries[1]].replaceSubrange(place...place, with: letter)
        for forged in [dropped, swapped, changed] {
            let file = try program.file("forged", forged.joined(separator: "\n"))
            let refused = try program.run("check-proof", file, "--vkey", log.key)
            #expect(refused.status == 1 && refused.output.hasPrefix("not verified: "))
        }
    }

    @Test func `a stream key of nobody is proved absent, and the child's own is not`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let nobody = Data(repeating: 7, count: 32).base64EncodedString()
        let absent = try check(program, log, ["--stream-key", nobody])
        #expect(absent.status == 0)
        #expect(absent.output.hasPrefix("verified: the log has no child with the stream key"))
        _ = try check(program, log, ["--child", "C001"])
        let key = try HistoryProof(parsing: program.bytes("proof")).streamKey
        let own = try check(program, log, ["--stream-key", Data(key).base64EncodedString()])
        #expect(own.output.hasPrefix("verified: the 2 entries are all of child #1"))
    }

    @Test func `a newer checkpoint is proved to continue an older one, and only that one`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let old = try program.file("old", try log.pinned.bytes)
        _ = try program.signAgain(log)
        let new = try program.file("new", try log.pinned.bytes)
        let between = ["--between", "6", "8"]
        let checked = try check(program, log, between, ["--old-checkpoint", old])
        #expect(checked.status == 0)
        #expect(checked.output.hasPrefix("verified: the log of 8 entries continues the one of 6"))
        let refused = try check(program, log, between, ["--old-checkpoint", new])
        #expect(refused.status == 1 && refused.output.hasPrefix("not verified: "))
        let without = try check(program, log, between)
        #expect(without.status == 2 && without.messages.contains("--old-checkpoint"))
    }

    @Test func `a proof at an older checkpoint knows nothing of later entries`() throws {
        let program = try Program()
        let log = try program.signedLog()
        _ = try program.signAgain(log)
        let then = try check(program, log, ["--child", "C001", "--checkpoint", "6"])
        #expect(then.output.hasPrefix("verified: the 2 entries are all"))
        let now = try check(program, log, ["--child", "C001"])
        #expect(now.output.hasPrefix("verified: the 3 entries are all"))
    }

    @Test(
        arguments: [
            (["--entry", "99"], "no checkpoint covers 100"),
            (["--entry", "x"], "neither a position nor an id"),
            (["--entry", "00000000-0000-4000-8000-0000000000FF"], "no entry has the id"),
            (["--child", "C999"], "not known here"), (["--child", "#9"], ""),
            (["--stream-key", "AAAA"], "not 32 bytes"),
            (["--between", "6", "7"], "no checkpoint covers 7"),
            (["--between", "6"], "two sizes"), ([], "give one of"),
            (["--entry", "3", "--child", "C001"], "give one of"),
            (["--entry", "3", "--with-entry"], "--out"),
            (["--entry", "3", "--checkpoint", "5"], "no checkpoint covers 5"),
        ] as [([String], String)])
    func `what cannot be proved says why, and makes nothing`(
        arguments: [String], says: String
    ) throws {
        let program = try Program()
        let log = try program.signedLog()
        let outcome = try program.run(["prove", log.path] + arguments)
        #expect(outcome.status == 2 && outcome.output.isEmpty)
        #expect(!outcome.messages.isEmpty && (says.isEmpty || outcome.messages.contains(says)))
    }

    @Test func `a file is not replaced by a proof, and nobody is trusted by default`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let mine = try program.file("mine", "my notes\n")
        let refused = try program.run("prove", log.path, "--entry", "3", "--out", mine)
        #expect(refused.status == 2 && refused.messages.contains("name a new file"))
        #expect(try program.bytes("mine") == Array("my notes\n".utf8))
        let unknown = try program.run("check-proof", mine, "--vkey", log.key)
        #expect(unknown.status == 2 && unknown.messages.contains("no proof of a kind"))
        let nobody = try program.run("check-proof", mine)
        #expect(nobody.status == 2 && nobody.messages.contains("--vkey or --policy"))
    }

    @Test func `a log without a checkpoint says how to make one`() throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        for arguments in [["--entry", "3"], ["--child", "C001"]] {
            let outcome = try program.run(["prove", log] + arguments)
            #expect(outcome.status == 2 && outcome.messages.contains("whereabouts checkpoint"))
        }
    }
}
