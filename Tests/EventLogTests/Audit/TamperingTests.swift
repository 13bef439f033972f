import EventLog
import LMDB
import Merkle
import TestSupport
import Testing

/// A full audit finds what was done to a log behind its back, and says where.
@Suite struct TamperingTests {
    private let key: SignerKey
    private let home: LogHome
    /// 600 entries about 5 subjects, a checkpoint, 100 entries more, another checkpoint.
    private let signed: [SignedCheckpoint]

    init() throws {
        key = try SignerKey(name: "example.org/log")
        home = try LogHome(.lmdb)
        let log = try home.open()
        _ = try log.appendAndWait((1...600).map(Self.draft))
        let first = try log.makeCheckpointAndWait(signedBy: key)
        _ = try log.appendAndWait((601...700).map(Self.draft))
        signed = [first, try log.makeCheckpointAndWait(signedBy: key)]
    }

    private static func draft(_ number: UInt64) -> EntryDraft {
        let subject = number < 6 ? number : 1 + number % 5
        let words = number % 50 == 0 ? "words \(number)" : nil
        return .numbered(number, subject: subject, scope: 1 + (number + 1) % 2, narrative: words)
    }

    private func audit(_ options: LogAudit.Options = .init()) throws -> AuditReport {
        try LogAudit(of: home.store, options: options).run()
    }

    private func rules(
        at place: AuditFinding.Place, in report: AuditReport
    ) -> [AuditRule] {
        report.findings.filter { $0.place == place }.map(\.rule)
    }

    @Test func `a sound log has no findings`() throws {
        var options = LogAudit.Options()
        options.pins = signed
        let report = try audit(options)
        #expect(report.findings == [])
        #expect(report.soundCheckpoints == signed.map(\.checkpoint.size))
        #expect(report.root == signed[1].checkpoint.root)
        #expect(report.size == 704 && report.subjectCount == 5 && report.anchorCount == 2)
        try home.close()
    }

    @Test(arguments: [0, 3, 50, 100, 121])
    func `a flipped byte in an entry is found at its position`(offset: Int) throws {
        try home.tamper("entries", UInt64(300)) { $0?[4 + offset] ^= 0x10 }
        let report = try audit()
        #expect(rules(at: .entry(300), in: report).contains(.checksum))
        #expect(report.soundCheckpoints == [])
        try home.close()
    }

    @Test func `a flipped byte with the right checksum is found by the tree`() throws {
        try home.forge(300) { $0[EntryLayout.occurredAt] ^= 1 }
        let report = try audit()
        let broken = report.findings.compactMap { finding -> UInt64? in
            guard case .checkpoint(let size) = finding.place, case .root = finding.rule
            else { return nil }
            return size
        }
        #expect(broken == signed.map(\.checkpoint.size))
        // The nodes that were stored when it was appended say where to look.
        #expect(report.findings.contains { $0.place == .node(.init(level: 8, index: 1)) })
        #expect(report.findings.contains { $0.rule == .anchor(.mapRoot) })
        try home.close()
    }

    @Test func `a flipped byte in a sealed record is found at its entry`() throws {
        try home.tamper("sealed", UInt64(100)) { $0?[20] ^= 1 }
        try #expect(audit().findings == [AuditFinding(.entry(100), .sealedDigest)])
        try home.close()
    }

