import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

@Suite struct HistoryReportTests {
    private func json(_ tale: Tale, _ time: String) throws -> JSONValue {
        let view = try tale.records.asOf(.recorded(before: Tale.moment(time)))
        return try HistoryReport(view, of: ChildID(Tale.child)).json()
    }

    @Test func `the head says age, placement and authority as of the view`() throws {
        let tale = try Tale()
        let before = try json(tale, "2026-02-03T00:00:00Z")
        #expect(before["age"] == 16)
        #expect(before["ageSource"] == "birth")
        #expect(try json(tale, "2026-02-02T23:59:59Z")["age"] == 15)
        #expect(before["placement"] == .string(Tale.home))
        #expect(before["responsibleAuthority"] == "LA1")
        #expect(before["placedInArea"] == true)
    }

    @Test func `a placement that has ended is none`() throws {
        let tale = try Tale()
        try tale.add(
            .placementEnded, "2025-06-01T10:00:00Z",
            ["placementId": "C001-1", "to": "2025-06-01T10:00:00Z", "rec": "X1"], home: Tale.home)
        let json = try json(tale, "2025-06-02T00:00:00Z")
        #expect(json["placement"] == .null)
        #expect(json["placedInArea"] == .null)
        #expect(try self.json(tale, "2025-06-01T09:00:00Z")["placement"] == .string(Tale.home))
    }

    @Test func `totals count segments and hours, an open episode up to the view`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T18:00:00Z")
        try tale.known("2025-05-02T19:00:00Z")
        try tale.returned("2025-05-02T20:00:00Z")
        try tale.absence("2025-05-09T18:00:00Z")
        let totals = try #require(try json(tale, "2025-05-09T20:30:00Z")["totals"])
        #expect(totals["episodes"] == 2)
        #expect(totals["missingIncidents"] == 2)
        #expect(totals["awayIncidents"] == 1)
        #expect(totals["hours"] == "4.5")
        #expect(totals["lastInterview"] == .null)
    }

    @Test func `flags stand with name, nature and evidence, entries with their lag`() throws {
        let tale = try Tale()
        let late = try tale.absence("2025-05-02T18:00:00Z", recorded: "2025-05-04T18:00:00Z")
        let json = try json(tale, "2025-05-04T19:00:00Z")
        let flag = try #require(json["flags"]?.elements.first { $0["flag"] == "F01" })
        #expect(flag["name"] == "LATE_ENTRY")
        #expect(flag["nature"] == "recording")
        #expect(flag["ids"] == [.string(late.id.description)])
        let entry = json["entries"]?.elements.last
        #expect(entry?["lagSeconds"] == 172_800)
    }

    @Test func `deadlines stand with their state and the time left`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T18:00:00Z")
        try tale.returned("2025-05-02T20:00:00Z")
        let deadlines = try json(tale, "2025-05-03T20:00:00Z")["deadlines"]?.elements
        let interview = try #require(deadlines?.first { $0["duty"] == "returnInterview" })
        #expect(interview["state"] == "onTrack")
        #expect(interview["hoursLeft"] == "48.0")
        #expect(interview["owner"] == "LA1")
    }

    @Test func `the names that stood before are all there`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let json = try HistoryReport(view, of: "D001").json()
        #expect(Set(json.names).isSuperset(of: ["child", "entries", "episodes"]))
        let entry = try #require(json["entries"]?.elements.first)
        #expect(
            Set(entry.names).isSuperset(of: [
                "position", "id", "kind", "occurredAt", "recordedAt", "actor", "facts",
                "narrative", "flags", "correctedBy",
            ]))
        let episode = try #require(json["episodes"]?.elements.first)
        #expect(
            Set(episode.names).isSuperset(of: [
                "id", "home", "startedAt", "foundAt", "returnedAt", "endedOtherwise",
                "policeClosedAt", "open", "segments", "policeReports", "policeGrades", "rhi",
                "flags",
            ]))
    }
}
