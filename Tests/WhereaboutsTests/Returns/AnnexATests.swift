import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// List 8 of Annex A.
@Suite struct AnnexATests {
    private func list(_ journal: String, on day: String) throws -> AnnexAList8 {
        try AnnexAList8(
            try Journals.records("\(journal).jsonl").asOf(.now), on: try LocalDate(iso: day))
    }

    @Test func `it has 34 columns, and the four about absences to the letter`() throws {
        let columns = ReturnSpecification.annexAList8.columns(of: "list-8")
        try #require(columns.count == 34)
        #expect(
            Array(columns[28..<32]) == [
                "Number of Episodes the Child has been \u{2018}Missing\u{2019} from their Placement "
                    + "in the last 12 months",
                "Number of Episodes the Child has been \u{2018}Absent\u{2019} from their Placement "
                    + "in the last 12 months",
                "Was the child offered a Return Interview after their last missing episode (Y/N)?",
                "Did the child accept a Return Interview after their last missing episode (Y/N)?",
            ])
        #expect(
            columns[0...4] == ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age"])
        #expect(columns[32...] == ["Allocated Team", "Allocated Worker"])
    }

    @Test func `AF7 counts one missing and two away incidents, and the interview`() throws {
        let rows = try list("af7", on: "2025-09-01").rows("list-8.csv")
        try #require(rows.count == 1)
        #expect(rows[0].hasPrefix("N7001,a) Male,r) OOTH,"))
        #expect(rows[0].hasSuffix(",a) In,LA1,1,2,a) Yes,a) Yes,,"))
        #expect(rows[0].contains(",p) K2: Children's Homes,e) PR4: Private provision,,SC900601,"))
        #expect(rows[0].contains(",03/06/2024,C2: FCO,"))
    }

    @Test(
        arguments: [
            // The day itself counts, and so does the same day twelve months before.
            ("2025-06-12", "1,2"), ("2026-06-12", "1,2"), ("2026-06-13", "0,0"),
            ("2025-06-11", "0,0"),
        ])
    func `incidents of the twelve months count, both ends included`(
        day: String, counts: String
    ) throws {
        let row = try #require(try list("af7", on: day).rows("list-8.csv").first)
        let fields = row.split(separator: ",", omittingEmptySubsequences: false)
        #expect(fields[28...29].joined(separator: ",") == counts)
        #expect((fields[30] == "") == (counts == "0,0"))
    }

    @Test(
        arguments: [
            ("2025-05-01", 1), ("2025-05-20", 1), ("2025-11-20", 1), ("2025-11-21", 0),
        ])
    func `a child whose care ceased stays on the list for six months`(
        day: String, count: Int
    ) throws {
        let tale = try Tale()
        try tale.add(
            .careCeased, "2025-05-20T00:00:00+01:00", ["dec": "2025-05-20", "rec": "E4A"],
            precision: "date")
        let list = try AnnexAList8(
            try tale.records.asOf(.now), on: try LocalDate(iso: day))
        #expect(try list.rows("list-8.csv").count == count)
    }

    @Test func `an interview that nobody offered in time is a no, before that unknown`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T20:00:00+01:00")
        try tale.returned("2025-05-03T20:00:00+01:00")
        func answers(_ time: String) throws -> String {
            let view = try tale.records.asOf(.recorded(before: Tale.moment(time)))
            let list = try AnnexAList8(view, on: try LocalDate(iso: "2025-05-10"))
            return try list.rows("list-8.csv")[0].split(
                separator: ",", omittingEmptySubsequences: false)[30...31].joined(separator: " ")
        }
        #expect(try answers("2025-05-04T20:00:00+01:00") == "c) Unknown c) Unknown")
        #expect(try answers("2025-05-07T20:00:00+01:00") == "b) No b) No")
    }

    @Test func `two workbooks of the same list are the same bytes`() throws {
        let first = try list("af6", on: "2025-09-01").bytes("list-8.xlsx")
        #expect(first == (try list("af6", on: "2025-09-01").bytes("list-8.xlsx")))
        #expect(first.starts(with: [0x50, 0x4B, 3, 4]))
    }

    @Test(.enabled(if: MissingRulesTool.isInstalled, MissingRulesTool.remedy))
    func `openpyxl reads the workbook as the CSV file has it`() throws {
        let list = try list("af6", on: "2025-09-01")
        let read = """
            import csv, datetime, openpyxl, sys
            sheet = openpyxl.load_workbook(sys.argv[1])["List 8"]
            def text(value):
                if isinstance(value, datetime.datetime):
                    return value.strftime("%d/%m/%Y")
                return "" if value is None else str(value)
            out = csv.writer(sys.stdout, lineterminator="\\n")
            for row in sheet.iter_rows(max_col=34, values_only=True):
                out.writerow([text(value) for value in row])
            """
        try Folders.withTemporary { folder in
            try list.write(into: folder)
            let text = try MissingRulesTool.python(
                ["-c", read, folder.appending(path: "list-8.xlsx").path])
            #expect(text == String(decoding: try list.bytes("list-8.csv"), as: UTF8.self))
        }
    }
}
