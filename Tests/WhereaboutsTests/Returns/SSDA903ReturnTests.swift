import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// The national return: rows, days and what is left out.
@Suite struct SSDA903ReturnTests {
    private func made(
        _ journal: String, _ year: Int, authority: String? = nil
    ) throws -> SSDA903Return {
        let view = try Journals.records("\(journal).jsonl").asOf(.now)
        return try SSDA903Return(view, year: year, authority: authority)
    }

    // MARK: Acceptance

    @Test func `AF6 is one missing row a child, over midnight`() throws {
        let rows = try made("af6", 2026).rows("missing.csv")
        #expect(rows.count == 3)
        #expect(rows.allSatisfy { $0.hasSuffix(",M,02/05/2025,03/05/2025") })
    }

    @Test func `AF7 is three rows that touch: away, missing, away`() throws {
        let rows = try made("af7", 2026).rows("missing.csv")
        #expect(
            rows.map { $0.split(separator: ",", maxSplits: 2)[2] } == [
                "A,12/06/2025,12/06/2025", "M,12/06/2025,12/06/2025", "A,12/06/2025,13/06/2025",
            ])
    }

    @Test func `AF8 is two equal rows`() throws {
        let rows = try made("af8", 2026).rows("missing.csv")
        #expect(rows.count == 2)
        #expect(Set(rows).count == 1)
    }

    @Test func `AF9: a transfer while missing cuts the row, and both halves end`() throws {
        let made = try made("af9-closed", 2025)
        #expect(
            try made.rows("missing.csv").map { String($0.suffix(23)) } == [
                "M,10/03/2025,17/03/2025", "M,17/03/2025,20/03/2025",
            ])
        #expect(try made.failures == [])
        #expect(
            try made.rows("episodes.csv") == [
                "T9001,03/06/2024,S,C2,N1,K2,PR4,17/03/2025,X1,CARPL,,,SC900901",
                "T9001,17/03/2025,P,C2,N1,K2,PR4,,,,,,SC900902",
            ])
    }

    @Test func `AF9: still open at the year's end, it stays open and is announced`() throws {
        let made = try made("af9-open", 2025)
        let missing = try made.rows("missing.csv")
        try #require(missing.count == 2)
        #expect(missing[0].hasSuffix(",M,10/03/2025,17/03/2025"))
        #expect(missing[1].hasSuffix(",M,17/03/2025,"))
        let rows = try made.failures
        try #require(rows.count == 1)
        #expect(rows[0].hasPrefix("575,3,T9001,17/03/2025 to still open: "))
    }

    @Test func `AF9: what is open at the year's end comes again with its own start`() throws {
        let rows = try made("af9-open", 2026).rows("missing.csv")
        try #require(rows.count == 1)
        #expect(rows[0].hasSuffix(",M,17/03/2025,"))
    }

    @Test func `AF10: at 18 still missing, row and care end on the birthday with E8`() throws {
        let made = try made("af10", 2026)
        #expect(
            try made.rows("missing.csv") == [
                "B10001,10/05/2007,M,08/05/2025,10/05/2025",
                "B10002,10/05/2007,M,08/05/2025,10/05/2025",
            ])
        #expect(
            try made.rows("episodes.csv").map { $0.split(separator: ",")[7...8] }
                == [["10/05/2025", "E8"], ["10/05/2025", "E8"]])
        #expect(try made.failures == [])
    }

    @Test func `AF10: before the birthday nothing ends`() throws {
        let records = try Journals.records("af10.jsonl")
        let view = try records.asOf(.recorded(before: Tale.moment("2025-05-09T12:00:00+01:00")))
        let made = try SSDA903Return(view, year: 2026)
        #expect(try made.rows("missing.csv").allSatisfy { $0.hasSuffix(",M,08/05/2025,") })
        #expect(try made.rows("episodes.csv").allSatisfy { $0.contains(",PR4,,,,") })
    }

    @Test func `AF13: days are those of London`() throws {
        #expect(
            try made("af13", 2025).rows("missing.csv").map { $0.suffix(21) } == [
                "28/03/2025,29/03/2025"
            ])
        #expect(
            try made("af13", 2026).rows("missing.csv").map { $0.suffix(21) } == [
                "25/10/2025,26/10/2025"
            ])
    }

    // MARK: Who and when

    @Test func `the titles and the code of the sex are those of the year`() throws {
        let (old, new) = (try made("af9-closed", 2024), try made("af9-closed", 2025))
        #expect(old.specification.version == "ssda903/2016-17")
        #expect(new.specification.version == "ssda903/2024-25")
        let head = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
        #expect(String(decoding: try new.bytes("header.csv"), as: UTF8.self).hasPrefix(head))
        #expect(try new.rows("header.csv").first?.hasPrefix("T9001,M,") == true)
        #expect(throws: StatutoryReturnError.self) { try made("af9-closed", 2016) }
        #expect(throws: StatutoryReturnError.self) { try made("af9-closed", 2028) }
    }

    @Test func `an authority without a child and without a registration is refused`() throws {
        #expect(try made("af6", 2026, authority: "LA1").rows("header.csv").count == 3)
        let error = #expect(throws: RecordError.self) {
            try made("af6", 2026, authority: "LA2")
        }
        #expect(error == .unknownAuthority("LA2"))
    }

    @Test func `what lies outside care is left out with a note`() throws {
        let tale = try Tale()
        try tale.add(
            .careCeased, "2025-05-20T00:00:00+01:00", ["dec": "2025-05-20", "rec": "E4A"],
            precision: "date")
        try tale.absence("2025-06-02T20:00:00+01:00")
        try tale.returned("2025-06-03T20:00:00+01:00")
        let made = try SSDA903Return(try tale.records.asOf(.now), year: 2026)
        #expect(try made.rows("missing.csv") == [])
        let notes = try made.notes
        try #require(notes.count == 1)
        #expect(notes[0].hasPrefix("note,,C001,\"M 02/06/2025 to 03/06/2025: left out"))
    }

    @Test func `care that ends while the child is missing ends the row`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-18T20:00:00+01:00")
        try tale.add(
            .careCeased, "2025-05-20T00:00:00+01:00", ["dec": "2025-05-20", "rec": "E4A"],
            precision: "date")
        let made = try SSDA903Return(try tale.records.asOf(.now), year: 2026)
        #expect(try made.rows("missing.csv") == ["C001,03/02/2010,M,18/05/2025,20/05/2025"])
        #expect(try made.failures == [])
        #expect(try made.rows("episodes.csv")[0].contains(",20/05/2025,E4A,"))
    }

    @Test func `a change of legal status alone cuts the episode and not the row`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-18T20:00:00+01:00")
        try tale.add(
            .legalStatusChanged, "2025-05-20T00:00:00+01:00", ["ls": "C1", "from": "2025-05-20"],
            precision: "date")
        try tale.add(
            .legalStatusChanged, "2025-05-25T00:00:00+01:00", ["ls": "C2", "from": "2025-05-25"],
            precision: "date")
        let made = try SSDA903Return(try tale.records.asOf(.now), year: 2026)
        #expect(try made.rows("missing.csv") == ["C001,03/02/2010,M,18/05/2025,"])
        #expect(try made.failures.map { String($0.prefix(11)) } == ["575,2,C001,"])
        #expect(
            try made.rows("episodes.csv").map { $0.split(separator: ",")[2...3] }
                == [["S", "C1"], ["L", "C2"]])
    }

    // MARK: Reading back

    @Test(arguments: ["af6", "af7", "af8", "af9-closed", "af9-open", "af10", "af13"])
    func `our own importer reads the return and makes the same rows again`(
        journal: String
    ) throws {
        let year = journal.hasPrefix("af9") || journal == "af13" ? 2025 : 2026
        let made = try made(journal, year)
        try Folders.withTemporary { folder in
            for file in made.files.dropLast() {
                try Data(try made.bytes(file)).write(to: folder.appending(path: file))
            }
            let records = try Records.inMemory()
            let report = try records.importSSDA903(
                folder, authority: "LA1", onRefusal: .importNothing)
            #expect(report.isStored)
            let again = try SSDA903Return(try records.asOf(.now), year: year)
            #expect(try again.rows("missing.csv") == (try made.rows("missing.csv")))
            #expect(try again.rows("episodes.csv") == (try made.rows("episodes.csv")))
        }
    }

    @Test func `the sector's sample, imported and exported again, has the same missing rows`()
        throws
    {
        let sample = Folders.package.deletingLastPathComponent()
            .appending(path: "shared/samples/d2i")
        guard FileManager.default.fileExists(atPath: sample.path) else {
            print("skipped: no sample return beside the checkout, in shared/samples/d2i")
            return
        }
        let records = try Records.inMemory()
        _ = try records.importSSDA903(sample, authority: "LA1", onRefusal: .importNothing)
        let made = try SSDA903Return(try records.asOf(.now), year: 2018)
        let given = try String(contentsOf: sample.appending(path: "missing.csv"), encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst().map(String.init)
        #expect(try made.rows("missing.csv").sorted() == given.sorted())
    }

    // MARK: Words

    @Test func `without the key there is no return`() throws {
        try Folders.withTemporary { folder in
            let path = folder.appending(path: "log").path
            let key = MemoryKey()
            let tale = try Tale { try Records.open(at: path, keys: key, clock: $0) }
            try tale.records.close()
            let sealed = try Records.open(at: path, keys: nil, access: .readOnly)
            let error = #expect(throws: StatutoryReturnError.self) {
                try SSDA903Return(try sealed.asOf(.now), year: 2026)
            }
            #expect(error?.description.contains("needs the log's key") == true)
            try sealed.close()
        }
    }

    @Test func `a child whose words are erased is left out, and a note says so`() throws {
        let tale = try Tale.withWords()
        try tale.erase(.narrative, .identity)
        let made = try SSDA903Return(try tale.records.asOf(.now), year: 2026)
        for file in ["header.csv", "episodes.csv", "missing.csv"] {
            #expect(try made.rows(file) == [])
        }
        let notes = try made.rows("exceptions.csv")
        try #require(notes.count == 1)
        #expect(notes[0].hasPrefix("note,,#1,"))
        #expect(notes[0].contains("1 missing rows"))
    }

    @Test func `sex, ethnicity, number and birth are those in force`() throws {
        let tale = try Tale()
        let changed = try tale.add(
            .childDetailsChanged, "2025-05-02T09:00:00Z", [:],
            words: ["sex": "M", "ethnicity": "MWBC", "upn": "A123456789012"])
        func header() throws -> [String] {
            try SSDA903Return(try tale.records.asOf(.now), year: 2026).rows("header.csv")
        }
        #expect(try header() == ["C001,M,03/02/2010,MWBC,A123456789012,,"])
        try tale.correct(changed, "2025-05-03T09:00:00Z", "narrative.ethnicity", to: "WROM")
        #expect(try header() == ["C001,M,03/02/2010,WROM,A123456789012,,"])
        try tale.add(
            .childDetailsChanged, "2025-05-04T09:00:00Z", [:], words: ["dob": "2011-02-03"])
        #expect(try header() == ["C001,M,03/02/2011,WROM,A123456789012,,"])
        try tale.withdraw(changed, "2025-05-05T09:00:00Z")
        #expect(try header().first?.hasSuffix(",UN1,,") == true)
    }
}
