import Foundation
import Merkle
import TestSupport
import Testing

/// The command `verify`, as a process: every damage ends in a status, and none in silence.
@Suite struct VerifyCommandTests {
    private static let patience = ["SWIFT_BACKTRACE=enable=no", "timeout", "120"]

    private func findings(_ output: String) throws -> [[String: Any]] {
        try #require(try Program.json(output)["findings"] as? [[String: Any]])
    }

    @Test func `a sound log is found so without any key`() throws {
        let program = try Program()
        let log = try program.signedLog()
        try FileManager.default.removeItem(atPath: log.path + ".key")
        try FileManager.default.removeItem(atPath: log.signer)
        let text = try program.run("verify", log.path)
        #expect(text.status == 0)
        #expect(text.output.hasPrefix("sound: 6 entries, 1 children, 1 anchors, 1 sound"))
        #expect(text.output.contains("without --pin"))
        let trusted = try program.run(
            "verify", log.path, "--pin", log.pin, "--vkey", log.key, "--format", "json")
        #expect(trusted.status == 0)
        let json = try Program.json(trusted.output)
        #expect(json["sound"] as? Bool == true && json["findingCount"] as? Int == 0)
        #expect(json["pinned"] as? Bool == true && json["policy"] as? Bool == true)
        #expect(json["soundCheckpoints"] as? [Int] == [6])
        #expect(try findings(trusted.output).isEmpty)
    }

    @Test func `every finding names its position, in text and in JSON`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let closed = ClosedLog(log.path)
        try closed.change(entry: 1) { $0?[60] ^= 1 }
        try closed.change(entry: 3) { $0 = nil }
        try closed.change(words: 2) { $0?[20] ^= 1 }
        let text = try program.run("verify", log.path, "--pin", log.pin)
        let json = try program.run(
            "verify", log.path, "--pin", log.pin, "--format", "json")
        #expect(text.status == 1 && json.status == 1)
        for line in [
            "position 1: the entry's bytes do not have the checksum",
            "position 3: there is no entry",
            "position 2: the sealed words are not those", "checkpoint of 6: ", "NOT SOUND: ",
        ] { #expect(text.output.contains(line), "\(line)") }
        let findings = try findings(json.output)
        #expect(findings.count == (try Program.json(json.output)["findingCount"] as? Int))
        for finding in findings {
            let places = ["position", "checkpoint", "node", "index", "place"]
            #expect(places.count { finding[$0] != nil } == 1)
            #expect(finding["rule"] is String && finding["text"] is String)
        }
        let rules = { (position: Int) in
            findings.filter { $0["position"] as? Int == position }.map { $0["rule"] as? String }
        }
        #expect(rules(1).contains("checksum"))
        #expect(rules(2).contains("sealedDigest"))
        #expect(rules(3).contains("missing"))
    }

    @Test func `whom the caller trusts must have signed`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let stranger = try SignerKey(name: "example.org/log").verifierKey.description
        let untrusted = try program.run("verify", log.path, "--vkey", stranger)
        #expect(untrusted.status == 1 && untrusted.output.contains("checkpoint of 6: the trust"))
    }

    @Test func `what it cannot start from is said with status 2`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let text = try program.file("text", "no checkpoint\n")
        let attempts = [
            ["verify", program.path("nowhere")], ["verify", program.folder.path],
            ["verify", log.path, "--pin", program.path("nowhere")],
            ["verify", log.path, "--pin", text], ["verify", log.path, "--policy", text],
            ["verify", log.path, "--policy", text, "--vkey", log.key],
        ]
        for attempt in attempts {
            let outcome = try program.run(attempt)
            #expect(outcome.status == 2 && outcome.output.isEmpty, "\(attempt)")
            #expect(!outcome.messages.isEmpty)
        }
    }

    /// A copy of the log with its data file changed, and what verify says of it.
    private func verify(
        _ program: borrowing Program, _ log: SignedLog, _ change: (inout Data) -> Void
    ) throws -> Program.Outcome {
        let copy = program.path("damaged")
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.copyItem(atPath: log.path, toPath: copy)
        let file = URL(filePath: copy + "/data.mdb")
        var data = try Data(contentsOf: file)
        change(&data)
        try data.write(to: file)
        return try program.run("verify", copy, "--format", "json", through: Self.patience)
    }

    /// Neither a hang nor silence: a finding in JSON, or what could not be read.
    private func expectNoticed(_ outcome: Program.Outcome, _ what: String) throws {
        switch outcome.status {
        case 1:
            let json = try Program.json(outcome.output)
            #expect(json["sound"] as? Bool == false, "\(what)")
            #expect(try !findings(outcome.output).isEmpty, "\(what)")
        case 2:
            #expect(outcome.messages.contains("error: "), "\(what)")
        default:
            Issue.record("\(what): status \(outcome.status), \(outcome.messages)")
        }
    }

    @Test(arguments: [0, 1, 4_095, 4_096, 8_192, 8_193, 20_000])
    func `a data file that is cut short is noticed`(byteCount: Int) throws {
        let program = try Program()
        let log = try program.signedLog()
        let outcome = try verify(program, log) { $0 = $0.prefix(byteCount) }
        try expectNoticed(outcome, "cut to \(byteCount)")
    }

    @Test func `a data file of which nothing is left but its head is noticed`() throws {
        let program = try Program()
        let log = try program.signedLog()
        for byte in [UInt8(0xFF), 0] {
            let outcome = try verify(program, log) { data in
                data.replaceSubrange(
                    8_192..<data.count, with: Data(repeating: byte, count: data.count - 8_192))
            }
            try expectNoticed(outcome, "all pages \(byte)")
        }
    }

    @Test func `whichever page is overwritten, no damage passes for a sound log`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let sound = try program.run("verify", log.path, "--format", "json").output
        let size = try Data(contentsOf: URL(filePath: log.path + "/data.mdb")).count
        var noticed = 0
        for page in 2..<size / 4_096 {
            let outcome = try verify(program, log) { data in
                data.replaceSubrange(
                    page * 4_096..<(page + 1) * 4_096, with: Data(repeating: 0xFF, count: 4_096))
            }
            // A page that nothing refers to may hold anything.
            if outcome.status == 0, outcome.output == sound { continue }
            noticed += 1
            try expectNoticed(outcome, "page \(page)")
        }
        #expect(noticed > 3)
    }
}
