import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports
import WhereaboutsTestKit

/// Returns and figures follow the authority, the placement and the home of the day.
@Suite struct CareOfDayTests {
    /// A child of LA1 in care from 1 April 2024, placed in the first home.
    private final class Story {
        let records: Records
        private var entries: [NewEntry] = []
        private var ids = SplitMix64(seed: 5)

        init() throws {
            records = try .inMemory()
            try add(.authorityRegistered, "2024-03-01", ["code": "LA1", "name": "One"], child: nil)
            try add(.authorityRegistered, "2024-03-01", ["code": "LA2", "name": "Two"], child: nil)
            for (home, area) in [("SC111111", "LA1"), ("SC222222", "LA2")] {
                try add(
                    .homeRegistered, "2024-03-01",
                    [
                        "name": "Oak", "providerId": "P1", "kind": "childrens-home",
                        "hostAuthority": .string(area), "policeForce": "PF1", "capacity": 6,
                    ], child: nil, home: home)
            }
        }

        @discardableResult
        func add(
            _ kind: Kind, _ time: String, _ facts: JSONValue, child: String? = "C1",
            home: String? = nil, words: JSONValue? = nil, episode: EntryID? = nil
        ) throws -> EntryID {
            let moment =
                time.count == 10
                ? London.midnight(of: try LocalDate(iso: time)) : Tale.moment(time)
            var entry = JournalEntry(
                kind, id: EntryID.make(at: moment, using: &ids), at: moment, facts)
            (entry.child, entry.home, entry.narrative) = (child, home, words)
            (entry.episode, entry.actor) = (episode, .system("office"))
            try records.recordAndWait([try entry.newEntry()])
            return entry.id
        }

        @discardableResult
        func register(_ child: String = "C1", authority: String = "LA1") throws -> EntryID {
            try add(
                .childRegistered, "2024-04-01",
                ["responsibleAuthority": .string(authority), "legalStatus": "C2"], child: child,
                words: [
                    "dob": "2010-06-01", "sex": "M", "ethnicity": "WBRI", "upn": "A123456789012",
                ])
        }

        func care(_ child: String = "C1", from day: String) throws {
            try add(.careStarted, day, ["decom": .string(day), "cin": "N4"], child: child)
        }

        func ceased(_ day: String, _ reason: String, child: String = "C1") throws {
            try add(.careCeased, day, ["dec": .string(day), "rec": .string(reason)], child: child)
        }

        func place(
            _ id: String, _ from: String, _ home: String, child: String = "C1"
        ) throws {
            try add(
                .placementStarted, from,
                [
                    "placementId": .string(id), "placeProvider": "PR4", "place": "K2",
                    "from": .time(London.midnight(of: try LocalDate(iso: from))),
                ], child: child, home: home)
        }

        func leave(_ id: String, _ day: String, _ reason: String = "X1") throws {
            try add(
                .placementEnded, day,
                [
                    "placementId": .string(id), "rec": .string(reason),
                    "to": .time(London.midnight(of: try LocalDate(iso: day))),
                ])
        }

        func gone(
            _ from: String, _ to: String?, child: String = "C1", home: String = "SC111111"
        ) throws {
            let opening = try add(
                .absenceNoted, from,
                [
                    "whereaboutsKnown": false, "concerns": true, "expectedPlace": "home",
                    "lastSeenAt": .string(from), "lastSeenBy": "homeStaff",
                ], child: child, home: home)
            guard let to else { return }
            try add(
                .childReturned, to, ["toHome": .string(home), "returnedBy": "police"],
                child: child, episode: opening)
        }

        func made(_ authority: String? = nil, year: Int = 2025) throws -> SSDA903Return {
            try SSDA903Return(try records.asOf(.now), year: year, authority: authority)
        }

        func missing(_ authority: String? = nil, year: Int = 2025) throws -> [String] {
            try made(authority, year: year).rows("missing.csv")
                .map { $0.split(separator: ",", maxSplits: 2).last.map(String.init) ?? "" }
        }

        /// From, why, to and why of each row.
        func episodes(_ authority: String? = nil) throws -> [String] {
            try made(authority).rows("episodes.csv").map { row in
                let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                return [fields[1], fields[2], fields[7], fields[8], fields[12]]
                    .joined(separator: " ")
            }
        }
    }

