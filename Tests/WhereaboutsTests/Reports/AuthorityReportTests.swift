import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Acceptance fixture AF3: averages over those with data, and who does not record.
@Suite struct AuthorityReportTests {
    private let report: AuthorityReport

    init() throws {
        let records = try Journals.records("af3.jsonl")
        report = try AuthorityReport(records.asOf(.now), during: .year(2025))
    }

    @Test(
        arguments: [
            ("fromHome", 24, 63), ("inArea", 21, 66), ("outOfArea", 14, 73),
        ] as [(String, Int64, Int64)])
    func `each cohort has its authorities with data and those without`(
        cohort: String, with: Int64, without: Int64
    ) {
        #expect(
            report.json().at("averages", cohort) == [
                "withData": .integer(with), "withoutData": .integer(without),
                "completedOfRequired": "50.0 %",
            ])
    }

    @Test func `18 of 87 do not record consistently`() throws {
        let inconsistent = try #require(report.json()["inconsistent"])
        #expect(inconsistent["numerator"] == 18)
        #expect(inconsistent["denominator"] == 87)
        #expect(inconsistent["percent"] == "20.7 %")
        #expect(inconsistent["wholePercent"] == "21 %")
        #expect(
            inconsistent["authorities"]?.elements
                == (70...87).map { .string("LA\($0)") })
        #expect(inconsistent["ids"]?.elements.count == 18)
        #expect(report.text().contains("18 of 87 authorities, 20.7 % (21 %)"))
    }

    @Test func `every registered authority has its row, in order`() {
        let rows = report.json()["authorities"]?.elements ?? []
        #expect(rows.count == 87)
        #expect(rows.first?["authority"] == "LA01")
        #expect(rows.last?.at("cohorts", "inArea", "completed") == .null)
        #expect(rows.last?.at("cohorts", "inArea", "withoutData") == 1)
        #expect(rows.first?.at("cohorts", "fromHome", "completed") == 1)
        #expect(report.json().at("notRegistered", "inArea", "required") == 0)
    }

    @Test func `an average of unequal rates counts each authority the same`() throws {
        let tale = try Tale()
        for code in ["LA1", "LA3"] {
            try tale.add(
                .authorityRegistered, "2025-05-01T09:00:00Z",
                ["code": .string(code), "name": "Area"], child: nil)
        }
        try tale.add(
            .homeChanged, "2025-05-01T09:00:00Z", ["hostAuthority": "LA2"], child: nil,
            home: Tale.home)
        try tale.add(
            .childRegistered, "2025-05-01T09:00:00Z", ["responsibleAuthority": "LA3"],
            child: "C002", words: ["dob": "2010-02-03", "sex": "F", "ethnicity": "OOTH"])
        try goAndTalk(tale, "C001", day: 2, isHeld: true)
        try goAndTalk(tale, "C001", day: 9, isHeld: false)
        try goAndTalk(tale, "C001", day: 16, isHeld: false)
        try goAndTalk(tale, "C002", day: 23, isHeld: true)
        let averages = try AuthorityReport(tale.records.asOf(.now), during: .year(2025)).json()
        // The mean of one in three and of one in one, not two in four.
        #expect(averages.at("averages", "outOfArea", "completedOfRequired") == "66.7 %")
        #expect(averages.at("averages", "inArea", "completedOfRequired") == .null)
    }

    private func goAndTalk(_ tale: Tale, _ child: String, day: Int, isHeld: Bool) throws {
        let date = "2025-05-\(day < 10 ? "0" : "")\(day)"
        try tale.add(
            .absenceNoted, "\(date)T18:00:00Z",
            [
                "whereaboutsKnown": false, "concerns": true, "expectedPlace": "home",
                "lastSeenAt": .string("\(date)T18:00:00Z"), "lastSeenBy": "homeStaff",
            ], child: child, home: Tale.home)
        try tale.add(
            .childReturned, "\(date)T20:00:00Z",
            ["toHome": .string(Tale.home), "returnedBy": "police"], child: child)
        guard isHeld else { return }
        try tale.add(
            .rhiCompleted, "\(date)T22:00:00Z",
            [
                "providerType": "social-worker", "independent": true, "seenAlone": true,
                "coversEpisodes": [], "reasons": ["friends"], "riskFlags": [], "harm": [],
            ], child: child, by: .rhiProvider("R-1"))
    }
}
