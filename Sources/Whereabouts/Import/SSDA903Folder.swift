import Foundation

/// The tables of one year's SSDA903 return, found by their columns, whatever the files' names.
struct SSDA903Folder {
    let header: CSVTable
    let episodes: CSVTable
    let missing: CSVTable

    static let headerColumns = ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]
    static let episodeColumns = [
        "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
        "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN",
    ]
    static let missingColumns = ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]

    /// Reads all CSV files of a folder.
    ///
    /// - Throws: ``ReturnError``, or an error of reading.
    init(_ folder: URL) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.lowercased().hasSuffix(".csv") }.sorted()
        let tables = try names.map { try CSVTable(folder.appending(path: $0)) }
        func table(_ name: String, _ columns: [String]) throws(ReturnError) -> CSVTable {
            let found = tables.filter { Set($0.columns) == Set(columns) }
            guard let first = found.first else {
                throw .tableMissing(table: name, columns: columns)
            }
            guard found.count == 1 else {
                throw .tableTwice(table: name, files: found.map(\.file))
            }
            return first
        }
        header = try table("Header", Self.headerColumns)
        episodes = try table("Episodes", Self.episodeColumns)
        missing = try table("Missing", Self.missingColumns)
    }

    var rowCount: Int { header.rows.count + episodes.rows.count + missing.rows.count }
}