    private func transferred(_ changed: String = "2024-10-01T12:00:00+01:00") throws -> Story {
        let story = try Story()
        try story.register()
        try story.care(from: "2024-04-01")
        try story.place("P1", "2024-04-01", "SC111111")
        try story.gone("2024-06-01T20:00:00+01:00", "2024-06-02T09:00:00+01:00")
        try story.gone("2024-09-28T20:00:00+01:00", "2024-10-03T10:00:00+01:00")
        try story.leave("P1", "2024-10-01", "E3")
        try story.add(.childDetailsChanged, changed, ["responsibleAuthority": "LA2"])
        try story.place("P2", "2024-10-01", "SC222222")
        return story
    }

    // MARK: The authority of the day

    @Test func `a child that moved authority is returned by both, each for its own days`() throws {
        let story = try transferred()
        try story.ceased("2024-10-01", "E3")
        try story.care(from: "2024-10-01")
        #expect(
            try story.missing("LA1") == [
                "M,01/06/2024,02/06/2024", "M,28/09/2024,01/10/2024",
            ])
        #expect(try story.missing("LA2") == ["M,01/10/2024,03/10/2024"])
        #expect(try story.episodes("LA1") == ["01/04/2024 S 01/10/2024 E3 SC111111"])
        #expect(try story.episodes("LA2") == ["01/10/2024 S   SC222222"])
        #expect(try story.missing().count == 3)
        for authority in ["LA1", "LA2", nil] {
            #expect(try story.made(authority).rows("header.csv").count == 1)
            #expect(try story.made(authority).failures == [])
            #expect(try story.made(authority).derived == [])
        }
    }

    @Test func `a transfer that nobody recorded as an end of care ends with E3, and is announced`()
        throws
    {
        let story = try transferred()
        #expect(try story.episodes("LA1") == ["01/04/2024 S 01/10/2024 E3 SC111111"])
        #expect(try story.episodes("LA2") == ["01/10/2024 S   SC222222"])
        #expect(try story.missing("LA2") == ["M,01/10/2024,03/10/2024"])
        #expect(try story.made("LA1").derived == ["episodes.csv: DEC and REC"])
    }

    @Test func `an interview is that of the authority at the return`() throws {
        let view = try transferred().records.asOf(.now)
        let period = try Period(iso: "2024-04-01", "2025-04-01")
        let rows = try view.interviewsByAuthority(during: period).authorities
        #expect(rows.map(\.authority) == ["LA1", "LA2"])
        #expect(rows.map { $0.interviews.all.required.count } == [1, 1])
        #expect(rows[0].interviews[.inArea].required.count == 1)
        #expect(rows[1].interviews[.outOfArea].required.count == 1)
        let june = try view.interviewsByAuthority(
            during: Period(iso: "2024-06-01", "2024-07-01")
        ).authorities
        #expect(june.map { $0.interviews.all.required.count } == [1, 0])
    }

    @Test func `an authority's deadlines are those of its days`() throws {
        let view = try transferred().records.asOf(.now)
        let states = Set(Deadline.State.allCases)
        let owed = try view.deadlines(of: .authority("LA1"), in: states)
            .filter { $0.deadline.duty == .returnInterview }
        #expect(owed.map { $0.deadline.owner } == ["LA1"])
        let later = try view.deadlines(of: .authority("LA2"), in: states)
            .filter { $0.deadline.duty == .returnInterview }
        #expect(later.map { $0.deadline.owner } == ["LA2"])
    }

    @Test func `the other forms follow the day too`() throws {
        let view = try transferred().records.asOf(.now)
        let day = try LocalDate(iso: "2024-12-01")
        let first = try AnnexAList8(view, on: day, authority: "LA1").rows("list-8.csv")
        let second = try AnnexAList8(view, on: day, authority: "LA2").rows("list-8.csv")
        // Ceased to be in the care of LA1 within six months; what began later is not its own.
        try #require(first.count == 1 && second.count == 1)
        #expect(first[0].contains(",2,0,"))
        #expect(second[0].contains(",0,0,"))
        #expect(first[0].contains("SC111111") && second[0].contains("SC222222"))
        func incidents(_ authority: String?) throws -> Int {
            try SSDMissing(view, authority: authority).rows("ssd_missing.csv").count
        }
        #expect(try [incidents("LA1"), incidents("LA2"), incidents(nil)] == [2, 1, 2])
        func national(_ authority: String) throws -> String {
            let report = try NationalTableReport(view, year: 2025, authority: authority)
            return report.document.sections[0].figures
                .filter { ["missingIncidents", "missingChildren"].contains($0.name) }
                .map { $0.value.text }.joined(separator: " ")
        }
        #expect(try [national("LA1"), national("LA2")] == ["1 2", "1 1"])
    }

    @Test
    func `a child who goes to another authority and comes back is two rows and two incidents`()
        throws
    {
        let story = try Story()
        try story.register()
        try story.care(from: "2024-04-01")
        try story.place("P1", "2024-04-01", "SC111111")
        try story.gone("2024-08-30T20:00:00+01:00", "2024-12-20T06:00:00Z")
        for (day, code) in [("2024-09-15", "LA2"), ("2024-11-01", "LA1")] {
            try story.add(.childDetailsChanged, day, ["responsibleAuthority": .string(code)])
        }
        #expect(
            try story.missing("LA1") == [
                "M,30/08/2024,15/09/2024", "M,01/11/2024,20/12/2024",
            ])
        #expect(try story.missing("LA2") == ["M,15/09/2024,01/11/2024"])
        for (code, count) in [("LA1", 2), ("LA2", 1)] {
            let report = try NationalTableReport(
                try story.records.asOf(.now), year: 2025, authority: code)
            let figures = report.document.sections[0].figures
            #expect(figures.first { $0.name == "missingIncidents" }?.value == .count(count))
        }
    }

    @Test func `an unknown authority is refused in every question`() throws {
        let view = try transferred().records.asOf(.now)
        let day = try LocalDate(iso: "2024-12-01")
        let period = try Period(iso: "2024-04-01", "2025-04-01")
        let questions: [() throws -> Void] = [
            { _ = try SSDA903Return(view, year: 2025, authority: "LA9") },
            { _ = try AnnexAList8(view, on: day, authority: "LA9") },
            { _ = try SSDMissing(view, authority: "LA9") },
            { _ = try NationalTableReport(view, year: 2025, authority: "LA9") },
            { _ = try BoardReport(view, during: period, of: .authority("LA9")) },
            { _ = try InformationRequestReport(view, during: period, authority: "LA9") },
            { _ = try PoliceReport(view, during: period, of: .authority("LA9")) },
            { _ = try PatternReport(view, during: period, of: .authority("LA9")) },
            { _ = try view.deadlines(of: .authority("LA9")) },
        ]
        for (place, ask) in questions.enumerated() {
            let error = #expect(throws: RecordError.self, "\(place)") { try ask() }
            #expect(error == .unknownAuthority("LA9"), "\(place)")
        }
    }

    @Test func `a change of authority on the day of the registration leaves no period of no days`()
        throws
    {
        let story = try Story()
        try story.register()
        try story.care(from: "2024-04-01")
        try story.place("P1", "2024-04-01", "SC111111")
        try story.add(
            .childDetailsChanged, "2024-04-01T12:00:00+01:00", ["responsibleAuthority": "LA2"])
        try story.gone("2024-06-01T20:00:00+01:00", "2024-06-02T09:00:00+01:00")
        #expect(try story.episodes("LA2") == ["01/04/2024 S   SC111111"])
        #expect(throws: RecordError.unknownAuthority("LA9")) { try story.made("LA9") }
        #expect(try story.made("LA1").rows("header.csv") == [])
    }

    // MARK: Periods and placements

    @Test func `care that began twice, and a child under two ids, is returned once`() throws {
        let story = try Story()
        let first = try story.register()
        try story.care(from: "2024-04-01")
        try story.care(from: "2024-04-03")
        try story.place("P1", "2024-04-01", "SC111111")
        let second = try story.register("POL-9")
        try story.care("POL-9", from: "2024-04-01")
        try story.place("P9", "2024-04-02", "SC111111", child: "POL-9")
        try story.gone("2024-06-01T20:00:00+01:00", "2024-06-02T09:00:00+01:00")
        try story.gone("2024-07-01T20:00:00+01:00", "2024-07-02T09:00:00+01:00", child: "POL-9")
        try story.add(
            .childIdentitiesLinked, "2024-08-01", ["ids": [.id(first), .id(second)]], child: nil)
        #expect(try story.episodes() == ["01/04/2024 S   SC111111"])
        #expect(
            try story.missing() == ["M,01/06/2024,02/06/2024", "M,01/07/2024,02/07/2024"])
        #expect(try story.made().rows("header.csv").count == 1)
        #expect(try story.made().failures == [])
    }

    @Test func `care that two systems end on one day ends once`() throws {
        let story = try Story()
        try story.register()
        for _ in 0..<2 { try story.care(from: "2024-04-01") }
        try story.place("P1", "2024-04-01", "SC111111")
        for _ in 0..<2 { try story.ceased("2024-08-01", "E4A") }
        try story.care(from: "2024-09-01")
        #expect(
            try story.episodes() == [
                "01/04/2024 S 01/08/2024 E4A SC111111", "01/09/2024 S   SC111111",
            ])
    }

    @Test func `days between two placements are in a row of their own`() throws {
        let story = try Story()
        try story.register()
        try story.care(from: "2024-04-01")
        try story.place("P1", "2024-04-01", "SC111111")
        try story.gone("2024-06-01T20:00:00+01:00", "2024-06-12T10:00:00+01:00")
        try story.leave("P1", "2024-06-03")
        try story.place("P2", "2024-06-10", "SC222222")
        #expect(
            try story.missing() == [
                "M,01/06/2024,03/06/2024", "M,03/06/2024,10/06/2024", "M,10/06/2024,12/06/2024",
            ])
        #expect(try story.made().derived == ["episodes.csv: PLACE"])
    }

    @Test func `after a stay inside another the child is again at the outer placement`() throws {
        let story = try Story()
        try story.register()
        try story.care(from: "2024-04-01")
        try story.place("P1", "2024-04-01", "SC111111")
        try story.place("P2", "2024-06-03", "SC222222")
        try story.leave("P2", "2024-06-10")
        try story.gone("2024-06-20T20:00:00+01:00", "2024-06-21T10:00:00+01:00")
        #expect(
            try story.episodes() == [
                "01/04/2024 S 03/06/2024 X1 SC111111", "03/06/2024 P 10/06/2024 X1 SC222222",
                "10/06/2024 P   SC111111",
            ])
        let view = try story.records.asOf(.now)
        let period = try Period(iso: "2024-06-01", "2024-07-01")
        let homes = try view.summaries(during: period).homes
        let days = homes.reduce(into: [String: Int]()) {
            $0[$1.counts.home?.text ?? ""] = $1.counts.residentDays
        }
        #expect(days == ["SC111111": 23, "SC222222": 7])
    }

    @Test func `a placement that ends without an end on record is announced`() throws {
        let story = try Story()
        try story.register()
        try story.care(from: "2024-04-01")
        try story.place("P1", "2024-04-01", "SC111111")
        try story.place("P2", "2024-06-03", "SC222222")
        #expect(
            try story.episodes() == [
                "01/04/2024 S 03/06/2024 X1 SC111111", "03/06/2024 P   SC222222",
            ])
        #expect(try story.made().derived == ["episodes.csv: DEC"])
    }

    @Test func `a home is what it was on the day`() throws {
        let story = try transferred()
        try story.add(
            .homeChanged, "2024-08-01T09:00:00+01:00",
            ["hostAuthority": "LA2", "kind": "secure"], child: nil, home: "SC111111")
        let view = try story.records.asOf(.now)
        let period = try Period(iso: "2024-04-01", "2025-04-01")
        let interviews = try view.interviews(during: period)
        // In June the home lay in LA1's area; in September in LA2's, which is responsible then.
        #expect(interviews[.inArea].required.count == 2)
        let national = try NationalTableReport(view, year: 2025)
        let rows = national.document.sections[2].tables[2].rows
            .filter { $0.cells[0] == .text("childrens-home") || $0.cells[0] == .text("secure") }
        #expect(rows.count == 2)
        #expect(rows.allSatisfy { $0.cells[2] == .wholePercent(Rate(1, of: 2)) })
    }
}

extension Period {
    /// A period between two days, written as YYYY-MM-DD.
    init(iso from: String, _ to: String) throws {
        self.init(from: try LocalDate(iso: from), to: try LocalDate(iso: to))
    }
}
