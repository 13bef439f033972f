import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

@Suite struct SummaryReportTests {
    private func golden(_ name: String) throws -> String {
        try String(
            contentsOf: Folders.fixtures.appending(path: "reports").appending(path: name),
            encoding: .utf8)
    }

    @Test func `the summary of a home of the demo is that of the fixture`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let report = try SummaryReport(view, during: .year(2025), home: "SC900003")
        #expect(try report.text() == golden("demo-summary.txt"))
        #expect(try report.json().text + "\n" == golden("demo-summary.json"))
    }

    @Test func `the items of the form are data, and a host may give its own`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let items = [InspectionItem("12", "times away", .awayIncidents)]
        let report = try SummaryReport(view, during: .year(2025), home: "SC900003", items: items)
        #expect(report.json()["annexA"]?.elements.count == 1)
        #expect(report.text().contains("  12 times away: 1\n"))
    }

    @Test func `restraints are not recorded, which is no data`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let report = try SummaryReport(view, during: .year(2025), home: "SC900003")
        let item = report.json()["annexA"]?.elements.first { $0["code"] == "8a" }
        #expect(item?["value"] == .null)
        #expect(report.text().contains("  8a times restraint was used: no data\n"))
    }

    @Test func `where nobody was placed nobody lives; where children go all the same, no data`()
        throws
    {
        let tale = try Tale()
        func text(_ home: String) throws -> String {
            try SummaryReport(
                tale.records.asOf(.now), during: .year(2025), home: HomeID(home)
            ).text()
        }
        #expect(try text(Tale.otherHome).contains("  7 children resident now: 0\n"))
        let absence = try tale.absence("2025-05-02T20:00:00Z")
        try tale.correct(absence, "2025-05-03T09:00:00Z", "home", to: .string(Tale.otherHome))
        let view = try tale.records.asOf(.now)
        let other = try text(Tale.otherHome)
        #expect(other.contains("  7 children resident now: no data\n"))
        #expect(other.contains("  resident days: no data\n"))
        #expect(other.contains("  9a times away without authorisation: 0\n"))
        let own = try SummaryReport(view, during: .year(2025), home: HomeID(Tale.home)).text()
        #expect(own.contains("  7 children resident now: 1\n"))
    }

    @Test func `a decision about Ofsted stands with its lag after the report to the police`() throws
    {
        let tale = try Tale()
        try tale.absence("2025-05-02T20:00:00Z")
        try tale.report("2025-05-02T21:00:00Z")
        let decided = try tale.add(
            .ofstedNotificationDecided, "2025-05-03T09:30:00Z", ["decision": "not-serious"],
            by: .registeredManager("M-1"))
        let view = try tale.records.asOf(.now)
        let report = try SummaryReport(view, during: .year(2025), home: HomeID(Tale.home))
        let decision = try #require(report.json()["decisions"]?.elements.first)
        #expect(report.json()["notifications"] == [])
        #expect(report.json()["decisionCount"] == 1)
        #expect(report.json()["notificationCount"] == 0)
        #expect(decision["id"] == .string(decided.id.description))
        #expect(decision["decision"] == "not-serious")
        #expect(decision["lagHours"] == "12.5")
        #expect(report.text().contains("decided: not-serious, 12.5 h\n"))
    }

    @Test func `all homes have a total, and each the figures that it has alone`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let all = try SummaryReport(view, during: .year(2025)).json()
        #expect(all.at("total", "counts", "absences") == 8)
        let homes = (all["homes"]?.elements ?? []).filter { $0["home"] != .null }
        #expect(homes.count == 3)
        for home in homes {
            guard case .string(let id)? = home["home"] else { continue }
            let alone = try SummaryReport(view, during: .year(2025), home: HomeID(id)).json()
            for name in home.names { #expect(alone[name] == home[name]) }
        }
    }

    @Test func `an opening corrected to another home counts there`() throws {
        let tale = try Tale()
        let absence = try tale.absence("2025-05-02T20:00:00Z")
        try tale.correct(absence, "2025-05-03T09:00:00Z", "home", to: .string(Tale.otherHome))
        let view = try tale.records.asOf(.now)
        let counts = try view.counts(during: .year(2025)).homes
        #expect(counts.map(\.home?.text) == [Tale.otherHome])
        let alone = try view.counts(of: HomeID(Tale.otherHome), during: .year(2025))
        #expect(alone.absences.count == 1)
    }

    @Test func `residents stand with the entries that say so, those at risk too`() throws {
        let tale = try Tale()
        let view = try tale.records.asOf(.now)
        let placed = try #require(
            try tale.history().entries.first { $0.kind == .placementStarted }?.id)
        func ids(_ code: String, _ view: RecordsView) throws -> JSONValue? {
            let report = try SummaryReport(view, during: .year(2025), home: HomeID(Tale.home))
            return report.json()["annexA"]?.elements.first { $0["code"] == .string(code) }?["ids"]
        }
        #expect(try ids("7", view) == [.id(placed)])
        // Nobody has assessed the child: that is not "no risk".
        #expect(try ids("10", view) == .null)
        try tale.add(
            .riskJudged, "2025-05-02T19:00:00Z",
            [
                "level": "low", "factors": [], "informationBy": "homeStaff",
                "informationAt": "2025-05-02T19:00:00Z",
            ])
        #expect(try ids("10", tale.records.asOf(.now)) == [])
        try tale.add(
            .exploitationConcernRaised, "2025-05-02T20:00:00Z", ["flags": ["cse"]])
        #expect(try ids("10", tale.records.asOf(.now)) == [.id(placed)])
    }

    @Test(arguments: UInt64(1)...10)
    func `a home alone has the figures that it has among all`(seed: UInt64) throws {
        let view = try GeneratedLogs.log(seed: seed).records.asOf(.now)
        for summary in try view.summaries(during: .year(2025)).homes {
            guard let home = summary.counts.home else { continue }
            #expect(try view.summary(of: home, during: .year(2025)) == summary)
        }
    }
}
