import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports
import WhereaboutsTestKit

/// Acceptance fixture AF4: the Department's figures of 2017, a tenth of the children.
@Suite struct NationalTableTests {
    /// 1,070 children with 6,072 incidents, 666 of them more than once, 10,259 looked after; 5,423
    /// incidents of up to 2 days.
    private static let year2017 = Result { try NationalStory().view() }

    @Test func `AF4 prints 5.7 incidents a child, 10 %, 62 % and 89 %`() throws {
        let report = try NationalTableReport(Self.year2017.get(), year: 2017).json()
        let measures = try #require(report["measures"])
        #expect(measures["missingAverage"] == "5.7")
        #expect(measures.at("missingPercentage", "wholePercent") == 10)
        #expect(measures.at("missingMoreThanOncePercentage", "wholePercent") == 62)
        let bands = try #require(report.at("incidents", "byDuration")).elements
        let short = try #require(bands.first { $0["duration"] == "2 days or less" })
        #expect(short.at("percentage", "wholePercent") == 89)
    }

    @Test func `national counts are rounded to the nearest ten, an authority's are not`() throws {
        let view = try Self.year2017.get()
        let national = try NationalTableReport(view, year: 2017).json()
        let own = try NationalTableReport(view, year: 2017, authority: "LA1").json()
        #expect(national.at("measures", "missingIncidents") == 6_070)
        #expect(own.at("measures", "missingIncidents") == 6_072)
        #expect(national.at("measures", "during") == 10_260)
        #expect(own.at("measures", "during") == 10_259)
        #expect(own.at("measures", "missingMoreThanOnce") == 666)
        #expect(own.at("measures", "missingChildren") == 1_070)
    }

    @Test func `what does not apply is z, and what rounds to zero and is not is k`() throws {
        let view = try Self.year2017.get()
        let text = try NationalTableReport(view, year: 2017).text()
        #expect(text.contains("who was away from placement without authorisation: z\n"))
        let ages = try #require(
            NationalTableReport(view, year: 2017).json().at("incidents", "byAge")
        ).elements
        let smallest = try #require(ages.first { $0["age"] == "1 to 4" })
        #expect(smallest["percentage"] == "k")
        let none = try #require(ages.first { $0["age"] == "5 to 9" })
        #expect(none.at("percentage", "wholePercent") == 0)
    }

    @Test func `a source that records everything as missing says so`() throws {
        let text = try NationalTableReport(Self.year2017.get(), year: 2017).text()
        #expect(text.contains("These records hold no away incident in the year"))
    }

    @Test func `the columns are those of the published file`() throws {
        let table = try NationalTableReport(Self.year2017.get(), year: 2017)
            .document.sections[1].tables[0]
        #expect(
            table.columns.map(\.name).joined(separator: ",")
                == "time_period,time_identifier,geographic_level,country_code,country_name,"
                + "region_code,region_name,old_la_code,la_name,new_la_code,missing_status,number")
    }

    @Test func `without a word about care nobody knows how many were looked after`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let report = try NationalTableReport(view, year: 2025).json()
        #expect(report.at("measures", "during") == .null)
        #expect(report.at("measures", "missingPercentage") == .null)
    }
}

/// A tenth of England in the year ending 31 March 2017, made up.
private struct NationalStory {
    private var ids = SplitMix64(seed: 2017)
    private var entries: [NewEntry] = []
    private let start = London.midnight(of: LocalDate(daysSince1970: 16_892 + 1))

    func view() throws -> RecordsView {
        var story = self
        let records = try Records.inMemory()
        try story.tell()
        for chunk in stride(from: 0, to: story.entries.count, by: 1_000) {
            let end = min(chunk + 1_000, story.entries.count)
            try records.recordAndWait(Array(story.entries[chunk..<end]))
        }
        return try records.asOf(.now)
    }

    private mutating func tell() throws {
        try add(
            AuthorityRegistered.with { ($0.code, $0.name) = ("LA1", "County") }, at: start)
        try add(
            HomeRegistered.with {
                ($0.name, $0.providerID, $0.kind, $0.capacity) = ("House", "P1", .childrensHome, 4)
                ($0.hostAuthority, $0.policeForce) = ("LA1", "PF1")
            }, at: start, home: "SC1")
        var incidents = 0
        for number in 0..<10_259 {
            let child = ChildID("C\(number)")
            // Two are 3 years old, all others 14.
            let birth = try LocalDate(iso: number < 2 ? "2013-01-01" : "2002-01-01")
            try add(
                ChildRegistered.with { $0.responsibleAuthority = "LA1" }, at: start, child: child,
                narrative: .with { ($0.dob, $0.sex, $0.ethnicity) = (birth, .f, .wbri) })
            try add(
                CareStarted.with { $0.decom = LocalDate(daysSince1970: 16_900) }, at: start,
                child: child)
            guard number < 1_070 else { continue }
            // 404 once, the others so often that there are 6,072 together.
            let count = number < 404 ? 1 : (number < 404 + 340 ? 9 : 8)
            for time in 0..<count {
                try addIncident(child, number: incidents, time: time)
                incidents += 1
            }
        }
    }

    /// Every incident has a stretch of 20 days of its own; the first 5,423 are short.
    private mutating func addIncident(_ child: ChildID, number: Int, time: Int) throws {
        let begin = start.adding(seconds: Int64(10 + time * 30) * 86_400 + 36_000)
        let days: Int64 = number < 5_423 ? 2 : 4
        try add(
            AbsenceNoted.with {
                ($0.whereaboutsKnown, $0.concerns, $0.expectedPlace) = (false, true, "home")
                ($0.lastSeenAt, $0.lastSeenBy) = (begin, .homeStaff)
            }, at: begin, child: child, home: "SC1")
        let end = begin.adding(seconds: days * 86_400)
        try add(
            ChildFound.with {
                ($0.foundBy, $0.placeClass, $0.circumstances) = (.police, .street, .street)
            }, at: end, child: child)
        try add(
            ChildReturned.with { ($0.toHome, $0.returnedBy) = ("SC1", .police) }, at: end,
            child: child)
    }

    private mutating func add(
        _ facts: some Facts, at moment: Instant, child: ChildID? = nil, home: HomeID? = nil,
        narrative: Narrative? = nil
    ) throws {
        entries.append(
            try NewEntry(
                facts, child: child, home: home, occurred: .at(moment), by: .system("story"),
                narrative: narrative, id: EntryID.make(at: moment, using: &ids)))
    }
}
