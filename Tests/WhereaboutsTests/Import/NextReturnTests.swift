import EventLog
import Foundation
import Testing
import Whereabouts

/// Returns of one authority that follow each other.
@Suite struct NextReturnTests {
    private static let year1 = GivenReturn.year1
    private static let year2 = GivenReturn(
        header: [
            "1000,F,01/01/2012,WBRI,UN1,,", "1001,M,05/05/2010,WBRI,UN1,,",
            "1002,F,09/09/2011,WBRI,UN1,,",
        ],
        episodes: [
            "1000,02/05/2024,S,C2,N1,K2,PR4,,,,,,SC222222",
            "1001,01/06/2023,S,C2,N1,K2,PR4,20/10/2024,X1,CARPL,,,SC111111",
            "1001,20/10/2024,P,C2,N1,K2,PR4,,,,,,SC222222",
            "1002,10/07/2023,S,C2,N1,K2,PR4,31/01/2025,E4A,,,,SC111111",
        ],
        missing: [
            "1001,05/05/2010,M,28/03/2024,03/04/2024", "1001,05/05/2010,M,11/11/2024,12/11/2024",
        ])

    @Test func `the next year's return closes and continues what is on record`() throws {
        let records = try Records.inMemory()
        try Self.year1.imported(into: records)
        let report = try Self.year2.imported(into: records)
        #expect(report.changes == [.closed: 4])
        #expect(try records.absences() == [4, 0])
        #expect(try records.returned("missing", 2025) == Self.year2.missing)
        #expect(try records.returned("episodes", 2025) == Self.year2.episodes)
        #expect(try records.returned("missing", 2024) == Self.year1.missing)
        #expect(try records.returned("episodes", 2024) == Self.year1.episodes)
        #expect(try records.returned("header", 2024) == Self.year1.header)
    }

    @Test(arguments: [[1, 2, 1], [2, 1], [2, 1, 2], [1, 2, 1, 2]])
    func `the order of the years does not matter: an open row denies no later end`(
        order: [Int]
    ) throws {
        let records = try Records.inMemory()
        for year in order { try (year == 1 ? Self.year1 : Self.year2).imported(into: records) }
        #expect(try records.absences() == [4, 0])
        #expect(try records.returned("missing", 2025) == Self.year2.missing)
        #expect(try records.returned("episodes", 2025) == Self.year2.episodes)
        #expect(try records.returned("missing", 2024) == Self.year1.missing)
    }

    @Test func `of two absences of one day the open one is the one that the next year ends`()
        throws
    {
        let records = try Records.inMemory()
        try GivenReturn.absences("M,28/03/2024,28/03/2024", "M,28/03/2024,").imported(into: records)
        let report = try GivenReturn.absences("M,28/03/2024,03/04/2024").imported(into: records)
        #expect(report.changes == [.closed: 1])
        #expect(try records.absences() == [2, 0])
        #expect(
            try records.returned("missing", 2024)
                == GivenReturn.absences("M,28/03/2024,28/03/2024", "M,28/03/2024,").missing)
    }

    @Test func `a change of legal status alone is no new placement`() throws {
        let records = try Records.inMemory()
        let rows = GivenReturn.care(
            "01/06/2023,S,V2,N1,U4,PR1,10/08/2023,X1,,,,SC111111",
            "10/08/2023,L,E1,N1,U4,PR1,02/02/2024,X1,PLACE,,,SC111111",
            "02/02/2024,P,E1,N1,K1,PR4,,,,,,SC222222")
        let report = try rows.imported(into: records)
        #expect(report.kinds[.placementStarted] == 2)
        #expect(report.kinds[.placementEnded] == 1)
        #expect(report.kinds[.legalStatusChanged] == 2)
        #expect(try records.returned("episodes", 2024) == rows.episodes)
    }

    @Test func `a status that changes in a placement of last year goes on in it`() throws {
        let records = try Records.inMemory()
        let years: [(GivenReturn, year: Int)] = [
            (.care("01/06/2022,S,V2,N1,U4,PR1,,,,,,SC111111"), 2023),
            (
                .care(
                    "01/06/2022,S,V2,N1,U4,PR1,10/08/2023,X1,,,,SC111111",
                    "10/08/2023,L,E1,N1,U4,PR1,,,,,,SC111111"), 2024
            ),
            (.care("10/08/2023,L,E1,N1,U4,PR1,01/05/2024,E11,,,,SC111111"), 2025),
        ]
        for (given, _) in years { try given.imported(into: records) }
        for (given, year) in years {
            #expect(try records.returned("episodes", year) == given.episodes)
            #expect(try given.imported(into: records).imported == 0)
        }
        let history = try records.history(of: "1001")
        #expect(history.record.stays.count == 1)
        #expect(history.record.care.count == 1)
    }

    @Test func `a child who comes back into care has two periods`() throws {
        let records = try Records.inMemory()
        let rows = GivenReturn.care(
            "01/06/2023,S,V2,N1,U4,PR1,10/08/2023,E4A,,,,SC111111",
            "10/11/2023,S,C2,N1,K2,PR4,,,,,,SC222222")
        try rows.imported(into: records)
        #expect(try records.returned("episodes", 2024) == rows.episodes)
        #expect(try records.history(of: "1001").record.care.count == 2)
    }

    @Test func `an episode that ceases, and then does not, is open again`() throws {
        let records = try Records.inMemory()
        let open = GivenReturn()
        let ended = GivenReturn.care("01/06/2023,S,C2,N1,K2,PR4,10/08/2023,E4A,,,,SC111111")
        for given in [open, ended, open, ended] {
            try given.imported(into: records)
            #expect(try records.returned("episodes", 2024) == given.episodes)
        }
    }
}
