/// Writes a line of titles, then rows, and counts these.
struct RowWriter: ~Copyable {
    private var writer: CSVWriter
    private var titles: [String]?
    private(set) var count = 0

    init(_ titles: [String], to sink: @escaping ([UInt8]) throws -> Void) {
        writer = CSVWriter(to: sink)
        self.titles = titles
    }

    mutating func write(_ fields: [String]) throws {
        try writeTitles()
        try writer.write(fields)
        count += 1
    }

    consuming func finish() throws -> Int {
        try writeTitles()
        try writer.finish()
        return count
    }

    private mutating func writeTitles() throws {
        if let titles { try writer.write(titles) }
        titles = nil
    }
}