    @Test func `a sealed record that is gone without erasure is found`() throws {
        try home.tamper("sealed", UInt64(100)) { $0 = nil }
        try home.tamper("sealed", UInt64(101)) { $0 = [1, 2, 3] }
        try #expect(
            audit().findings == [
                AuditFinding(.entry(100), .sealedMissing),
                AuditFinding(.entry(101), .sealedOrphan),
            ])
        try home.close()
    }

    @Test func `words put back after their erasure are found behind a damaged entry`() throws {
        // 300 stands between 100 and the erasing entry, in the history of the same subject.
        var words: [UInt8]?
        try home.tamper("sealed", UInt64(100)) { words = $0 }
        let erased = try #require(try home.open().erase(.narrative, of: 1, id: 800))
        try home.tamper("sealed", UInt64(100)) { $0 = words }
        try home.tamper("entries", UInt64(300)) { $0?[104] ^= 0x10 }
        let report = try audit()
        #expect(rules(at: .entry(300), in: report).contains(.checksum))
        #expect(
            rules(at: .entry(100), in: report)
                == [.sealedAfterErasure(erasedAt: erased.position)])
        try home.close()
    }

    @Test func `a flipped byte in a stored node is found at the node`() throws {
        let name = Array("nodes/".utf8) + UInt64(1).bigEndianBytes
        try home.tamper(derived: name) { $0?[33] ^= 1 }
        let node = AuditFinding.Place.node(NodeAddress(level: 9, index: 0))
        try #expect(audit().findings == [AuditFinding(node, .storedNode)])
        try home.close()
    }

    @Test func `a changed checkpoint is found by its size`() throws {
        let size = signed[0].checkpoint.size
        let name = Array("checkpoint/".utf8) + size.bigEndianBytes
        for offset in [0, 20, 60, 100, 140] {
            try home.tamper("notes", name) { $0?[offset] ^= 1 }
            let report = try audit()
            #expect(!rules(at: .checkpoint(size: size), in: report).isEmpty, "byte \(offset)")
            #expect(report.soundCheckpoints == [signed[1].checkpoint.size])
            try home.tamper("notes", name) { $0?[offset] ^= 1 }
        }
        try home.close()
    }

    @Test func `an entry removed is found at its position`() throws {
        try home.tamper("entries", UInt64(299)) { $0 = nil }
        let report = try audit()
        #expect(rules(at: .entry(299), in: report) == [.missing])
        // Its subject's next entry names it, its scope's next entry too; then all goes on.
        let linked = report.findings.filter {
            switch $0.rule {
            case .previousOfSubject, .previousOfScope, .place: true
            default: false
            }
        }
        #expect(linked.count == 3)
        #expect(report.soundCheckpoints == [])
        try home.close()
    }

    @Test func `the last entries removed are found by the checkpoint`() throws {
        for position in UInt64(690)..<704 {
            try home.tamper("entries", position) { $0 = nil }
        }
        let report = try audit()
        let size = signed[1].checkpoint.size
        #expect(rules(at: .checkpoint(size: size), in: report) == [.rolledBack(size: 690)])
        #expect(report.soundCheckpoints == [signed[0].checkpoint.size])
        try home.close()
    }

    @Test func `two entries swapped are found at both positions`() throws {
        var (first, second): ([UInt8]?, [UInt8]?) = (nil, nil)
        try home.tamper("entries", UInt64(300)) { first = $0 }
        try home.tamper("entries", UInt64(301)) { second = $0 }
        try home.tamper("entries", UInt64(300)) { $0 = second }
        try home.tamper("entries", UInt64(301)) { $0 = first }
        let report = try audit()
        #expect(rules(at: .entry(300), in: report).contains(.position(said: 301)))
        #expect(rules(at: .entry(301), in: report).contains(.position(said: 300)))
        try home.close()
    }

    @Test func `an entry inserted in the middle is found`() throws {
        // Everything behind moves up by one, as far as the keys go.
        var moved: [UInt8]?
        for position in UInt64(300)...704 {
            try home.tamper("entries", position) { value in
                (value, moved) = (moved ?? value, value)
            }
        }
        let report = try audit()
        #expect(rules(at: .entry(301), in: report).contains(.position(said: 300)))
        #expect(report.soundCheckpoints == [])
        try home.close()
    }

    @Test func `an entry hidden from the links of its subject is found`() throws {
        // 306 is the subject's entry behind 301: it is made to name 296 instead.
        try home.forge(306) { bytes in
            bytes.replaceSubrange(
                EntryLayout.previousOfSubject..<EntryLayout.previousOfSubject + 8,
                with: UInt64(296).littleEndianBytes)
        }
        let report = try audit()
        #expect(
            rules(at: .entry(306), in: report)
                == [.previousOfSubject(expected: 301, found: 296)])
        try home.close()
    }

    @Test func `a history that ends is found at the next anchor only`() throws {
        // 702 is the last entry before the second anchor, and of a subject that the first one has.
        try home.forge(702) { bytes in
            bytes.replaceSubrange(
                EntryLayout.place..<EntryLayout.place + 8, with: UInt64(0).littleEndianBytes)
        }
        let report = try audit()
        #expect(rules(at: .entry(602), in: report) == [])
        #expect(
            rules(at: .entry(703), in: report) == [.anchor(.subjects(expected: 4, found: 5))])
        try home.close()
    }

    @Test func `two subjects with one stream key are found at every anchor`() throws {
        try home.forge(2) { bytes in
            let keys = [UInt64(2), 1].map { low in
                Array(repeating: UInt64(7).bigEndianBytes + low.bigEndianBytes, count: 2)
                    .flatMap(\.self)
            }
            if let range = bytes.firstRange(of: keys[0]) {
                bytes.replaceSubrange(range, with: keys[1])
            }
        }
        let report = try audit()
        #expect(rules(at: .entry(602), in: report) == [.anchor(.repeatedKey)])
        #expect(rules(at: .entry(703), in: report) == [.anchor(.repeatedKey)])
        try home.close()
    }

    @Test func `an entry recorded twice is found at the second`() throws {
        try home.forge(305) { bytes in
            let id = EntryID(high: 7, low: 300)
            bytes.replaceSubrange(
                EntryLayout.id..<EntryLayout.id + 16,
                with: id.high.bigEndianBytes + id.low.bigEndianBytes)
        }
        let report = try audit()
        #expect(rules(at: .entry(305), in: report) == [.repeatedID(first: 300)])
        try home.close()
    }

    @Test func `an older copy is found by a pin`() throws {
        var options = LogAudit.Options()
        options.pins = signed
        let other = try LogHome()
        _ = try other.open().appendAndWait((1...600).map(Self.draft))
        let report = try LogAudit(of: other.store, options: options).run()
        #expect(
            report.findings.filter { $0.rule == .rolledBack(size: 601) }.map(\.place)
                == signed.map { .checkpoint(size: $0.checkpoint.size) })
        try home.close()
    }

    @Test func `a fork is found by a pin`() throws {
        var options = LogAudit.Options()
        options.pins = signed
        let other = try LogHome()
        _ = try other.open().appendAndWait((1...800).map { Self.draft($0 == 400 ? 900 : $0) })
        let report = try LogAudit(of: other.store, options: options).run()
        #expect(report.findings.count == 2)
        for pin in signed {
            let found = try other.open().root(ofSize: pin.checkpoint.size)
            #expect(
                report.findings.contains(
                    AuditFinding(
                        .checkpoint(size: pin.checkpoint.size),
                        .forked(pinned: pin.checkpoint.root, found: found))))
        }
        try home.close()
    }

    @Test func `a missing signature is found under a policy that wants one`() throws {
        let witness = try CosignerKey(name: "regulator.example/w1")
        let log = "log \(key.verifierKey)\n"
        let wanted = log + "witness w \(witness.verifierKey)\nquorum w\n"
        var options = LogAudit.Options()
        options.policy = try TrustPolicy(parsing: log + "quorum none\n")
        try #expect(audit(options).isSound)
        options.policy = try TrustPolicy(parsing: wanted)
        let size = signed[1].checkpoint.size
        let found = rules(at: .checkpoint(size: size), in: try audit(options))
        guard case .policy? = found.first, found.count == 1 else {
            Issue.record("found \(found)")
            return
        }
        let cosignature = try witness.cosign(signed[1].checkpoint, at: 1_700_000_000)
        _ = try home.open().addCosignatures([cosignature], toCheckpointOfSize: size)
        try #expect(audit(options).isSound)
        try home.close()
    }

    @Test func `a checkpoint signed with a key that the log does not name is found`() throws {
        let checkpoint = signed[1].checkpoint
        let stranger = try SignerKey(name: "example.org/log")
        let forged = try SignedCheckpoint(checkpoint, signedBy: stranger)
        let name = Array("checkpoint/".utf8) + checkpoint.size.bigEndianBytes
        try home.tamper("notes", name) { $0 = forged.bytes }
        let found = rules(at: .checkpoint(size: checkpoint.size), in: try audit())
        guard case .signature? = found.first, found.count == 1 else {
            Issue.record("found \(found)")
            return
        }
        try home.close()
    }
}
