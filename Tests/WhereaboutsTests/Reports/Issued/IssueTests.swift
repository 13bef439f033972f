import EventLog
import Merkle
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// What issuing a report records, signs and refuses.
@Suite struct IssueTests {
    private let tale: IssuingTale
    private var records: Records { tale.records }

    init() throws { tale = try IssuingTale() }

    @Test(arguments: ReportQuestion.Name.withText, [ReportQuestion.Form.text, .json, .csv])
    func `every report can be issued, and made again`(
        name: ReportQuestion.Name, form: ReportQuestion.Form
    ) throws {
        let issued = try tale.issue(name, as: form)
        #expect(try records.check(issued.note, output: issued.output) == .same)
        let view = try records.asOf(.size(issued.statement.size))
        #expect(try ReportQuestion.whole(name, as: form).answer(in: view) == issued.output)
        #expect(issued.statement.name == name.rawValue)
    }

    @Test func `the log holds the question and what binds the answer`() throws {
        let checkpoint = try tale.checkpoint().checkpoint
        let issued = try tale.issue(.summary, as: .json)
        let (statement, entry) = (issued.statement, try tale.newest())
        #expect(entry.kind == .reportIssued && entry.id == statement.id)
        #expect(entry.actor == .system("report"))
        #expect(statement.size == checkpoint.size && statement.root == checkpoint.root)
        #expect(statement.origin == checkpoint.origin)
        let facts = try entry.facts(as: ReportIssued.self)
        #expect(facts.type == "summary" && facts.version == ReportQuestion.version)
        #expect(facts.sha256 == statement.output.description)
        #expect(facts.size == Int64(statement.size) && facts.root == statement.root.base64)
        #expect(facts.unreadable == 0 && statement.unreadableCount == 0)
        #expect(facts.unreadableSha256 == statement.unreadable.description)
        #expect(
            facts.parameters
                == #"{"report":"summary","form":"json","from":"2025-01-01","to":"2026-01-01"}"#)
        try #expect(records.log.statement(id: statement.id) == issued.note)
    }

    @Test func `the reports' key signs, which the log declares once, and not the log's`() throws {
        let first = try tale.issue(.counts)
        let second = try tale.issue(.counts)
        let declared = try records.log.declaredKeys().map(\.key)
        #expect(declared == [tale.logKey.verifierKey, tale.reportKey.verifierKey])
        for issued in [first, second] {
            #expect(issued.note.verified(by: [tale.reportKey.verifierKey]).isVerified)
            #expect(!issued.note.verified(by: [tale.logKey.verifierKey]).isVerified)
        }
    }

    @Test func `the same question has the same answer, and its own entry each time`() throws {
        let first = try tale.issue(.summary)
        let second = try tale.issue(.summary)
        #expect(first.output == second.output)
        #expect(first.statement.id != second.statement.id)
        let text = first.statement.text.replacing(
            "\(first.statement.id)", with: "\(second.statement.id)")
        #expect(text == second.statement.text)
    }

    @Test func `an older checkpoint gives the report of that time`() throws {
        let old = try #require(try records.log.newestCheckpoint()).checkpoint.size
        let before = try tale.issue(.counts)
        try tale.tale.absence("2025-05-09T19:00:00Z")
        try tale.checkpoint()
        let now = try tale.issue(.counts)
        let again = try tale.issue(.counts, atSize: old)
        #expect(again.output == before.output && again.output != now.output)
        #expect(again.statement.size == old)
        #expect(try records.check(again.note, output: again.output) == .same)
    }

    @Test func `without a blocked thread it is the same`() async throws {
        let issued = try await records.issue(
            .whole(.bands), signedBy: tale.reportKey, by: .system("nightly"))
        #expect(try records.check(issued.note, output: issued.output) == .same)
        #expect(try tale.newest().actor == .system("nightly"))
        try #expect(records.log.statement(id: issued.statement.id) == issued.note)
    }

    @Test func `a refused report leaves nothing in the log`() throws {
        let size = try records.log.size
        let expected = tale.reportKey.name
        #expect(throws: IssueError.wrongKeyName(key: tale.logKey.name, expected: expected)) {
            try records.issueAndWait(.whole(.counts), signedBy: tale.logKey)
        }
        for missing in [size - 1, size + 1] {
            #expect(throws: IssueError.noCheckpoint(size: missing)) {
                try tale.issue(.counts, atSize: missing)
            }
        }
        #expect(throws: IssueError.incomplete(.counts)) {
            try records.issueAndWait(ReportQuestion(.counts, as: .text), signedBy: tale.reportKey)
        }
        var elsewhere = ReportQuestion.whole(.counts)
        elsewhere.home = "SC999999"
        #expect(throws: RecordError.unknownHome("SC999999", kind: nil)) {
            try records.issueAndWait(elsewhere, signedBy: tale.reportKey)
        }
        #expect(try records.log.size == size)
        try #expect(records.log.declaredKeys().map(\.key) == [tale.logKey.verifierKey])
    }

    @Test func `a log without a checkpoint issues nothing`() throws {
        let records = try Tale.withWords().records
        let origin = try #require(try records.log.origin())
        let key = try SignerKey(name: ReportStatement.keyName(of: origin))
        let size = try records.log.size
        #expect(throws: IssueError.noCheckpoint(size: size)) {
            try records.issueAndWait(.whole(.counts), signedBy: key)
        }
        #expect(try records.log.size == size)
    }
}
