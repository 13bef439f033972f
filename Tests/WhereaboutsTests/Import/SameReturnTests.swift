import EventLog
import Foundation
import Testing
import Whereabouts

/// The same return again: renamed, sorted otherwise, resubmitted.
@Suite struct SameReturnTests {
    private static let year1 = GivenReturn.year1

    private static let again: [(name: String, given: GivenReturn)] = {
        var renamed = year1
        renamed.names = ["903_1_Header.csv", "903_2_Episodes.csv", "12 away.CSV"]
        var sorted = year1
        (sorted.header, sorted.episodes) = (year1.header.reversed(), year1.episodes.reversed())
        sorted.missing.reverse()
        var spaced = year1
        spaced.missing = year1.missing.map { $0.replacing(",", with: " , ").lowercased() }
        spaced.lineEnd = "\r\n"
        var shuffled = year1
        shuffled.titles[2] = "MIS_END,MIS_START,MISSING,DOB,CHILD"
        shuffled.missing = year1.missing.map {
            $0.split(separator: ",", omittingEmptySubsequences: false).reversed()
                .joined(separator: ",")
        }
        var unpadded = year1
        unpadded.missing[2] = "1002,9/9/2011,A,1/2/2024,2/2/2024"
        var newSex = year1
        newSex.header = ["1001,M,05/05/2010,WBRI,UN1,,", "1002,F,09/09/2011,WBRI,UN1,,"]
        return [
            ("unchanged", year1), ("renamed", renamed), ("sorted", sorted), ("spaced", spaced),
            ("columns shuffled", shuffled), ("days not padded", unpadded), ("sex", newSex),
        ]
    }()

    @Test(arguments: again.indices)
    func `a return on record adds nothing, whatever its files and order`(index: Int) throws {
        let records = try Records.inMemory()
        let first = try Self.year1.imported(into: records)
        let size = try records.log.size
        let second = try Self.again[index].given.imported(into: records)
        #expect(second.imported == 0, "\(Self.again[index].name)")
        #expect(second.repeated == first.imported)
        #expect(second.changes == [:])
        #expect(try records.log.size == size)
        #expect(try records.absences() == [3, 1])
    }

