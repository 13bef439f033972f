/// Why a folder of the SSDA903 return could not be read at all.
@nonexhaustive
public enum ReturnError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No file in the folder has the columns of a table.
    case tableMissing(table: String, columns: [String])
    /// A file has most columns of a table, but not all.
    case columnMissing(file: String, table: String, columns: [String])
    /// Two files have the columns of one table.
    case tableTwice(table: String, files: [String])
    /// The folder holds the return as XML, and not as CSV.
    case onlyXML(file: String)
    /// A file has two columns of one name.
    case columnTwice(file: String, column: String)
    /// A row has a value where no column has a name; `place` counts fields from 1.
    case noColumn(file: String, line: Int, place: Int)
    /// A file is larger than any return.
    case tooLarge(file: String, bytes: Int, limit: Int)
    /// A file is neither UTF-8 nor Windows-1252.
    case notUTF8(file: String)
    /// A file has no header line.
    case empty(file: String)
    /// A quoted field does not end.
    case openQuote(file: String, line: Int)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .tableMissing(let table, let columns):
            "no file of the folder is the \(table) table; it needs a CSV file with the columns "
                + "\(columns.joined(separator: ",")); a return without such rows has a file with "
                + "that line alone"
        case .columnMissing(let file, let table, let columns):
            "\(file): the \(table) table needs the columns \(columns.joined(separator: ", ")) too; "
                + "add them, or correct their names in the first line"
        case .tableTwice(let table, let files):
            "several files are the \(table) table: \(files.joined(separator: ", ")); keep one, "
                + "and import the returns of several years one by one"
        case .onlyXML(let file):
            "\(file): the return as XML is not read; have your case management system or the "
                + "Department's collection system write the tables Header, Episodes and Missing "
                + "as CSV files into the folder"
        case .columnTwice(let file, let column):
            "\(file): line 1 names the column \(column) twice; keep one"
        case .noColumn(let file, let line, let place):
            "\(file):\(line): field \(place) has a value, and line 1 has no column there; "
                + "remove it, or look for a comma that should stand in quotes"
        case .tooLarge(let file, let bytes, let limit):
            "\(file): \(bytes) bytes, the limit is \(limit)"
        case .notUTF8(let file):
            "\(file): neither UTF-8 nor Windows-1252; save it again as CSV UTF-8"
        case .empty(let file): "\(file): empty; the first line names the columns"
        case .openQuote(let file, let line): "\(file):\(line): a quote does not end"
        }
    }
}
