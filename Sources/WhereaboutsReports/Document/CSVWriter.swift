/// Writes rows of comma-separated values (RFC 4180) to a sink, a piece at a time.
///
/// UTF-8 without a byte-order mark, lines end in LF, fields are quoted where they must be; memory
/// does not grow with the rows.
public struct CSVWriter: ~Copyable {
    private var buffer: [UInt8] = []
    private let sink: ([UInt8]) throws -> Void
    private static let limitBytes = 1 << 16

    /// Makes a writer that hands pieces of some 64 KiB to `sink`.
    public init(to sink: @escaping ([UInt8]) throws -> Void) { self.sink = sink }

    /// Writes a row.
    ///
    /// - Throws: What the sink throws.
    public mutating func write(_ fields: [String]) throws {
        for (place, field) in fields.enumerated() {
            if place > 0 { buffer.append(UInt8(ascii: ",")) }
            Self.append(field, to: &buffer)
        }
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.limitBytes { try flush() }
    }

    /// Hands over what is left; call it once at the end.
    ///
    /// - Throws: What the sink throws.
    public consuming func finish() throws { try flush() }

    private mutating func flush() throws {
        guard !buffer.isEmpty else { return }
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private static func append(_ field: String, to bytes: inout [UInt8]) {
        let utf8 = field.utf8
        let mustQuote = utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        guard mustQuote || utf8.first == 0x20 || utf8.last == 0x20 else {
            bytes.append(contentsOf: utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
