import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Children who go missing again and again, and episodes that nobody explains.
@Suite struct PersistenceReportTests {
    private func tale(days: [String]) throws -> Tale {
        let tale = try Tale()
        for day in days {
            try tale.absence("\(day)T18:00:00Z")
            try tale.returned("\(day)T20:00:00Z")
        }
        return tale
    }

    @Test func `three in 30 days meet two rules, with what was done about them`() throws {
        let tale = try tale(days: ["2025-05-02", "2025-05-10", "2025-05-31"])
        let meeting = try tale.add(
            .strategyMeetingHeld, "2025-06-02T10:00:00Z", ["attendees": ["police"]],
            by: .placingAuthorityWorker("W-1"))
        let report = try PersistentReport(
            tale.records.asOf(.now), during: .year(2025), home: HomeID(Tale.home))
        let child = try #require(report.json()["children"]?.elements.first)
        #expect(child["child"] == "C001")
        #expect(child["missingEpisodes"] == 3)
        #expect(child["rules"] == ["persistent", "strategyMeeting"])
        #expect(child.at("lastMeeting", "id") == .string(meeting.id.description))
        #expect(child["reviewRequested"] == .null)
        #expect(report.text().contains("2025-06-02  none"))
    }

    @Test func `three in 31 days are persistent, and call for no meeting`() throws {
        let tale = try tale(days: ["2025-05-02", "2025-05-10", "2025-06-01"])
        let json = try PersistentReport(tale.records.asOf(.now), during: .year(2025)).json()
        #expect(json["children"]?.elements.first?["rules"] == ["persistent"])
    }

    @Test func `a limit that was set stands in the head and in the rule`() throws {
        let tale = try tale(days: ["2025-05-02", "2025-05-10"])
        try tale.add(
            .thresholdSet, "2025-06-01T10:00:00Z",
            ["name": "persistentCount", "value": 2, "validFrom": "2025-01-01"], child: nil)
        let report = try PersistentReport(tale.records.asOf(.now), during: .year(2025))
        #expect(
            report.json()["thresholds"] == [
                [
                    "name": "persistentCount", "value": 2, "validFrom": "2025-01-01", "standard": 3,
                ]
            ])
        #expect(report.text().contains("persistentCount 2 from 2025-01-01 (standard 3)"))
        #expect(report.json().at("rules", "persistent") == "2 in 90 days")
        #expect(report.json()["children"]?.elements.count == 1)
    }

    @Test func `nobody is said, where nobody meets a rule`() throws {
        let tale = try tale(days: ["2025-05-02"])
        let report = try PersistentReport(tale.records.asOf(.now), during: .year(2025))
        #expect(report.json()["children"] == [])
        #expect(report.text().hasSuffix("no child meets a rule\n"))
    }

    @Test func `unexplained episodes stand beside those that ended`() throws {
        let tale = try tale(days: ["2025-05-02", "2025-06-10", "2025-06-11"])
        let view = try tale.records.asOf(.recorded(before: Tale.moment("2025-06-30T00:00:00Z")))
        let report = try UnexplainedReport(view, during: .year(2025))
        let home = try #require(report.json()["homes"]?.elements.first)
        #expect(
            home["unexplainedOfEnded"]
                == ["numerator": 3, "denominator": 3, "percent": "100.0 %"])
        #expect(home.at("ids", "unexplained")?.elements.count == 3)
    }

    @Test func `months and strategies count up to the last day that has come`() throws {
        let tale = try tale(days: ["2025-05-02", "2025-06-10", "2025-06-11"])
        try tale.add(
            .strategyRecorded, "2025-06-12T09:00:00Z",
            ["scope": "home", "from": "2025-06-12", "review": "2025-09-30"], child: nil,
            home: Tale.home)
        let view = try tale.records.asOf(.recorded(before: Tale.moment("2025-06-30T00:00:00Z")))
        let report = try UnexplainedReport(view, during: .year(2025))
        let home = try #require(report.json()["homes"]?.elements.first)
        #expect(home["unexplainedMonths"] == 2)
        #expect(home["strategyInForce"] == true)
        #expect(report.text().contains("SC000001   yes"))
    }

    @Test func `a home where no episode ended has none unexplained`() throws {
        let report = try UnexplainedReport(
            Tale().records.asOf(.now), during: .year(2025), home: HomeID(Tale.home))
        #expect(report.text().contains("none (0 of 0)"))
    }
}
