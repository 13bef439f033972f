import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// "None required" and a time by which an interview is due never stand together.
@Suite struct InterviewOutlookTests {
    private let noticed = DutyStory.noticed
    private let back = DutyStory.back

    private func rhi(_ tale: Tale) throws -> JSONValue {
        let json = try HistoryReport(tale.records.asOf(.now), of: ChildID(Tale.child)).json()
        return try #require(json["episodes"]?.elements.last?["rhi"])
    }

    @Test func `away all along and reported: none is required, none is due`() throws {
        let tale = try Tale()
        try tale.absence(noticed, known: true)
        try tale.report(noticed)
        try tale.offered(Tale.time(noticed, hours: 1))
        try tale.returned(back)
        let rhi = try rhi(tale)
        #expect(rhi["required"] == false)
        #expect(rhi["state"] == "none")
        #expect(rhi["dueAt"] == .null)
        #expect(rhi["deadline"] == .null)
        #expect(rhi["offeredAt"] != .null)
    }

    @Test func `an interview held where none is required is told, and not due`() throws {
        let tale = try Tale()
        try tale.absence(noticed, known: true)
        try tale.returned(back)
        try tale.interviewed(Tale.time(back, hours: 1))
        let rhi = try rhi(tale)
        #expect(rhi["required"] == false)
        #expect(rhi["state"] == "completed")
        #expect(rhi["dueAt"] == .null)
    }

    @Test func `of age on the day of the return: none is required, in visit and history`() throws {
        let tale = try Tale()
        try tale.absence("2028-02-01T20:00:00Z")
        try tale.returned("2028-02-03T10:00:00Z")
        let rhi = try rhi(tale)
        #expect(rhi["required"] == false)
        #expect(rhi["state"] == "none")
        #expect(rhi["dueAt"] == .null)
        let period = Period(
            from: try LocalDate(iso: "2028-02-01"), to: try LocalDate(iso: "2028-03-01"))
        let visit = try VisitReport(
            tale.records.asOf(.now), of: HomeID(Tale.home), during: period
        ).document
        let row = try #require(
            visit.sections.first { $0.name == "episodes" }?.tables.first?.rows.first)
        #expect(row.cells[6] == .text("none"))
    }

    @Test func `a correction that makes an adult of the child takes the interview away`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.returned(back)
        #expect(try rhi(tale)["required"] == true)
        #expect(try rhi(tale)["dueAt"] != .null)
        let registered = try #require(
            try tale.history().entries.first { $0.kind == .childRegistered })
        try tale.add(
            .entryCorrected, Tale.time(back, hours: 1),
            [
                "patches": [["path": "narrative.dob", "new": "2001-02-03"]], "approvedBy": "M-1",
            ], refersTo: registered.id)
        #expect(try rhi(tale)["required"] == false)
        #expect(try rhi(tale)["dueAt"] == .null)
    }

    @Test(arguments: UInt64(1)...6)
    func `what is said of an interview agrees with what is owed`(seed: UInt64) throws {
        let log = TroubledLog(seed: seed)
        let records = try Records.holding(try log.newEntries())
        var seen: Set<Bool> = []
        for child in log.children {
            let history = try records.history(of: child)
            let owed = Set(
                history.deadlines.filter { $0.deadline.duty == .returnInterview }
                    .map(\.deadline.episode))
            for episode in history.episodes {
                let outlook = history.outlook(of: episode)
                #expect(outlook.isRequired == owed.contains(episode.id))
                if outlook.state == .none { #expect(!outlook.isRequired && outlook.due == nil) }
                if outlook.due != nil { #expect(outlook.isRequired) }
                seen.insert(outlook.isRequired)
            }
        }
        #expect(seen.count == 2)
    }
}
