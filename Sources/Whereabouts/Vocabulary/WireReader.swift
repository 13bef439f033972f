/// Reads protobuf fields from bytes that are lent to each step, as a span cannot be kept.
struct WireReader {
    /// The next byte to read.
    private(set) var offset = 0
    /// The first byte behind the message.
    let end: Int

    /// The kind that errors name.
    private let kind: Kind

    init(_ range: Range<Int>, _ kind: Kind) {
        offset = range.lowerBound
        end = range.upperBound
        self.kind = kind
    }

    var isAtEnd: Bool { offset >= end }

    mutating func tag(_ bytes: Span<UInt8>) throws(VocabularyError) -> (field: Int, type: WireType)
    {
        let tag = try varint(bytes)
        guard let type = WireType(rawValue: UInt8(tag & 7)), tag >> 3 > 0, tag >> 3 < 1 << 29 else {
            throw malformed("there is no such field number or wire type")
        }
        return (Int(tag >> 3), type)
    }

    mutating func varint(_ bytes: Span<UInt8>) throws(VocabularyError) -> UInt64 {
        guard offset < end else { throw malformed("a field is cut off") }
        let first = bytes[offset]
        offset += 1
        if first < 0x80 { return UInt64(first) }
        var value = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while true {
            guard offset < end else { throw malformed("a field is cut off") }
            let byte = bytes[offset]
            offset += 1
            guard shift < 63 || byte <= 1 else { throw malformed("a number has too many bytes") }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    mutating func fixed64(_ bytes: Span<UInt8>) throws(VocabularyError) -> Int64 {
        let range = try take(8)
        var value: UInt64 = 0
        for index in range.reversed() { value = value << 8 | UInt64(bytes[index]) }
        return Int64(bitPattern: value)
    }

    /// The place of a length-delimited value.
    mutating func delimited(_ bytes: Span<UInt8>) throws(VocabularyError) -> Range<Int> {
        let count = try varint(bytes)
        guard count <= UInt64(end - offset) else { throw malformed("a field is cut off") }
        return try take(Int(count))
    }

    mutating func skip(_ type: WireType, _ bytes: Span<UInt8>) throws(VocabularyError) {
        switch type {
        case .varint: _ = try varint(bytes)
        case .fixed64: _ = try take(8)
        case .delimited: _ = try delimited(bytes)
        case .fixed32: _ = try take(4)
        }
    }

    /// A length-delimited text.
    mutating func text(_ bytes: Span<UInt8>) throws(VocabularyError) -> String {
        let range = try delimited(bytes)
        guard let text = try? UTF8Span(validating: bytes.extracting(range)) else {
            throw malformed("a text is not UTF-8")
        }
        return String(copying: text)
    }

    /// The error that the bytes at ``offset`` break `rule`.
    func malformed(_ rule: String) -> VocabularyError {
        .malformed(kind: kind, offset: offset, rule: rule)
    }

    private mutating func take(_ count: Int) throws(VocabularyError) -> Range<Int> {
        guard count <= end - offset else { throw malformed("a field is cut off") }
        offset += count
        return offset - count..<offset
    }
}
