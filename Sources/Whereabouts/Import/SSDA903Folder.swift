import Foundation

/// The tables of one year's SSDA903 return, found by their columns, whatever the files' names.
///
/// Columns may stand in any order, and others beside them; those are not kept.
struct SSDA903Folder {
    let header: CSVTable
    let episodes: CSVTable
    let missing: CSVTable
    /// What is said of whole files, each with its file.
    let notices: [(file: String, text: String)]

    /// A table of the form: the columns that it cannot be without, and those that are not read.
    struct Form {
        let name: String
        let columns: [String]
        var others: [String] = []
    }

    static let forms = [
        Form(
            name: "Header", columns: ["CHILD", "SEX", "DOB", "ETHNIC"],
            others: ["UPN", "MOTHER", "MC_DOB"]),
        Form(
            name: "Episodes",
            columns: [
                "CHILD", "DECOM", "RNE", "LS", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
                "REASON_PLACE_CHANGE", "URN",
            ], others: ["CIN", "HOME_POST", "PL_POST"]),
        Form(name: "Missing", columns: ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]),
    ]

    /// Reads all CSV files of a folder.
    ///
    /// - Throws: ``ReturnError``, or an error of reading.
    init(_ folder: URL) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let tables = try names.filter { $0.lowercased().hasSuffix(".csv") }
            .map { try CSVTable(folder.appending(path: $0)) }
        if tables.isEmpty, let xml = names.first(where: { $0.lowercased().hasSuffix(".xml") }) {
            throw ReturnError.onlyXML(file: xml)
        }
        header = try Self.table(Self.forms[0], of: tables)
        episodes = try Self.table(Self.forms[1], of: tables)
        missing = try Self.table(Self.forms[2], of: tables)
        notices = Self.notices([header, episodes, missing])
    }

    private static func table(_ form: Form, of tables: [CSVTable]) throws(ReturnError) -> CSVTable {
        let found = tables.filter { Set($0.columns).isSuperset(of: form.columns) }
        guard found.count < 2 else {
            throw .tableTwice(table: form.name, files: found.map(\.file))
        }
        if let table = found.first { return table }
        let near = tables.first { table in
            let others = forms.filter { $0.name != form.name }
            return form.columns.count(where: table.columns.contains) * 4 > form.columns.count * 3
                && !others.contains { Set(table.columns).isSuperset(of: $0.columns) }
        }
        if let near {
            let lacking = form.columns.filter { !near.columns.contains($0) }
            throw .columnMissing(file: near.file, table: form.name, columns: lacking)
        }
        throw .tableMissing(table: form.name, columns: form.columns + form.others)
    }

    private static func notices(_ tables: [CSVTable]) -> [(file: String, text: String)] {
        var notices: [(file: String, text: String)] = []
        for (table, form) in zip(tables, forms) {
            if table.isWindows1252 {
                notices.append((table.file, "not UTF-8: read as Windows-1252"))
            }
            let known = Set(form.columns + form.others + [""])
            let count = table.columns.count { !known.contains($0) }
            if count > 0 {
                notices.append(
                    (table.file, "\(count) columns that the form does not have: left out"))
            }
            let unkept = ["MOTHER", "MC_DOB", "HOME_POST", "PL_POST"]
            for column in unkept
            where table.rows.contains(where: { !$0[column].isEmpty }) {
                notices.append((table.file, "\(column): not kept"))
            }
        }
        return notices
    }

    /// The last day of the collection year of the return: 31 March on or after its newest date.
    ///
    /// The return does not say its year. `nil` when no row has a date.
    var yearEnd: LocalDate? {
        let columns = [(episodes, ["DECOM", "DEC"]), (missing, ["MIS_START", "MIS_END"])]
        var newest: LocalDate?
        for (table, names) in columns {
            for row in table.rows {
                let row = SSDA903Row(table: table, row: row)
                for name in names {
                    guard let day = try? row.date(name) else { continue }
                    newest = max(newest ?? day, day)
                }
            }
        }
        guard let newest else { return nil }
        let year = newest.month > 3 ? newest.year + 1 : newest.year
        return try? LocalDate(year: year, month: 3, day: 31)
    }
}
