import EventLog
import Merkle
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// An audit's findings, for people and for machines.
@Suite struct AuditTextTests {
    private let folder: TemporaryFolder
    private let path: String
    private let size: UInt64

    /// A log of a home, a child and an absence, with a checkpoint of all of it.
    init() throws {
        folder = try TemporaryFolder()
        let path = folder.path("log")
        let scenario = try Scenario { try Records.open(at: path, keys: MemoryKey(), clock: $0) }
        try scenario.given(home: "SC000001")
            .given(child: "C001", born: "2011-03-04", placedAt: "SC000001").given(.absence())
        let log = scenario.records
        let key = try SignerKey(name: try #require(try log.log.origin()))
        size = try log.makeCheckpointAndWait(signedBy: key).checkpoint.size
        try log.close()
        self.path = path
    }

    private func report() throws -> AuditReport { try Records.audit(at: path) }

    private func json() throws -> JSONValue {
        AuditText(try report(), isPinned: false, hasPolicy: true).json
    }

    @Test func `the JSON has these members, of these types`() throws {
        let json = try json()
        #expect(
            json.names == [
                "sound", "origin", "size", "root", "children", "anchors", "soundCheckpoints",
                "pinned", "policy", "findingCount", "findings",
            ])
        #expect(json["sound"] == .bool(true))
        #expect(json["pinned"] == .bool(false) && json["policy"] == .bool(true))
        #expect(json["size"] == .integer(Int64(size)))
        #expect(json["children"] == 1 && json["anchors"] == 1 && json["findingCount"] == 0)
        #expect(json["soundCheckpoints"] == .array([.integer(Int64(size))]))
        #expect(json["findings"] == .array([]))
        for name in ["origin", "root"] {
            guard case .string(let text)? = json[name], !text.isEmpty else {
                Issue.record("\(name) is no text")
                continue
            }
        }
    }

    @Test func `findings come as they were met, and say where, which rule and what`() throws {
        let log = ClosedLog(path)
        try log.change(entry: 2) { $0?[60] ^= 1 }
        try log.change(entry: size - 2) { $0?[60] ^= 1 }
        try log.change(words: 2) { $0?[20] ^= 1 }
        let report = try report()
        let findings = try #require(try json()["findings"]?.elements)
        #expect(findings.count == report.findings.count)
        for (member, finding) in zip(findings, report.findings) {
            #expect(member["rule"] == .string(finding.rule.code))
            #expect(member["text"] == .string(finding.rule.description))
            #expect(member.names.count == 3 && member.names.suffix(2) == ["rule", "text"])
            if case .entry(let position) = finding.place {
                #expect(member["position"] == .integer(Int64(position.rawValue)))
            }
            if case .checkpoint(let size) = finding.place {
                #expect(member["checkpoint"] == .integer(Int64(size)))
            }
        }
        let checksums = findings.filter { $0["rule"] == .string("checksum") }
        #expect(checksums.map { $0["position"] } == [2, .integer(Int64(size - 2))])
        #expect(findings.contains { $0["rule"] == .string("sealedDigest") && $0["position"] == 2 })
        #expect(findings.last?["checkpoint"] == .integer(Int64(size)))
    }

    @Test func `the text has a line for each finding, and then the answer`() throws {
        try ClosedLog(path).change(entry: 2) { $0?[60] ^= 1 }
        let report = try report()
        let text = AuditText(report, isPinned: true, hasPolicy: true).text
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.prefix(report.findingCount) == report.findings.map(\.description)[...])
        #expect(lines[0].hasPrefix("position 2: "))
        #expect(lines[report.findingCount].hasPrefix("NOT SOUND: \(size) entries, 1 children"))
        #expect(text.contains("note: no checkpoint vouches for the log"))
        #expect(!text.contains("--pin") && !text.contains("the log itself names"))
    }

    @Test func `an audit that did not end is not sound`() {
        let finding = AuditFinding(.log, .unreadable(reason: "it crashed"))
        let json = AuditText.json(of: finding)
        #expect(json["sound"] == .bool(false) && json["findingCount"] == 1)
        #expect(json["findings"]?.elements.first?["place"] == .string("log"))
        #expect(json["findings"]?.elements.first?["rule"] == .string("unreadable"))
        let text = AuditText.text(of: finding)
        #expect(text.hasPrefix("log: ") && text.contains("it crashed"))
        #expect(text.contains("NOT SOUND"))
    }
}
