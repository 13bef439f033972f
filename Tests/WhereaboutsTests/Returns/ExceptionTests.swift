import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// What `exceptions.csv` announces: rules that rows fail, and values that nobody recorded.
@Suite struct ExceptionTests {
    private func made(_ tale: Tale, year: Int = 2026) throws -> SSDA903Return {
        try SSDA903Return(try tale.records.asOf(.now), year: year)
    }

    private func rules(_ made: SSDA903Return) throws -> [String] {
        try made.rows("exceptions.csv").map { String($0.prefix { $0 != "," }) }
            .filter { $0 != "derived" }
    }

    // MARK: An end before the start

    @Test func `a row that ends before it starts stands as it came, with rule 567`() throws {
        let tale = try Tale()
        try tale.absence("2025-06-12T20:00:00+01:00")
        try tale.returned("2025-06-11T10:00:00+01:00")
        let made = try made(tale)
        #expect(try made.rows("missing.csv") == ["C001,03/02/2010,M,12/06/2025,11/06/2025"])
        #expect(try made.failures.map { String($0.prefix(6)) } == ["567,2,"])
        #expect(try made.notes == [])
    }

    @Test func `it is in the year of its start, though it ends in the year before`() throws {
        let tale = try Tale(placedSince: "2024-04-01T08:00:00Z")
        try tale.absence("2025-04-02T20:00:00+01:00")
        try tale.returned("2025-03-30T10:00:00+01:00")
        #expect(try made(tale, year: 2025).rows("missing.csv") == [])
        let own = try made(tale, year: 2026)
        #expect(try own.rows("missing.csv") == ["C001,03/02/2010,M,02/04/2025,30/03/2025"])
        #expect(try own.failures.map { String($0.prefix(3)) } == ["567", "571"])
    }

    @Test func `a find before the start leaves the rest of the absence as it was`() throws {
        let tale = try Tale()
        try tale.absence("2025-06-12T20:00:00+01:00")
        try tale.found("2025-06-10T10:00:00+01:00")
        try tale.returned("2025-06-14T10:00:00+01:00")
        #expect(
            try made(tale).rows("missing.csv") == ["C001,03/02/2010,M,12/06/2025,10/06/2025"])
        let counts = try tale.records.counts(
            during: try Period(iso: "2025-06-01", "2025-07-01")
        ).total
        #expect(counts.secondsAway == 38 * 3_600)
    }

    // MARK: The Header

    @Test func `without a pupil number a child of school age fails rule 209`() throws {
        let tale = try Tale()
        #expect(try rules(made(tale)).contains("209"))
        #expect(try made(tale).derived.contains("header.csv: UPN"))
        try tale.add(
            .childDetailsChanged, "2025-05-02T09:00:00Z", [:], words: ["upn": "A12345678901B"])
        #expect(try !rules(made(tale)).contains("209"))
        #expect(try !made(tale).derived.contains("header.csv: UPN"))
        try tale.add(.childDetailsChanged, "2025-05-03T09:00:00Z", [:], words: ["upn": "I123"])
        #expect(try rules(made(tale)).contains("168"))
    }

    @Test func `a child below school age fails no rule for want of a pupil number`() throws {
        let tale = try Tale()
        try tale.add(
            .childDetailsChanged, "2025-05-02T09:00:00Z", [:], words: ["dob": "2021-09-01"])
        // Four years old by 31 August 2024: born by 31 August 2020.
        #expect(try !rules(made(tale)).contains("209"))
        try tale.add(
            .childDetailsChanged, "2025-05-03T09:00:00Z", [:], words: ["dob": "2020-08-31"])
        #expect(try rules(made(tale)).contains("209"))
    }

    @Test func `whether a girl is a mother is not on record: rules 393 and 607`() throws {
        let tale = try Tale()
        try tale.add(.childDetailsChanged, "2025-05-02T09:00:00Z", [:], words: ["sex": "F"])
        #expect(try rules(made(tale)).filter { $0 == "393" || $0 == "607" } == ["393"])
        try tale.add(
            .careCeased, "2025-05-20T00:00:00+01:00", ["dec": "2025-05-20", "rec": "E4A"],
            precision: "date")
        #expect(try rules(made(tale)).filter { $0 == "393" || $0 == "607" } == ["393", "607"])
        try tale.add(.childDetailsChanged, "2025-05-22T09:00:00Z", [:], words: ["sex": "M"])
        #expect(try rules(made(tale)).filter { $0 == "393" || $0 == "607" } == [])
    }

    // MARK: Values that nobody recorded

    @Test func `what is recorded is not announced as derived`() throws {
        let tale = try Tale()
        try tale.add(
            .childDetailsChanged, "2025-05-01T09:00:00Z", ["legalStatus": "C2"],
            words: ["upn": "A123456789012"])
        let derived = try made(tale).derived
        #expect(!derived.contains("header.csv: UPN"))
        #expect(derived.contains("episodes.csv: CIN"))
        #expect(derived.contains("episodes.csv: PLACE"))
    }

    @Test func `an end of care at 18 that nobody recorded is announced`() throws {
        let view = try Journals.records("af10.jsonl").asOf(.now)
        let made = try SSDA903Return(view, year: 2026)
        let derived = try made.derived.filter { $0 == "episodes.csv: DEC and REC" }
        let ended = try made.rows("episodes.csv").count { $0.contains(",E8,") }
        let recorded = try view.childFiles().count { file in
            file.record.care.contains { $0.reasonCeased == "E8" }
        }
        #expect(derived.count == ended - recorded)
        #expect(derived.count > 0)
    }
}
