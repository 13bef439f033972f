import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Acceptance fixture AF5.
@Suite struct BandReportTests {
    private let report: BandReport

    init() throws {
        let records = try Journals.records("af5.jsonl")
        report = try BandReport(records.asOf(.now), during: .year(2025))
    }

    @Test(
        arguments: zip(
            ["inCare", "fromHome"],
            [[44, 19, 12, 15, 9, 21, 18, 9, 0, 0], [273, 51, 21, 18, 7, 20, 4, 2, 0, 0]]))
    func `children stand in their bands`(origin: String, expected: [Int64]) {
        let bands = report.json()["bands"]?.elements ?? []
        #expect(bands.map { $0[origin] } == expected.map { .integer($0) })
    }

    @Test func `147 and 396 children are 543`() {
        #expect(report.json()["children"] == ["inCare": 147, "fromHome": 396, "total": 543])
        #expect(report.text().hasSuffix("children       147        396       543\n"))
    }

    @Test func `the ids behind a band are its children's incidents`() {
        let bands = report.json()["bands"]?.elements ?? []
        #expect(bands.first?.at("ids", "inCare")?.elements.count == 44)
        #expect(bands[1].at("ids", "fromHome")?.elements.count == 102)
        #expect(bands.map { $0["band"] }.prefix(6).last == "6-10")
        #expect(bands.last?["band"] == ">100")
    }

    @Test func `a child who went from a home once is in care, and counts once`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T20:00:00Z")
        try tale.returned("2025-05-02T23:00:00Z")
        try tale.add(
            .childRegistered, "2025-05-03T09:00:00Z", ["responsibleAuthority": "LA1"],
            child: "C002", words: ["dob": "2010-02-03", "sex": "F", "ethnicity": "OOTH"])
        try tale.add(
            .reportedToPolice, "2025-05-03T10:00:00Z",
            ["force": "PF1", "callRef": "CAD-1", "reporter": "S-1", "method": "101"],
            child: "C002")
        let json = try BandReport(tale.records.asOf(.now), during: .year(2025)).json()
        #expect(json["children"] == ["inCare": 1, "fromHome": 1, "total": 2])
    }
}