    @Test func `a corrected end is a correction of the return, with its source`() throws {
        let records = try Records.inMemory()
        try Self.year1.imported(into: records)
        var resubmitted = Self.year1
        resubmitted.missing[0] = "1001,05/05/2010,M,10/09/2023,13/09/2023"
        let report = try resubmitted.imported(into: records)
        #expect(report.changes == [.corrected: 1])
        #expect(report.imported == 1)
        #expect(try records.absences() == [3, 1])
        let history = try records.history(of: "1001")
        let returned = history.entries.first { $0.kind == .childReturned }
        #expect(returned?.corrections.map(\.path) == ["occurredAt"])
        let correction = try #require(history.entries.last)
        #expect(correction.actor == .migrator("ssda903"))
        #expect(try correction.words()?.evidence == "SSDA903 missing.csv line 2")
        #expect(
            try records.returned("missing", 2024).first
                == "1001,05/05/2010,M,10/09/2023,13/09/2023")
    }

    @Test(arguments: [
        ["12/09/2023", "13/09/2023", "12/09/2023"],
        ["12/09/2023", "13/09/2023", "12/09/2023", "13/09/2023"],
        ["12/09/2023", "", "12/09/2023"], ["", "12/09/2023", ""],
        ["12/09/2023", "", "13/09/2023", ""],
    ])
    func `whatever is imported in turn, the latest wins, and again adds nothing`(
        ends: [String]
    ) throws {
        let records = try Records.inMemory()
        for end in ends {
            let given = GivenReturn.absences("M,10/09/2023,\(end)")
            try given.imported(into: records)
            #expect(
                try records.returned("missing", 2024) == ["1001,05/05/2010,M,10/09/2023,\(end)"])
            #expect(try given.imported(into: records).imported == 0)
        }
        #expect(try records.absences().first == 1)
    }

    @Test func `an end that a return blanks is withdrawn, and a notice says so`() throws {
        let records = try Records.inMemory()
        try GivenReturn.absences("M,10/09/2023,12/09/2023").imported(into: records)
        let report = try GivenReturn.absences("M,10/09/2023,").imported(into: records)
        #expect(report.changes == [.withdrawn: 1])
        #expect(report.notices.keys.contains { $0.hasPrefix("ChildReturned on record") })
        #expect(report.noticePlaces.values.contains(["missing.csv:2"]))
        #expect(try records.absences() == [1, 1])
    }

    @Test(arguments: [
        ("LS", "1001,01/06/2023,S,C1,N1,K2,PR4,,,,,,SC111111"),
        ("PLACE", "1001,01/06/2023,S,C2,N1,K1,PR4,,,,,,SC111111"),
        ("PLACE_PROVIDER", "1001,01/06/2023,S,C2,N1,K2,PR1,,,,,,SC111111"),
        ("URN", "1001,01/06/2023,S,C2,N1,K2,PR4,,,,,,SC222222"),
        ("PLACE, provider and URN", "1001,01/06/2023,S,C2,N1,T0,,,,,,,"),
    ])
    func `another value of a row of episodes is a correction, there and back`(
        column: String, row: String
    ) throws {
        let records = try Records.inMemory()
        let (first, second) = (GivenReturn(), GivenReturn(episodes: [row]))
        for given in [first, second, first, second] {
            let report = try given.imported(into: records)
            #expect(report.changes.keys.allSatisfy { $0 == .corrected })
            #expect(try records.returned("episodes", 2024) == given.episodes, "\(column)")
        }
        #expect(try second.imported(into: records).imported == 0)
    }

    @Test func `the category of need is a fact of the start of care, and corrected`() throws {
        let records = try Records.inMemory()
        for code in ["N1", "N2", "N1"] {
            try GivenReturn.care("01/06/2023,S,C2,\(code),K2,PR4,,,,,,SC111111")
                .imported(into: records)
            let care = try #require(
                try records.history(of: "1001").entries.first { $0.kind == .careStarted })
            #expect(try care.effective.decoded().facts["cin"] == .string(code))
        }
    }

    @Test func `ethnicity and pupil number are corrected, sealed`() throws {
        let records = try Records.inMemory()
        try GivenReturn().imported(into: records)
        var given = GivenReturn()
        given.header = ["1001,M,05/05/2010,MWBC,A123456789012,,"]
        #expect(try given.imported(into: records).changes == [.corrected: 1])
        #expect(try records.returned("header", 2025) == given.header)
        #expect(try given.imported(into: records).imported == 0)
    }

    @Test func `a correction by hand stands until a return says something new`() async throws {
        let records = try Records.inMemory()
        try GivenReturn.absences("M,10/09/2023,12/09/2023").imported(into: records)
        let returned = try #require(
            try records.history(of: "1001").entries.first { $0.kind == .childReturned })
        let day = London.midnight(of: try LocalDate(year: 2023, month: 9, day: 14))
        let facts = EntryCorrected.with {
            $0.patches = [
                Patch.with {
                    $0.path = "occurredAt"
                    $0.new = "\"\(RFC3339.format(day))\""
                }
            ]
            $0.approvedBy = "M-1"
        }
        try await records.record(
            facts, occurred: .at(day), by: .registeredManager("M-1"), refersTo: returned.id)
        func row() throws -> [String] { try records.returned("missing", 2024) }
        let same = try GivenReturn.absences("M,10/09/2023,12/09/2023").imported(into: records)
        #expect(same.imported == 0)
        #expect(try row() == ["1001,05/05/2010,M,10/09/2023,14/09/2023"])
        try GivenReturn.absences("M,10/09/2023,15/09/2023").imported(into: records)
        #expect(try row() == ["1001,05/05/2010,M,10/09/2023,15/09/2023"])
    }

    @Test func `a row whose first day was corrected is another one, and the old one is told of`()
        throws
    {
        let records = try Records.inMemory()
        try GivenReturn.absences("M,10/09/2023,12/09/2023").imported(into: records)
        let report = try GivenReturn.absences("M,11/09/2023,12/09/2023").imported(into: records)
        #expect(report.kinds[.absenceNoted] == 1)
        #expect(try records.absences() == [2, 0])
        let notice = report.noticePlaces.first { $0.key.hasPrefix("an absence of an earlier") }
        #expect(notice?.value == ["header.csv:2"])
    }

    @Test func `two equal rows are two absences, and stay two`() throws {
        let records = try Records.inMemory()
        let twice = GivenReturn.absences("M,10/09/2023,10/09/2023", "M,10/09/2023,10/09/2023")
        try twice.imported(into: records)
        #expect(try records.absences() == [2, 0])
        #expect(try twice.imported(into: records).imported == 0)
        #expect(try records.returned("missing", 2024) == twice.missing)
    }

    @Test func `an episode row that stands in the file twice is one`() throws {
        let records = try Records.inMemory()
        let row = GivenReturn().episodes[0]
        let report = try GivenReturn(episodes: [row, row]).imported(into: records)
        #expect(report.kinds[.placementStarted] == 1)
        #expect(try records.returned("episodes", 2024) == [row])
    }
}
