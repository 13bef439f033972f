import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Acceptance fixture AF2, and what is no data, or none.
@Suite struct InterviewReportTests {
    private static let records = Result { try Journals.records("af2.jsonl") }

    private func json(_ home: HomeID? = nil, _ period: Period = .year(2025)) throws -> JSONValue {
        try InterviewReport(Self.records.get().asOf(.now), during: period, home: home).json()
    }

    @Test(
        arguments: [
            ("required", 100), ("offered", 80), ("offeredIn72", 80), ("declined", 24),
            ("completed", 50), ("completedIn72", 45), ("notOffered", 20), ("awaiting", 0),
            ("overdue", 26), ("clockUnknown", 0), ("completedWithoutOffer", 0), ("interviews", 50),
            ("independent", 50), ("challengesDue", 20), ("withoutData", 0), ("withoutEntry", 20),
        ] as [(String, Int64)])
    func `each figure of AF2 has its number and as many ids`(name: String, number: Int64) throws {
        let json = try json()
        #expect(json[name] == .integer(number))
        #expect(json.at("ids", name)?.elements.count == Int(number))
    }

    @Test func `the rates of AF2 are those of the contract, beside both numbers`() throws {
        let rates = try #require(try json()["rates"])
        #expect(
            rates["offeredOfRequired"]
                == ["numerator": 80, "denominator": 100, "percent": "80.0 %"])
        #expect(
            rates["declinedOfOffered"] == ["numerator": 24, "denominator": 80, "percent": "30.0 %"])
        #expect(
            rates["completedOfRequired"]
                == ["numerator": 50, "denominator": 100, "percent": "50.0 %"])
        #expect(
            rates["completedOfOffered"]
                == ["numerator": 50, "denominator": 80, "percent": "62.5 %"])
    }

    @Test func `homes and cohorts add up to all`() throws {
        let homes = try (1...4).map { try json(HomeID("SC90020\($0)")) }
        for name in ["required", "offered", "completed", "notOffered", "interviews"] {
            #expect(
                homes.reduce(0) { $0 + ($1.at("ids", name)?.elements.count ?? 0) }
                    == (try json().at("ids", name)?.elements.count))
        }
        #expect(try json().at("cohorts", "inArea", "required") == 100)
        #expect(try json().at("cohorts", "outOfArea", "required") == 0)
    }

    @Test func `nothing to divide by is none, and not 0`() throws {
        let period = Period(
            from: try LocalDate(iso: "2024-07-01"), to: try LocalDate(iso: "2024-10-01"))
        let json = try json(nil, period)
        #expect(json["required"] == 0)
        #expect(
            json.at("rates", "completedOfRequired")
                == ["numerator": 0, "denominator": 0, "percent": "none"])
        #expect(json["medianHours"] == .null)
        let report = try InterviewReport(Self.records.get().asOf(.now), during: period)
        #expect(report.text().contains("completed, of episodes: none (0 of 0)"))
    }

    @Test func `without any entry about an interview the rates are 0, and not no data`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T20:00:00Z")
        try tale.returned("2025-05-02T23:00:00Z")
        let view = try tale.records.asOf(.recorded(before: Tale.moment("2025-06-01T00:00:00Z")))
        let report = try InterviewReport(view, during: .year(2025))
        let json = report.json()
        #expect(json["required"] == 1)
        #expect(json["offered"] == 0)
        #expect(json["completed"] == 0)
        #expect(json["notOffered"] == 1)
        #expect(json["withoutData"] == 0)
        #expect(
            json.at("rates", "offeredOfRequired")
                == ["numerator": 0, "denominator": 1, "percent": "0.0 %"])
        #expect(report.text().contains("\n  offered: 0\n"))
    }

    @Test func `a home elsewhere than the responsible authority is out of area`() throws {
        let tale = try Tale()
        try tale.add(
            .homeChanged, "2025-05-01T09:00:00Z", ["hostAuthority": "LA2"], child: nil,
            home: Tale.home)
        try tale.absence("2025-05-02T20:00:00Z")
        try tale.returned("2025-05-02T23:00:00Z")
        let json = try InterviewReport(tale.records.asOf(.now), during: .year(2025)).json()
        #expect(json.at("cohorts", "outOfArea", "required") == 1)
        #expect(json.at("cohorts", "inArea", "required") == 0)
    }
}
