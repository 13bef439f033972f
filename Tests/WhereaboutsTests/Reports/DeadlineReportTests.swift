import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

@Suite struct DeadlineReportTests {
    /// A return at 20:00 on 2 May: the interview is due at 20:00 on 5 May.
    private func tale() throws -> Tale {
        let tale = try Tale()
        try tale.absence("2025-05-02T18:00:00Z")
        try tale.returned("2025-05-02T20:00:00Z")
        return tale
    }

    private func view(_ tale: Tale, _ time: String) throws -> RecordsView {
        try tale.records.asOf(.recorded(before: Tale.moment(time)))
    }

    private func interview(_ report: DeadlineReport) -> JSONValue? {
        report.json()["deadlines"]?.elements.first { $0["duty"] == "returnInterview" }
    }

    @Test func `what is due at this moment is not overdue yet`() throws {
        let tale = try tale()
        let due = try DeadlineReport(view(tale, "2025-05-05T20:00:00Z"), of: .everything)
        #expect(interview(due) == nil)
        let late = try DeadlineReport(view(tale, "2025-05-06T08:30:00Z"), of: .everything)
        let deadline = try #require(interview(late))
        #expect(deadline["ageHours"] == "12.5")
        #expect(deadline["dueAt"] == "2025-05-05T20:00:00Z")
        #expect(deadline["owner"] == "LA1")
        #expect(deadline["home"] == .string(Tale.home))
        #expect(deadline["child"] == "C001")
        #expect(late.text().contains("12.5 h  return home interview"))
    }

    @Test func `all tells the time left too`() throws {
        let report = try DeadlineReport(
            view(tale(), "2025-05-03T20:00:00Z"), of: .everything, in: DeadlineReport.open)
        let deadline = try #require(interview(report))
        #expect(deadline["state"] == "onTrack")
        #expect(deadline["hoursLeft"] == "48.0")
        #expect(deadline["ageHours"] == .null)
    }

    @Test func `a return without a time has a deadline at a time not known, last`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T18:00:00Z")
        try tale.returned("2025-05-02T23:00:00Z", precision: "date")
        let report = try DeadlineReport(
            view(tale, "2025-06-01T00:00:00Z"), of: .everything, in: DeadlineReport.open)
        let last = try #require(report.json()["deadlines"]?.elements.last)
        #expect(last["duty"] == "returnInterview")
        #expect(last["state"] == "unknown")
        #expect(last["dueAt"] == .null)
    }

    @Test func `deadlines stand by when they are due`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let due = try view.deadlines(of: .everything, in: DeadlineReport.open)
            .compactMap(\.deadline.due)
        #expect(due.count > 10)
        #expect(due == due.sorted())
    }

    @Test func `homes and the authority have their own, and together all`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let all = try view.deadlines(of: .everything)
        let homes = try ["SC900001", "SC900002", "SC900003"].flatMap {
            try view.deadlines(of: .home($0))
        }
        #expect(Set(homes) == Set(all))
        #expect(homes.count == all.count)
        #expect(try view.deadlines(of: .authority("LA1")) == all)
    }

    @Test func `of one whose Home Office was told nothing is owed, of the other two`() throws {
        let records = try Journals.records("af14.jsonl")
        let view = try records.asOf(.recorded(before: Tale.moment("2025-12-01T00:00:00Z")))
        let owed = try view.deadlines(of: .everything).filter {
            [.homeOfficeMissing, .homeOfficeFound].contains($0.deadline.duty)
        }
        #expect(owed.map(\.child) == ["U14002", "U14002"])
    }

    @Test func `an unknown home or authority is refused with a remedy`() throws {
        let view = try tale().records.asOf(.now)
        #expect(throws: RecordError.unknownHome("SC9", kind: nil)) {
            try view.deadlines(of: .home("SC9"))
        }
        #expect(throws: RecordError.unknownAuthority("LA9")) {
            try view.deadlines(of: .authority("LA9"))
        }
        #expect("\(RecordError.unknownAuthority("LA9"))".contains("check the code"))
    }
}
