import EventLog
import Testing
import Whereabouts
import WhereaboutsReports

/// The reports that a log has issued, and making them again.
@Suite struct IssuedListTests {
    @Test func `every issued report is listed with its question, and can be made again`() throws {
        let tale = try IssuingTale()
        let first = try tale.issue(.counts, as: .json)
        let second = try tale.issue(.history, as: .csv)
        let issued = try tale.records.issuedReports()
        #expect(issued.map(\.id) == [first.statement.id, second.statement.id])
        #expect(issued.map(\.name) == ["counts", "history"])
        #expect(issued.map(\.size) == [first.statement.size, second.statement.size])
        #expect(issued.map(\.question) == [.whole(.counts, as: .json), .whole(.history, as: .csv)])
        #expect(issued.allSatisfy { $0.supersededBy == nil && $0.actor?.role == .system })
        try tale.tale.returned("2025-05-07T07:00:00Z")
        for report in [first, second] {
            let again = try tale.records.reprint(report.statement.id)
            #expect(again.isSame)
            #expect(again.output == report.output)
        }
    }

    @Test func `what was issued later is not listed as of earlier`() throws {
        let tale = try IssuingTale()
        let before = try tale.records.asOf(.now).size
        _ = try tale.issue(.counts)
        #expect(try tale.records.issuedReports(asOf: .size(before)).isEmpty)
        #expect(try tale.records.issuedReports().count == 1)
    }

    @Test func `a report that another replaces says so`() throws {
        let tale = try IssuingTale()
        let (old, new) = (try tale.issue(.counts), try tale.issue(.counts, as: .json))
        let facts = ReportSuperseded.with { $0.by = new.statement.id }
        let entry = try NewEntry(
            facts, occurred: .at(tale.records.log.now), by: .registeredManager("M-1"),
            refersTo: old.statement.id)
        try tale.records.recordAndWait([entry])
        let issued = try tale.records.issuedReports()
        #expect(issued.map(\.supersededBy) == [new.statement.id, nil])
        let text = IssuedListText(issued).text
        #expect(text.contains("superseded by \(new.statement.id)"))
    }

    @Test func `an entry that records no report cannot be made again`() throws {
        let tale = try IssuingTale()
        #expect(throws: IssueError.notRecorded) { try tale.records.reprint(tale.absence.id) }
        #expect(throws: IssueError.notRecorded) {
            try tale.records.reprint(EntryID(high: 1, low: 1))
        }
    }

    @Test func `a page cannot be issued without what makes pages`() throws {
        let tale = try IssuingTale()
        #expect(throws: IssueError.noPages) { try tale.issue(.counts, as: .html) }
        #expect(throws: IssueError.onlyAsPage(.replay)) { try tale.issue(.replay) }
        #expect(try tale.records.issuedReports().isEmpty)
    }
}
