import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

@Suite struct CountsReportTests {
    @Test func `AF1 prints its 1,321 reports, and 364 of the first ten`() throws {
        let records = try Journals.records("af1.jsonl")
        let json = try CountsReport(records.asOf(.now), during: .year(2011)).json()
        #expect(json.at("total", "policeReports") == 1_321)
        #expect(json["topTenPoliceReports"] == 364)
        #expect(json["homes"]?.elements.count == 149)
    }

    @Test func `the names that stood before keep their places and meaning`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let json = try CountsReport(view, during: .year(2025), home: "SC900001").json()
        #expect(
            json.names.filter { !["now", "size", "thresholds"].contains($0) }.prefix(14) == [
                "home", "sector", "from", "to", "absences", "missingIncidents", "awayIncidents",
                "policeReports", "children", "childrenMoreThanOnce", "maxPerChild",
                "childrenMissing", "childrenAway", "openNow",
            ])
        #expect(json["absences"] == 4)
        #expect(json["sector"] == "private")
        #expect(json.at("ids", "missingIncidents")?.elements.count == 4)
    }

    @Test func `hours, grades, resident days and Annex A 9 follow`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let json = try CountsReport(view, during: .year(2025), home: "SC900001").json()
        #expect(json["secondsAway"] == 139_200)
        #expect(json["hours"] == "38.7")
        #expect(json["overnight"] == 3)
        #expect(json.at("grades", "medium") == 1)
        // Two children from 6 January to 26 October, both included.
        #expect(json["residentDays"] == 588)
        #expect(
            json["reportsPer100ResidentDays"]
                == ["numerator": 1, "denominator": 588, "per100": "0.2"])
        #expect(json["annexA9a"] == json["awayIncidents"])
        #expect(json["annexA9b"] == json["childrenAway"])
    }

    @Test func `absences of which no end has a time have no hours, rather than 0`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T20:00:00Z")
        try tale.returned("2025-05-02T23:00:00Z", precision: "date")
        let view = try tale.records.asOf(.now)
        let report = try CountsReport(view, during: .year(2025), home: HomeID(Tale.home))
        #expect(report.json()["hours"] == .null)
        #expect(report.json()["absencesWithoutTime"] == 1)
        #expect(report.text().contains("hours away: no data"))
    }

    @Test func `without resident days nothing can be divided`() throws {
        let tale = try Tale()
        let view = try tale.records.asOf(.now)
        let report = try CountsReport(view, during: .year(2025), home: HomeID(Tale.otherHome))
        #expect(report.json().at("reportsPer100ResidentDays", "per100") == "none")
        #expect(report.text().contains("reports per 100 resident days: none (0 of 0)"))
    }
}
