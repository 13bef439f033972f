import EventLog
import Merkle
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Whether an issued report can be made again: same, differs, or not reproducible.
@Suite struct ReportCheckTests {
    private let tale: IssuingTale
    private var records: Records { tale.records }

    init() throws { tale = try IssuingTale() }

    private func check(_ issued: IssuedReport) throws -> ReportCheck {
        try records.check(issued.note, output: issued.output)
    }

    @Test func `a thousand entries and corrections later it is the same`() throws {
        let issued = try ReportQuestion.Name.withText.map { try tale.issue($0, as: .json) }
        let moment = Tale.moment("2025-05-07T09:00:00Z")
        try records.recordAndWait(
            (0..<1_000).map { _ in
                try NewEntry(
                    IroTold(), child: ChildID(Tale.child), occurred: .at(moment),
                    by: .homeStaff("S-1"))
            })
        try tale.tale.correct(
            tale.absence, "2025-05-07T10:00:00Z", "facts.expectedPlace", to: "the library")
        try tale.tale.withdraw(tale.absence, "2025-05-07T11:00:00Z")
        try tale.checkpoint()
        for report in issued { #expect(try check(report) == .same, "\(report.statement.name)") }
        // The same questions have other answers now.
        #expect(try tale.issue(.counts, as: .json).output != issued[0].output)
    }

    @Test func `an erasure makes only those reports again impossible that used the words`() throws {
        let counts = try tale.issue(.counts)
        let history = try tale.issue(.history)
        let receipt = try tale.tale.erase(.narrative)
        #expect(try check(counts) == .same)
        #expect(try check(history) == .notReproducible(inputs: 1, erasures: [receipt]))
        // Of which the next one knows.
        let next = try tale.issue(.history)
        #expect(next.statement.unreadableCount == 1)
        #expect(try check(next) == .same)
    }

    @Test func `only what was erased after the report was issued is named`() throws {
        let old = try #require(try records.log.newestCheckpoint()).checkpoint.size
        try tale.tale.erase(.narrative)
        let issued = try tale.issue(.history, atSize: old)
        #expect(try check(issued) == .same)
        let later = try tale.tale.erase(.identity, at: "2025-06-02T09:00:00Z")
        guard case .notReproducible(let inputs, let erasures) = try check(issued) else {
            Issue.record("it can be made again")
            return
        }
        // The registration and the change of details.
        #expect(inputs == 2)
        #expect(erasures == [later])
    }

    @Test func `another answer than the signed one differs, and where is said`() throws {
        let counts = try tale.issue(.counts)
        try tale.tale.absence("2025-05-09T19:00:00Z")
        try tale.checkpoint()
        let other = try tale.issue(.counts)
        let forged = try tale.signed(
            counts, replacing: "\(counts.statement.output)", with: "\(other.statement.output)")
        #expect(try records.check(forged) == .differs(nil))
        guard case .differs(let place?) = try records.check(forged, output: other.output) else {
            Issue.record("no difference")
            return
        }
        let texts = [counts.output, other.output].map {
            String(decoding: $0, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
        }
        let line = try #require(zip(texts[0], texts[1]).enumerated().first { $1.0 != $1.1 })
        let column = zip(line.element.0.utf8, line.element.1.utf8).prefix { $0 == $1 }.count
        #expect(line.offset > 0)
        #expect(place.line == line.offset + 1 && place.column == column + 1)
    }

    @Test func `a report with one other byte is not the one that was signed`() throws {
        let issued = try tale.issue(.summary)
        for index in [0, issued.output.count / 2, issued.output.count - 1] {
            var output = issued.output
            output[index] ^= 1
            #expect(throws: StatementRefusal.otherOutput) {
                try records.check(issued.note, output: output)
            }
        }
        #expect(throws: StatementRefusal.otherOutput) {
            try records.check(issued.note, output: issued.output + [0x0A])
        }
        #expect(try records.check(issued.note) == .same)
    }

    @Test func `another log, and another key, say nothing`() throws {
        let issued = try tale.issue(.counts)
        let refusal = StatementRefusal.otherLog(issued.statement.origin)
        #expect(throws: refusal) { try IssuingTale().records.check(issued.note) }
        #expect(throws: refusal) { try Records.inMemory().check(issued.note) }
        let stranger = try SignerKey(name: tale.reportKey.name)
        let note = try stranger.sign(issued.statement.text)
        #expect(throws: StatementRefusal.self) { try records.check(note) }
        #expect(throws: StatementRefusal.self) {
            try records.check(issued.note, trusting: [stranger.verifierKey])
        }
        // The log's own key has not signed for reports, whatever it signs.
        let byLog = try tale.logKey.sign(issued.statement.text)
        #expect(throws: StatementRefusal.self) { try records.check(byLog) }
        #expect(throws: IssueError.notAStatement) {
            try records.check(try tale.reportKey.sign("a letter\n"))
        }
    }

    @Test func `another root or a larger size is not of this log`() throws {
        let issued = try tale.issue(.counts)
        let statement = issued.statement
        let root = try tale.signed(
            issued, replacing: statement.root.base64, with: statement.output.base64)
        #expect(throws: LogProofError.forked(at: statement.size)) { try records.check(root) }
        let size = try tale.signed(
            issued, replacing: "size \(statement.size)\n", with: "size 9000\n")
        let local = try records.log.size
        #expect(throws: LogProofError.rolledBack(local: local, pinned: 9_000)) {
            try records.check(size)
        }
    }

    @Test func `a report that the log does not record is none of its reports`() throws {
        let issued = try tale.issue(.counts)
        let ids = [EntryID(high: 7, low: 7), tale.absence.id]
        for id in ids {
            let note = try tale.signed(
                issued, replacing: "\(issued.statement.id)", with: "\(id)")
            #expect(throws: IssueError.notRecorded) { try records.check(note) }
        }
        // Nor does the entry of another question record it.
        let other = try tale.issue(.bands)
        let note = try tale.signed(
            issued, replacing: "\(issued.statement.id)", with: "\(other.statement.id)")
        #expect(throws: IssueError.notRecorded) { try records.check(note) }
    }

    @Test func `a report of another edition is not compared`() throws {
        let issued = try tale.issue(.counts)
        let note = try tale.signed(issued, replacing: "counts 1", with: "counts 2")
        #expect(throws: StatementRefusal.otherVersion("2")) { try records.check(note) }
    }
}
