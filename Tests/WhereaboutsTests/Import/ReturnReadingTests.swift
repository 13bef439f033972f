import EventLog
import Foundation
import Testing
import Whereabouts

/// What a return may look like: files, columns, codes, blanks.
@Suite struct ReturnReadingTests {
    // MARK: Files

    @Test(arguments: [",,,,", ",,,,\n,,,,", "\n\n", " , ,,, ", ",,"])
    func `rows of blanks alone, as spreadsheets save them, are no rows`(blank: String) throws {
        let records = try Records.inMemory()
        var given = GivenReturn.absences("M,10/09/2023,12/09/2023")
        given.missing += blank.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        given.missing.append("1001,05/05/2010,A,10/10/2023,X")
        let report = try given.imported(into: records, .keepGoing)
        let line = given.missing.count + 1
        #expect(
            report.refusals.map(\.description) == [
                "missing.csv:\(line): MIS_END: a date is written dd/mm/yyyy"
            ])
        #expect(try records.absences() == [1, 0])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines end as any system ends them`(end: String) throws {
        let records = try Records.inMemory()
        var given = GivenReturn.absences("M,10/09/2023,12/09/2023", "A,1/10/2023,")
        given.lineEnd = end
        #expect(try given.imported(into: records).refusals == [])
        #expect(try records.absences() == [2, 1])
    }

    @Test func `columns without a name, and columns that the form does not have, are left out`()
        throws
    {
        let records = try Records.inMemory()
        var given = GivenReturn.absences("M,10/09/2023,12/09/2023")
        given.titles[2] += ",,"
        given.missing[0] += ",,"
        given.titles[0] += ",NAME,"
        given.header[0] += ",x,"
        let report = try given.imported(into: records)
        #expect(report.refusals == [])
        #expect(report.notices.keys.contains { $0.hasPrefix("1 columns that the form") })
        given.missing[0] += "12"
        let error = #expect(throws: ReturnError.self) { try given.imported(into: records) }
        #expect(error == .noColumn(file: "missing.csv", line: 2, place: 7))
    }

    @Test func `what makes a folder no return is said in a sentence`() throws {
        let records = try Records.inMemory()
        let given = GivenReturn()
        func error(_ change: @escaping (URL) throws -> Void) throws -> String {
            let error = #expect(throws: ReturnError.self) {
                try given.imported(into: records, change: change)
            }
            return error.map { "\($0)" } ?? ""
        }
        let files = FileManager.default
        let none = try error { try files.removeItem(at: $0.appending(path: "missing.csv")) }
        #expect(none.hasPrefix("no file of the folder is the Missing table"))
        #expect(none.hasSuffix("has a file with that line alone"))
        let lacking = try error {
            try Data("CHILD,DOB,MISSING,MIS_START,END\n".utf8)
                .write(to: $0.appending(path: "missing.csv"))
        }
        #expect(lacking.hasPrefix("missing.csv: the Missing table needs the columns MIS_END too"))
        let twice = try error {
            try files.copyItem(
                at: $0.appending(path: "missing.csv"), to: $0.appending(path: "last.csv"))
        }
        #expect(twice.hasPrefix("several files are the Missing table: last.csv, missing.csv"))
        let column = try error {
            try Data("CHILD,DOB,MISSING,MIS_START,MIS_END,dob\n".utf8)
                .write(to: $0.appending(path: "missing.csv"))
        }
        #expect(column == "missing.csv: line 1 names the column DOB twice; keep one")
        let xml = try error { folder in
            for name in given.names { try files.removeItem(at: folder.appending(path: name)) }
            try Data("<MESSAGE/>".utf8).write(to: folder.appending(path: "return.xml"))
        }
        #expect(xml.hasPrefix("return.xml: the return as XML is not read; have"))
        #expect(try records.log.size == 0)
    }

    @Test func `Windows-1252 is read, UTF-16 is refused`() throws {
        let records = try Records.inMemory()
        var given = GivenReturn()
        given.episodes = ["1001,01/06/2023,S,C2,N1,K2,PR4,,,,Zoë,,SC111111"]
        let report = try given.imported(into: records) {
            let text = given.texts[1]
            try text.data(using: .windowsCP1252)?.write(to: $0.appending(path: "episodes.csv"))
        }
        #expect(report.refusals == [])
        #expect(report.noticePlaces["not UTF-8: read as Windows-1252"] == ["episodes.csv:1"])
        let error = #expect(throws: ReturnError.self) {
            try given.imported(into: records) {
                try given.texts[1].data(using: .utf16)?.write(
                    to: $0.appending(path: "episodes.csv"))
            }
        }
        #expect(error == .notUTF8(file: "episodes.csv"))
    }

    // MARK: Codes

    @Test(arguments: ["H5", "P2", "Z1", "Q1", "F2", "T4", "h5"])
    func `a placement code of older returns is taken over with a notice`(code: String) throws {
        let records = try Records.inMemory()
        let provider = ["Z1", "T4"].contains(code) ? "" : "PR1"
        let row = "01/06/2023,S,C2,N1,\(code.uppercased()),\(provider),,,,,,SC111111"
        let report = try GivenReturn.care(row.replacing("H5", with: code)).imported(into: records)
        #expect(report.refusals == [])
        let isRetired = code != "T4"
        #expect(
            report.notices.keys.contains { $0.hasPrefix("PLACE \(code.uppercased()): a code of") }
                == isRetired)
        #expect(try records.returned("episodes", 2024) == ["1001,\(row)"])
    }

    @Test(arguments: [
        (0, "1001,X,05/05/2010,WBRI,UN1,,", "header.csv:2: SEX: X was never a code"),
        (0, "1001,M,05/05/2010,WXYZ,UN1,,", "header.csv:2: ETHNIC: WXYZ was never a code"),
        (1, "1001,01/06/2023,S,C2,N1,K9,PR4,,,,,,", "episodes.csv:2: PLACE: K9 was never"),
        (1, "1001,01/06/2023,S,C9,N1,K2,PR4,,,,,,", "episodes.csv:2: LS: C9 was never"),
        (1, "1001,01/06/2023,S,C2,N9,K2,PR4,,,,,,", "episodes.csv:2: CIN: N9 was never"),
        (1, "1001,01/06/2023,S,C2,N1,K2,PR9,,,,,,", "episodes.csv:2: PLACE_PROVIDER: PR9 was"),
        (1, "1001,01/06/2023,X,C2,N1,K2,PR4,,,,,,", "episodes.csv:2: RNE: expected S, P"),
        (
            1, "1001,01/06/2023,S,C2,N1,K2,PR4,02/06/2023,E99,,,,",
            "episodes.csv:2: REC: E99 was never"
        ),
        (
            1, "1001,01/06/2023,S,C2,N1,K2,PR4,02/06/2023,X1,Moved away,,,",
            "episodes.csv:2: REASON_PLACE_CHANGE: a value of another form was never"
        ),
        (1, "1001,01/06/2023,S,C2,N1,K2,,,,,,,", "episodes.csv:2: PLACE_PROVIDER: missing; only"),
        (1, "1001,01/06/2023,S,C2,N1,,PR4,,,,,,", "episodes.csv:2: PLACE: missing"),
        (1, "1001,01/06/2023,S,C2,N1,K2,PR4,01/05/2023,X1,,,,", "episodes.csv:2: DEC: before"),
        (1, "1001,01/06/2023,S,C2,N1,K2,PR4,02/06/2023,,,,,", "episodes.csv:2: REC: missing"),
        (2, "1001,05/05/2010,X,10/09/2023,", "missing.csv:2: MISSING: expected M or A"),
        (2, "1001,05/05/2010,M,,", "missing.csv:2: MIS_START: missing"),
        (2, "1009,05/05/2010,M,10/09/2023,", "missing.csv:2: CHILD: not in the Header table"),
    ])
    func `what was never a code, or contradicts the form, is refused by file, line and column`(
        table: Int, row: String, start: String
    ) throws {
        let records = try Records.inMemory()
        var given = GivenReturn.absences("M,10/09/2023,12/09/2023")
        switch table {
        case 0: given.header = [row]
        case 1: given.episodes = [row]
        default: given.missing = [row]
        }
        let report = try given.imported(into: records)
        let text = report.refusals.first?.description ?? ""
        #expect(text.hasPrefix(start), "\(text)")
        #expect(!text.contains("Moved"))
        #expect(try records.log.size == 0)
    }

    // MARK: Blanks of the form

    @Test(arguments: ["T0", "T1", "T2", "T3", "T4", "Z1", "Z11", "Z12", "Z13", "Z14"])
    func `a temporary placement has no provider, and comes out again so`(code: String) throws {
        let records = try Records.inMemory()
        let rows = GivenReturn.care(
            "01/06/2023,S,C2,N1,K2,PR4,05/07/2023,X1,OTHER,,,SC111111",
            "05/07/2023,P,C2,N1,\(code),,19/07/2023,X1,OTHER,,,",
            "19/07/2023,P,C2,N1,K2,PR4,,,,,,SC111111")
        #expect(try rows.imported(into: records).refusals == [])
        #expect(try records.returned("episodes", 2024) == rows.episodes)
    }

    @Test func `a child without episode rows is registered, with absences`() throws {
        let records = try Records.inMemory()
        var given = GivenReturn.absences("M,10/09/2023,12/09/2023")
        given.episodes = []
        #expect(try given.imported(into: records).refusals == [])
        #expect(try records.absences() == [1, 0])
        #expect(try given.imported(into: records).imported == 0)
    }

    @Test func `an end before the start stands as it came`() throws {
        let records = try Records.inMemory()
        let report = try GivenReturn.absences("M,12/09/2023,10/09/2023").imported(into: records)
        #expect(report.noticePlaces["MIS_END before MIS_START: taken over as it came"] != nil)
        let returned = try records.history(of: "1001").entries.last { $0.kind == .childReturned }
        let day = London.midnight(of: try LocalDate(year: 2023, month: 9, day: 10))
        #expect(returned?.occurrence.at == day)
    }
}
