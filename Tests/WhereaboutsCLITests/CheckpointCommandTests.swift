import Foundation
import Merkle
import Testing

/// The command `checkpoint`, as a process.
@Suite struct CheckpointCommandTests {
    @Test func `the first checkpoint makes a key, pins itself and says what to hand on`() throws {
        let program = try Program()
        let log = try program.signedLog()
        #expect(log.size == 6)
        let pinned = try log.pinned
        #expect(pinned.checkpoint.size == 6)
        let key = try #require(VerifierKey(log.key))
        #expect(pinned.note.verified(by: [key]).isVerified)
        let mode = try FileManager.default.attributesOfItem(atPath: log.signer)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        let shown = try program.run("checkpoint", log.path, "--show", "6")
        #expect(Array(shown.output.utf8) == pinned.bytes)
        let again = try program.run(
            "checkpoint", log.path, "--signing-key", log.signer, "--out", program.path("again"))
        #expect(again.status == 0 && again.messages.contains("without --pin"))
        #expect(try program.bytes("again") == pinned.bytes)
    }

    @Test func `all checkpoints are listed, and one that is not there is named`() throws {
        let program = try Program()
        let log = try program.signedLog()
        #expect(try program.signAgain(log) == 8)
        #expect(try program.run("checkpoint", log.path, "--list").output == "6\n8\n")
        let missing = try program.run("checkpoint", log.path, "--show", "7")
        #expect(missing.status == 2 && missing.output.isEmpty)
        #expect(missing.messages.contains("no checkpoint covers 7 entries"))
    }

    @Test func `a key is not replaced, and a stranger's signs nothing`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let secret = try program.bytes("signer")
        let replaced = try program.run(
            "checkpoint", log.path, "--signing-key", log.signer, "--create-signing-key")
        #expect(replaced.status == 2 && replaced.messages.contains("never replaced"))
        #expect(try program.bytes("signer") == secret)
        let stranger = try SignerKey(name: "example.org/stranger").text
        let path = try program.file("stranger", stranger + "\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let refused = try program.run("checkpoint", log.path, "--signing-key", path)
        #expect(refused.status == 2 && refused.messages.contains("example.org/stranger"))
        #expect(!refused.messages.contains(stranger))
        #expect(try program.run("checkpoint", log.path, "--list").output == "6\n")
    }

    @Test(arguments: [
        [], ["--list", "--show", "6"], ["--create-signing-key", "--list"], ["--request", "x"],
    ])
    func `one thing at a time is asked of it`(arguments: [String]) throws {
        let program = try Program()
        let outcome = try program.run(["checkpoint", program.path("log")] + arguments)
        #expect(outcome.status == 2 && !outcome.messages.isEmpty)
    }

    @Test func `a pin in the environment keeps an older copy from being written to`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let copy = program.path("copy")
        try FileManager.default.copyItem(atPath: log.path, toPath: copy)
        _ = try program.signAgain(log)
        let line = Lines.absence(
            id: "00000000-0000-4000-8000-000000000008", occurredAt: "2025-05-04T19:00:00Z")
        let key = ["--key-file", log.path + ".key"]
        let pinned = ["WHEREABOUTS_PIN=\(log.pin)"]
        let refused = try program.run(["record", copy] + key, input: line, through: pinned)
        #expect(refused.status == 2)
        #expect(refused.messages.contains("it has 6 entries, a published checkpoint has 8"))
        #expect(FileManager.default.fileExists(atPath: copy + "/evidence"))
        try #expect(
            program.run(["record", log.path] + key, input: line, through: pinned).status == 0)
        try #expect(program.run(["record", copy] + key, input: line).status == 0)
    }

    @Test func `a witness reads the request, and its answer is added`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let old = try log.pinned.checkpoint
        _ = try program.signAgain(log)
        let newest = try log.pinned
        for size in [0, 6] {
            let out = program.path("request-\(size)")
            let asked = try program.run(
                "checkpoint", log.path, "--request", "\(size)", "--out", out)
            #expect(asked.status == 0)
            let request = try WitnessRequest(parsing: try program.bytes("request-\(size)"))
            #expect(request.oldSize == UInt64(size) && request.checkpoint == newest)
            guard size > 0 else { continue }
            let proof = ConsistencyProof(oldSize: 6, newSize: 8, hashes: request.hashes)
            #expect(
                proof.verify(oldRoot: old.root, newRoot: newest.checkpoint.root).isVerified)
        }
        let witness = try CosignerKey(name: "regulator.example/w1")
        let policy = try program.file(
            "policy",
            "log \(log.key)\nwitness w \(witness.verifierKey)\nquorum w\n")
        let before = try program.run("verify", log.path, "--policy", policy)
        #expect(before.status == 1 && before.output.contains("checkpoint of 8: the trust policy"))
        let signature = try witness.cosign(newest.checkpoint, at: 1_750_000_000)
        let cosigned = try newest.adding([signature]).bytes
        let answer = try program.file("answer", Array(cosigned.dropFirst(newest.bytes.count)))
        let added = try program.run("checkpoint", log.path, "--add-signatures", answer)
        #expect(added.status == 0 && added.output.contains("has 2 signatures"))
        let shown = try program.run("checkpoint", log.path, "--show", "8")
        #expect(Array(shown.output.utf8) == cosigned)
        #expect(try program.run("verify", log.path, "--policy", policy).status == 0)
    }

    @Test func `what is no signature line is not added`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let answer = try program.file("answer", "not found\n")
        let refused = try program.run("checkpoint", log.path, "--add-signatures", answer)
        #expect(refused.status == 2 && refused.messages.contains("not signature lines"))
        let shown = try program.run("checkpoint", log.path, "--show", "6")
        #expect(Array(shown.output.utf8) == (try log.pinned.bytes))
    }

    @Test func `a time stamp request is of the checkpoint as the log signed it`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let out = program.path("request.tsq")
        let asked = try program.run("checkpoint", log.path, "--timestamp-request", "--out", out)
        #expect(asked.status == 0)
        let key = try #require(VerifierKey(log.key))
        let imprint = try #require(TimestampImprint.of(try log.pinned, signedBy: key))
        #expect(try program.bytes("request.tsq") == TimestampRequest(imprint: imprint)?.bytes)
        let again = try program.run("checkpoint", log.path, "--timestamp-request", "--out", out)
        #expect(again.status == 2 && again.messages.contains("exists; name a new file"))
    }

    @Test func `an older copy in the log's place is refused, kept, and found by verify`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let copy = program.path("copy")
        try FileManager.default.copyItem(atPath: log.path, toPath: copy)
        #expect(try program.signAgain(log) == 8)
        try FileManager.default.removeItem(atPath: log.path)
        try FileManager.default.moveItem(atPath: copy, toPath: log.path)
        let refused = try program.run(
            "checkpoint", log.path, "--signing-key", log.signer, "--pin", log.pin)
        #expect(refused.status == 2)
        #expect(refused.messages.contains("it has 6 entries, a published checkpoint has 8"))
        let kept = try FileManager.default.contentsOfDirectory(atPath: log.path + "/evidence")
        #expect(kept.count == 1 && kept.allSatisfy { $0.hasPrefix("8-") })
        let found = try program.run("verify", log.path, "--pin", log.pin)
        #expect(found.status == 1)
        #expect(found.output.contains("checkpoint of 8: was published"))
        #expect(try program.run("verify", log.path).status == 0)
    }
}
