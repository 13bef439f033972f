import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// The table `ssd_missing`.
@Suite struct SSDMissingTests {
    @Test func `AF7 is three rows with ids of their own, times of England's clocks`() throws {
        let records = try Journals.records("af7.jsonl")
        let made = try SSDMissing(try records.asOf(.now))
        let rows = try made.rows("ssd_missing.csv").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        try #require(rows.count == 3)
        let id = try #require(try records.history(of: "N7001").episodes.first).id
        #expect(rows.map(\.[0]) == ["\(id)-A1", "\(id)-M2", "\(id)-A3"])
        #expect(rows.allSatisfy { $0[0].utf8.count <= 48 && $0[1] == "N7001" })
        #expect(
            rows.map(\.[2]) == [
                "2025-06-12T18:00:00", "2025-06-12T20:00:00", "2025-06-12T23:30:00",
            ])
        #expect(rows[2][4] == "2025-06-13T17:00:00")
        #expect(rows.map(\.[5]) == ["NA", "Y", "NA"])
        #expect(rows.map(\.[6]) == ["NA", "Y", "NA"])
    }

    @Test func `who is still gone has no answer, and who turned 18 needs none`() throws {
        let open = try SSDMissing(try Journals.records("af9-open.jsonl").asOf(.now))
        #expect(try open.rows("ssd_missing.csv").allSatisfy { $0.hasSuffix(",M,,,") })
        let adult = try SSDMissing(try Journals.records("af10.jsonl").asOf(.now))
        #expect(try adult.rows("ssd_missing.csv")[0].hasSuffix(",2025-05-10T00:00:00,NA,NA"))
    }

    @Test(arguments: [
        ("2025-06-13", "2025-07-01", 1), ("2025-06-14", "2025-07-01", 0),
        ("2025-06-01", "2025-06-12", 0), ("2025-06-01", "2025-06-13", 3),
    ])
    func `a period takes what touches it`(from: String, to: String, count: Int) throws {
        let period = Period(from: try LocalDate(iso: from), to: try LocalDate(iso: to))
        let made = try SSDMissing(
            try Journals.records("af7.jsonl").asOf(.now), during: period)
        #expect(try made.rows("ssd_missing.csv").count == count)
    }
}
