import EventLog
import Foundation
import Testing
import Whereabouts

/// Whose child a row is about.
@Suite struct ReturnAuthorityTests {
    private static let other = GivenReturn(
        header: ["1001,F,24/12/2014,BAFR,UN1,,"],
        episodes: ["1001,05/08/2023,S,C2,N1,K2,PR4,,,,,,SC333333"],
        missing: ["1001,24/12/2014,M,10/09/2023,11/09/2023"])

    @Test func `one CHILD of two authorities is two children`() throws {
        let records = try Records.inMemory()
        let first = GivenReturn.absences("M,10/09/2023,12/09/2023")
        try first.imported(into: records, authority: "LA1")
        try Self.other.imported(into: records, authority: "LA2")
        for (authority, given) in [("LA1", first), ("LA2", Self.other)] {
            let header = try records.returned("header", 2025, authority: authority)
            #expect(
                header.map { $0.split(separator: ",")[1...3] }
                    == given.header.map { $0.split(separator: ",")[1...3] })
            #expect(try given.imported(into: records, authority: authority).imported == 0)
        }
        #expect(try records.history(of: "1001").episodes.count == 1)
        #expect(try records.history(of: "LA2/1001").episodes.count == 1)
        #expect(ChildID("LA2/1001").local(to: "LA2") == "1001")
        #expect(ChildID("LA2/1001").local(to: "LA1") == "LA2/1001")
        #expect(ChildID("1001").local(to: "LA2") == "1001")
        #expect(ChildID("LA2/").local(to: "LA2") == "LA2/")
        #expect(ChildID("/1").local(to: "") == "/1")
    }

    @Test(arguments: [
        ("1001,M,06/05/2010,WBRI,UN1,,", "header.csv:2: DOB: differs from the date of birth"),
        ("1001,F,05/05/2010,WBRI,UN1,,", "header.csv:2: SEX: differs from the sex"),
        ("1001,2,05/05/2010,WBRI,UN1,,", "header.csv:2: SEX: differs from the sex"),
    ])
    func `another date of birth or sex than on record is refused, with both sources`(
        row: String, start: String
    ) throws {
        let records = try Records.inMemory()
        try GivenReturn().imported(into: records)
        let size = try records.log.size
        var given = GivenReturn.absences("M,10/09/2023,12/09/2023")
        given.header = [row]
        given.missing = given.missing.map {
            $0.replacing("05/05", with: row.contains("06/05") ? "06/05" : "05/05")
        }
        let report = try given.imported(into: records)
        let refusals = report.refusals.map(\.description)
        #expect(refusals.first?.hasPrefix(start) == true, "\(refusals)")
        #expect(refusals.first?.contains("SSDA903 header.csv line 2") == true)
        #expect(refusals.count == 3)
        for refusal in refusals { #expect(!refusal.contains("/05/2010")) }
        #expect(try records.log.size == size)
    }

    @Test(arguments: [
        ("1001,M,09/09/2016,WBRI,UN1,,", "DOB"), ("1001,F,05/05/2010,WBRI,UN1,,", "SEX"),
        ("1001,M,05/05/2010,MWBC,UN1,,", "ETHNIC"),
    ])
    func `a Header that has a CHILD twice and differently is refused, with both lines`(
        row: String, column: String
    ) throws {
        let records = try Records.inMemory()
        var given = GivenReturn()
        given.header.append(row)
        let report = try given.imported(into: records)
        let refusal = try #require(report.refusals.first?.description)
        #expect(refusal.hasPrefix("header.csv:3: \(column): differs from line 2"))
        #expect(try records.log.size == 0)
        given.header[1] = given.header[0]
        #expect(try given.imported(into: records).kinds[.childRegistered] == 1)
    }

    @Test func `a date of birth in Missing that is not the Header's is refused`() throws {
        let records = try Records.inMemory()
        let given = GivenReturn(missing: ["1001,06/05/2010,M,10/09/2023,12/09/2023"])
        let report = try given.imported(into: records)
        #expect(
            report.refusals.map(\.description) == [
                "missing.csv:2: DOB: differs from DOB in header.csv line 2; correct one of them"
            ])
    }

    @Test func `a return imported for another authority is refused, with the way out`() throws {
        let records = try Records.inMemory()
        let given = GivenReturn.absences("M,10/09/2023,12/09/2023")
        try given.imported(into: records, authority: "LA1")
        let report = try given.imported(into: records, authority: "LA2")
        #expect(!report.isStored)
        let refusal = try #require(report.refusals.first?.description)
        #expect(refusal.hasPrefix("header.csv:2: CHILD: on record for authority LA1"))
        #expect(refusal.contains("--authority LA1"))
        #expect(try given.imported(into: records, authority: "LA1").imported == 0)
    }

    @Test func `a child whom others registered is the same where the authority is`() async throws {
        let records = try Records.inMemory()
        let birth = try LocalDate(year: 2010, month: 5, day: 5)
        let day = Occurrence.on(try LocalDate(year: 2023, month: 6, day: 1))
        for (child, authority) in [("1001", "LA1"), ("1002", "LA9")] {
            try await records.record(
                ChildRegistered.with { $0.responsibleAuthority = authority },
                child: ChildID(child), occurred: day, by: .system("host"),
                narrative: .with {
                    $0.dob = birth
                    $0.sex = .m
                    $0.ethnicity = .wbri
                })
        }
        var given = GivenReturn.absences("M,10/09/2023,12/09/2023")
        given.header.append("1002,M,05/05/2010,WBRI,UN1,,")
        given.episodes.append("1002,01/06/2023,S,C2,N1,K2,PR4,,,,,,SC111111")
        let report = try given.imported(into: records, authority: "LA1")
        #expect(report.kinds[.childRegistered] == 1)
        #expect(try records.history(of: "1001").episodes.count == 1)
        #expect(try records.history(of: "1002").record.stays == [])
        #expect(try records.history(of: "LA1/1002").record.stays.count == 1)
        #expect(try given.imported(into: records, authority: "LA1").imported == 0)
    }

    @Test(arguments: ["#1", ""])
    func `an id that names no child is refused`(id: String) throws {
        let records = try Records.inMemory()
        try GivenReturn().imported(into: records)
        let given = GivenReturn(
            header: ["\(id),F,24/12/2014,BAFR,UN1,,"],
            episodes: ["\(id),05/08/2023,S,C2,N1,K2,PR4,,,,,,SC333333"])
        let report = try given.imported(into: records)
        #expect(report.refusedCount >= 2)
        #expect(report.refusals.first?.description.hasPrefix("header.csv:2: CHILD: ") == true)
    }
}
