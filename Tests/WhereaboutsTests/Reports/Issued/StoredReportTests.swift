import EventLog
import Foundation
import Merkle
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Issued reports of logs on disk: copies, keys, audits.
@Suite struct StoredReportTests {
    private let folder: TemporaryFolder
    private let key = MemoryKey()

    init() throws { folder = try TemporaryFolder() }

    private func open(
        _ name: String = "log", keys: (any KeyWrapping)?, clock: WallClock = .system
    ) throws -> Records {
        try Records.open(
            at: folder.path(name), keys: keys, access: .createIfMissing, clock: clock,
            mapSizeBytes: 1 << 26)
    }

    @Test func `a log that went on from an older copy did not make the report`() throws {
        let tale = try IssuingTale { try open(keys: key, clock: $0) }
        try tale.records.close()
        try FileManager.default.copyItem(atPath: folder.path("log"), toPath: folder.path("copy"))
        let records = try open(keys: key)
        try records.recordAndWait([try Self.entry(1)])
        let size = try records.makeCheckpointAndWait(signedBy: tale.logKey).checkpoint.size
        let issued = try records.issueAndWait(.whole(.counts), signedBy: tale.reportKey)
        try records.close()

        let copy = try open("copy", keys: key)
        let trusted = [tale.reportKey.verifierKey]
        let local = try copy.log.size
        #expect(throws: LogProofError.rolledBack(local: local, pinned: size)) {
            try copy.check(issued.note, trusting: trusted)
        }
        try copy.recordAndWait((2...9).map { try Self.entry($0) })
        #expect(throws: LogProofError.forked(at: size)) {
            try copy.check(issued.note, trusting: trusted)
        }
        // It has not even declared the key.
        #expect(throws: StatementRefusal.self) { try copy.check(issued.note) }
        try copy.close()
    }

    @Test func `an audit finds nothing in a log that issues reports`() throws {
        let tale = try IssuingTale { try open(keys: key, clock: $0) }
        for name in ReportQuestion.Name.withText { _ = try tale.issue(name) }
        try tale.checkpoint()
        _ = try tale.issue(.counts)
        try tale.records.close()
        let report = try Records.audit(at: folder.path("log"))
        #expect(report.findings == [])
        #expect(report.anchorCount == 2)
    }

    @Test func `without the keys a report of words is not said to differ`() throws {
        let tale = try IssuingTale { try open(keys: key, clock: $0) }
        let history = try tale.issue(.history)
        let counts = try tale.issue(.counts)
        try tale.records.close()
        let sealed = try open(keys: nil)
        #expect(try sealed.check(counts.note, output: counts.output) == .same)
        #expect(throws: StatementRefusal.keysRequired) {
            try sealed.check(history.note, output: history.output)
        }
        try sealed.close()
        let opened = try open(keys: key)
        #expect(try opened.check(history.note, output: history.output) == .same)
        try opened.close()
    }

    private static func entry(_ number: UInt64) throws -> NewEntry {
        try NewEntry(
            IroTold(), child: ChildID(Tale.child),
            occurred: .at(Tale.moment("2025-05-07T09:00:00Z")), by: .homeStaff("S-1"),
            id: EntryID(high: 9, low: number))
    }
}
