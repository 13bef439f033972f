import EventLog
import Foundation
import Merkle
import SwiftProtobuf
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// What the log says of itself: nobody else can say it, and it stays when a journal leaves.
@Suite struct LogsOwnKindsTests {
    private static let names = [
        "LogCreated", "ImportDeclared", "LogAnchored", "SigningKeyDeclared", "WordsErased",
        "ErasureCompleted", "#66", "#99",
    ]
    private static let moment = Tale.moment("2025-05-01T09:00:00Z")

    private static func line(_ kind: String) -> [UInt8] {
        let line: JSONValue = [
            "id": "00000000-0000-4000-8000-000000000077", "kind": .string(kind),
            "actor": ["id": "host", "role": "system"], "occurredAt": .time(moment),
            "recordedAt": .time(moment), "facts": ["mapRoot": "AAAA", "subjects": 1],
        ]
        return Array(line.text.utf8)
    }

    @Test(arguments: names)
    func `a line that speaks for the log is refused with its number and kind`(
        name: String
    ) throws {
        let kind = try #require(Kind(name: name))
        #expect(throws: JournalProblem.logsOwnKind(kind)) {
            try NewEntry(journalLine: Self.line(name))
        }
        let lines = try Journals.bytes("demo.jsonl").split(separator: UInt8(ascii: "\n"))
        let journal = lines.prefix(3) + [Self.line(name)[...]] + lines.dropFirst(3)
        try Folders.withTemporary { folder in
            let file = folder.appending(path: "forged.jsonl")
            try Data(journal.joined(separator: [UInt8(ascii: "\n")])).write(to: file)
            let records = try Records.inMemory()
            let refused = try records.importJournal(file, onRefusal: .importNothing)
            #expect(!refused.isStored)
            #expect(
                refused.refusals.map(\.description) == [
                    "forged.jsonl:4: kind: only the log itself records \(kind.name); "
                        + "leave the line out"
                ])
            let kept = try records.importJournal(file, onRefusal: .keepGoing)
            #expect(kept.imported == lines.count && kept.refusedCount == 1)
        }
    }

    private static func forgeries() throws -> [NewEntry] {
        func forged(_ facts: some Facts) throws -> NewEntry {
            try NewEntry(facts, occurred: .at(moment), by: .system("host"))
        }
        let root = MerkleHash.zero.base64
        let key = try SignerKey(name: "host").verifierKey.description
        return [
            try forged(LogCreated.with { ($0.origin, $0.formatVersion) = ("host", 1) }),
            try forged(
                ImportDeclared.with { ($0.source, $0.sha256, $0.entries) = ("a", "b", 1) }),
            try forged(LogAnchored.with { ($0.mapRoot, $0.subjects) = (root, 1) }),
            try forged(SigningKeyDeclared.with { $0.verifierKey = key }),
            try forged(
                WordsErased.with {
                    $0.classes = [.narrative]
                    ($0.reason, $0.legalBasis, $0.records, $0.keys) = ("r", "b", 1, 1)
                }),
            try forged(ErasureCompleted.with { ($0.erasures, $0.keyID) = (1, "k") }),
        ]
    }

    @Test func `no host records what only the log says`() throws {
        let tale = try IssuingTale()
        let size = try tale.records.log.size
        for entry in try Self.forgeries() {
            #expect(throws: RecordError.notRecorded(kind: entry.kind)) {
                try tale.records.recordAndWait([entry])
            }
        }
        #expect(try tale.records.log.size == size)
        try #expect(tale.records.log.declaredKeys().map(\.key) == [tale.logKey.verifierKey])
    }

    /// A log with two anchors, two keys, an erasure and three issued reports.
    private static func eventful() throws -> IssuingTale {
        let tale = try IssuingTale()
        for name in [ReportQuestion.Name.counts, .history, .bands] { _ = try tale.issue(name) }
        try tale.tale.erase(.narrative)
        try tale.checkpoint()
        return tale
    }

    @Test func `an export says how many entries of the log's own it left out`() throws {
        let records = try Self.eventful().records
        var lines = 0
        let leftOut = try records.asOf(.now).exportJournal { _ in lines += 1 }
        #expect(
            leftOut == [
                .logCreated: 1, .logAnchored: 2, .signingKeyDeclared: 2, .wordsErased: 1,
            ])
        #expect(try records.log.size == UInt64(lines + 6))
    }

    @Test func `the journal of a log with checkpoints and reports makes a new log`() throws {
        let tale = try Self.eventful()
        let journal = try Journals.export(tale.records)
        try Folders.withTemporary { folder in
            let file = folder.appending(path: "journal.jsonl")
            try Data(journal).write(to: file)
            let copy = try Records.inMemory()
            let report = try copy.importJournal(
                file, recordedAt: .preserve, onRefusal: .importNothing)
            #expect(report.refusals.map(\.description) == [])
            #expect(report.kinds[.reportIssued] == 3)
            #expect(report.kinds[.logAnchored] == nil)
            let origin = try #require(try copy.log.origin())
            try copy.makeCheckpointAndWait(signedBy: try SignerKey(name: origin))
            // The new log declares the import and anchors its own entries.
            let kinds = try copy.entryKinds()
            #expect(kinds.count { $0 == .importDeclared } == 1)
            #expect(kinds.count { $0 == .logAnchored } == 1)
            #expect(kinds.count { $0 == .wordsErased } == 0)
            // The erased words are gone from the journal; everything else is as it was.
            let text = String(decoding: journal, as: UTF8.self)
            let rest = text.replacing(#","narrativeState":"erased""#, with: "")
            #expect(rest != text)
            try #expect(String(decoding: Journals.export(copy), as: UTF8.self) == rest)
        }
    }

    @Test func `a report goes along as an entry, and its statement stays with its log`() throws {
        let tale = try IssuingTale()
        let issued = try tale.issue(.counts)
        try Folders.withTemporary { folder in
            let file = folder.appending(path: "journal.jsonl")
            try Data(try Journals.export(tale.records)).write(to: file)
            let copy = try Records.inMemory()
            _ = try copy.importJournal(file, recordedAt: .preserve, onRefusal: .importNothing)
            #expect(throws: StatementRefusal.otherLog(issued.statement.origin)) {
                try copy.check(issued.note, trusting: [tale.reportKey.verifierKey])
            }
            try #expect(copy.log.positions(of: [issued.statement.id]).count == 1)
            try #expect(copy.log.statement(id: issued.statement.id) == nil)
        }
    }
}
