import Foundation

/// A small table of comma-separated values, as RFC 4180 has them, with a header line.
///
/// Accepts LF and CRLF, quotes and a byte-order mark; refuses what is not UTF-8.
struct CSVTable {
    /// The largest file accepted: 256 MiB, some hundred times a large authority's return.
    static let limitBytes = 1 << 28

    /// The file's name, without its folder.
    let file: String
    /// The header's names, in upper case.
    let columns: [String]
    /// The rows, each with the number of its first line, from 2.
    let rows: [Row]

    /// One row; fields by column name.
    struct Row {
        let line: Int
        let fields: [String]
        fileprivate let places: [String: Int]

        /// The field under `column`, without blanks around it; empty when there is none.
        subscript(column: String) -> String {
            guard let place = places[column], place < fields.count else { return "" }
            return fields[place]
        }
    }

    /// Reads a file.
    ///
    /// - Throws: ``ReturnError``, or an error of reading.
    init(_ url: URL) throws {
        file = url.lastPathComponent
        let size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        guard size <= Self.limitBytes else {
            throw ReturnError.tooLarge(file: file, bytes: size, limit: Self.limitBytes)
        }
        guard let text = String(bytes: try Data(contentsOf: url), encoding: .utf8) else {
            throw ReturnError.notUTF8(file: file)
        }
        var records = try CSVScanner(text).records(file)
        guard !records.isEmpty else { throw ReturnError.empty(file: file) }
        let header = records.removeFirst().fields.map { $0.uppercased() }
        columns = header
        var places: [String: Int] = [:]
        for (place, name) in header.enumerated() { places[name] = place }
        rows = records.map { Row(line: $0.line, fields: $0.fields, places: places) }
    }
}

/// Splits CSV text into records.
private struct CSVScanner {
    private let bytes: [UInt8]

    init(_ text: String) {
        let utf8 = Array(text.utf8)
        bytes = utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(utf8.dropFirst(3)) : utf8
    }

    func records(_ file: String) throws(ReturnError) -> [(line: Int, fields: [String])] {
        var records: [(line: Int, fields: [String])] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var (line, firstLine, isQuoted) = (1, 1, false)
        var index = 0
        func text() -> String {
            String(decoding: field, as: UTF8.self).trimmingCharacters(in: .whitespaces)
        }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch byte {
            case UInt8(ascii: "\"") where isQuoted:
                if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                    field.append(byte)
                    index += 1
                } else {
                    isQuoted = false
                }
            case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
            case UInt8(ascii: ",") where !isQuoted:
                fields.append(text())
                field = []
            case UInt8(ascii: "\r") where !isQuoted: break
            case UInt8(ascii: "\n") where !isQuoted:
                fields.append(text())
                if fields != [""] { records.append((firstLine, fields)) }
                (fields, field, firstLine) = ([], [], line)
            default: field.append(byte)
            }
        }
        guard !isQuoted else { throw .openQuote(file: file, line: firstLine) }
        fields.append(text())
        if fields != [""] { records.append((firstLine, fields)) }
        return records
    }
}

/// Why a folder of the SSDA903 return could not be read at all.
@nonexhaustive
public enum ReturnError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No file in the folder has the columns of a table.
    case tableMissing(table: String, columns: [String])
    /// Two files have the columns of one table.
    case tableTwice(table: String, files: [String])
    /// A file is larger than any return.
    case tooLarge(file: String, bytes: Int, limit: Int)
    /// A file is not UTF-8.
    case notUTF8(file: String)
    /// A file has no header line.
    case empty(file: String)
    /// A quoted field does not end.
    case openQuote(file: String, line: Int)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .tableMissing(let table, let columns):
            "no file of the folder is the \(table) table; it needs a CSV file with exactly the "
                + "columns \(columns.joined(separator: ","))"
        case .tableTwice(let table, let files):
            "several files are the \(table) table: \(files.joined(separator: ", ")); keep one"
        case .tooLarge(let file, let bytes, let limit):
            "\(file): \(bytes) bytes, the limit is \(limit)"
        case .notUTF8(let file): "\(file): not UTF-8; save it again in that encoding"
        case .empty(let file): "\(file): empty; the first line names the columns"
        case .openQuote(let file, let line): "\(file):\(line): a quote does not end"
        }
    }
}
