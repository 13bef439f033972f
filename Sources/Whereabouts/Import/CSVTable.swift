import Foundation

/// A small table of comma-separated values, as RFC 4180 has them, with a header line.
///
/// Accepts LF, CRLF and CR, quotes and a byte-order mark; bytes that are not UTF-8 are read as
/// Windows-1252, as spreadsheets save them. Rows without any value, as spreadsheets save them below
/// a table, are no rows; nor are columns without a name, unless a row has something there.
struct CSVTable {
    /// The largest file accepted: 256 MiB, some hundred times a large authority's return.
    static let limitBytes = 1 << 28

    /// The file's name, without its folder.
    let file: String
    /// The header's names, in upper case.
    let columns: [String]
    /// The rows, each with the number of its first line, from 2.
    let rows: [Row]
    /// Whether the bytes were read as Windows-1252.
    let isWindows1252: Bool

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
        let data = try Data(contentsOf: url)
        let utf8 = String(bytes: data, encoding: .utf8)
        isWindows1252 = utf8 == nil
        let isUTF16 = data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF])
        guard !isUTF16, let text = utf8 ?? String(bytes: data, encoding: .windowsCP1252) else {
            throw ReturnError.notUTF8(file: file)
        }
        var records = try CSVScanner(text).records(file)
        guard !records.isEmpty else { throw ReturnError.empty(file: file) }
        let columns = records.removeFirst().fields.map { $0.uppercased() }
        self.columns = columns
        var places: [String: Int] = [:]
        for (place, name) in columns.enumerated() where !name.isEmpty {
            guard places.updateValue(place, forKey: name) == nil else {
                throw ReturnError.columnTwice(file: file, column: name)
            }
        }
        for record in records {
            let extra = record.fields.indices.first {
                !record.fields[$0].isEmpty && ($0 >= columns.count || columns[$0].isEmpty)
            }
            if let extra {
                throw ReturnError.noColumn(file: file, line: record.line, place: extra + 1)
            }
        }
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
            let isReturn = byte == UInt8(ascii: "\r")
            if isReturn, index < bytes.count, bytes[index] == UInt8(ascii: "\n") {
                if isQuoted { field.append(byte) }
                continue
            }
            if isReturn || byte == UInt8(ascii: "\n") { line += 1 }
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
            case UInt8(ascii: "\r") where !isQuoted, UInt8(ascii: "\n") where !isQuoted:
                fields.append(text())
                if fields.contains(where: { !$0.isEmpty }) { records.append((firstLine, fields)) }
                (fields, field, firstLine) = ([], [], line)
            default: field.append(byte)
            }
        }
        guard !isQuoted else { throw .openQuote(file: file, line: firstLine) }
        fields.append(text())
        if fields.contains(where: { !$0.isEmpty }) { records.append((firstLine, fields)) }
        return records
    }
}
