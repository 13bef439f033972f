import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports
import WhereaboutsTestKit

/// Acceptance fixture AF1: the study of 2011 (Hayden and Shalev-Greene).
@Suite struct LocationReportTests {
    private func af1() throws -> JSONValue {
        let view = try Journals.records("af1.jsonl").asOf(.now)
        return try LocationReport(view, during: .year(2011)).json()
    }

    @Test func `AF1 prints shares of the first ten and of private homes`() throws {
        let league = try #require(try af1().at("league"))
        #expect(league["reports"] == 1_321)
        #expect(league["locations"] == 149)
        #expect(league["topReports"] == 364)
        #expect(league.at("topOfReports", "percent") == "27.6 %")
        #expect(league.at("privateOfReports", "wholePercent") == 57)
        #expect(league.at("privateOfReports", "numerator") == 753)
    }

    @Test func `AF1 prints sectors and kinds of the first ten`() throws {
        let json = try af1()
        let sectors = try #require(json.at("sectors", "topBySector")).elements
        let kinds = try #require(json.at("kinds", "topByKind")).elements
        let privates = try #require(sectors.first { $0["group"] == "private" })
        let units = try #require(kinds.first { $0["group"] == "mental-health-unit" })
        #expect(privates["locations"] == 7 && privates["reports"] == 275)
        #expect(privates.at("ofReports", "percent") == "75.5 %")
        #expect(units["locations"] == 3 && units["reports"] == 89)
        #expect(units.at("ofReports", "percent") == "24.5 %")
    }

    @Test func `AF1 prints the cost as a range, labelled an estimate`() throws {
        let json = try af1()
        let first = try #require(json.at("locations", "locations")?.elements.first)
        #expect(first["reports"] == 93)
        #expect(first["costLow"] == 123_225 && first["costHigh"] == 224_595)
        #expect(json.at("league", "topCostLow") == 482_300)
        #expect(json.at("league", "topCostHigh") == 879_060)
        let view = try Journals.records("af1.jsonl").asOf(.now)
        let text = try LocationReport(view, during: .year(2011)).text()
        #expect(text.contains("Estimate, not expenditure. Number of reports to police x £1,325"))
        #expect(text.contains("£224,595") && text.contains("£879,060"))
    }

    /// A log in which a unit cost was adopted from 2025 on.
    private func adopting(_ name: String, _ value: String) throws -> RecordsView {
        let scenario = try Scenario()
        let facts = try UnitCostAdopted.with {
            ($0.name, $0.value) = (name, value)
            $0.validFrom = try LocalDate(iso: "2025-01-01")
        }
        try scenario.record(.recording(facts, child: .nobody).by(.system("setup")))
        return try scenario.records.asOf(.now)
    }

    @Test func `an adopted unit cost prices what is asked of the days on which it holds`() throws {
        let view = try adopting("LOCAL-1", "900-1800 2024")
        let cost = try view.unitCost(on: LocalDate(iso: "2025-01-01"))
        #expect(cost.range(of: 10) == 9_000...18_000)
        #expect(cost.priceBase == 2024)
        #expect(try view.unitCost(on: LocalDate(iso: "2024-12-31")) == .standard)
    }

    @Test(arguments: ["", "900", "900-1800", "1800-900 2024", "x-y 2024", "-5-9 2024", "1-2 20244"])
    func `an adopted value that is no range and year changes nothing`(value: String) throws {
        let view = try adopting("BAD", value)
        #expect(try view.unitCost(on: LocalDate(iso: "2025-06-01")) == .standard)
    }
}
