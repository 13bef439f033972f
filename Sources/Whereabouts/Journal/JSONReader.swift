/// What a reader of JSON accepts at most.
public struct JSONLimits: Hashable, Sendable {
    /// Levels of arrays and objects.
    public var depth = 32
    /// Members of one array or object.
    public var members = 10_000
    /// Bytes of one number.
    public var numberBytes = 100

    /// The usual limits: 32 levels, 10,000 members, numbers of 100 bytes.
    public init() {}
}

extension JSONValue {
    /// Reads exactly one value, RFC 8259, with white space around it at most.
    ///
    /// - Throws: ``JSONError`` with the first byte that is wrong.
    public init(
        parsing bytes: Span<UInt8>, limits: JSONLimits = JSONLimits()
    ) throws(JSONError) {
        var reader = JSONReader(limits: limits)
        self = try reader.wholeText(bytes)
    }

    /// Reads exactly one value from `text`, as ``init(parsing:limits:)-(Span<UInt8>,_)`` does.
    ///
    /// - Throws: ``JSONError`` with the first byte that is wrong.
    public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        let bytes = Array(text.utf8)
        try self.init(parsing: bytes.span, limits: limits)
    }
}

/// A reader of one text; the bytes are lent to each step, as a span cannot be kept.
private struct JSONReader {
    let limits: JSONLimits
    var offset = 0

    init(limits: JSONLimits) {
        self.limits = limits
    }

    mutating func wholeText(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        skipSpace(bytes)
        let value = try value(bytes, depth: 0)
        skipSpace(bytes)
        guard offset == bytes.count else { throw .trailingBytes(offset: offset) }
        return value
    }

    private mutating func value(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONValue {
        switch try peek(bytes) {
        case UInt8(ascii: "{"): return .object(try members(bytes, depth: depth + 1))
        case UInt8(ascii: "["): return .array(try elements(bytes, depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string(bytes))
        case UInt8(ascii: "t"): return try word(bytes, "true", .bool(true))
        case UInt8(ascii: "f"): return try word(bytes, "false", .bool(false))
        case UInt8(ascii: "n"): return try word(bytes, "null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(bytes)
        default: throw .unexpected(offset: offset, expected: "a value")
        }
    }

    private mutating func members(
        _ bytes: Span<UInt8>, depth: Int
    ) throws(JSONError) -> [JSONMember] {
        guard try opens(bytes, depth: depth, closing: UInt8(ascii: "}")) else { return [] }
        var members: [JSONMember] = []
        var names: Set<String> = []
        repeat {
            let start = offset
            guard try peek(bytes) == UInt8(ascii: "\"") else {
                throw .unexpected(offset: start, expected: "a name")
            }
            let name = try string(bytes)
            if isKnown(name, in: members, &names) { throw .duplicateName(offset: start) }
            guard members.count < limits.members else {
                throw .tooManyMembers(offset: start, limit: limits.members)
            }
            skipSpace(bytes)
            try take(UInt8(ascii: ":"), bytes, expected: "a colon")
            members.append(JSONMember(name, try value(bytes, depth: depth)))
        } while try continues(bytes, closing: UInt8(ascii: "}"))
        return members
    }

    private mutating func elements(
        _ bytes: Span<UInt8>, depth: Int
    ) throws(JSONError) -> [JSONValue] {
        guard try opens(bytes, depth: depth, closing: UInt8(ascii: "]")) else { return [] }
        var elements: [JSONValue] = []
        repeat {
            guard elements.count < limits.members else {
                throw .tooManyMembers(offset: offset, limit: limits.members)
            }
            elements.append(try value(bytes, depth: depth))
        } while try continues(bytes, closing: UInt8(ascii: "]"))
        return elements
    }

    /// Small objects are searched, large ones keep a set: neither is quadratic.
    private func isKnown(
        _ name: String, in members: [JSONMember], _ names: inout Set<String>
    ) -> Bool {
        guard members.count >= 16 else { return members.contains { $0.name == name } }
        if names.isEmpty { names.formUnion(members.lazy.map(\.name)) }
        return !names.insert(name).inserted
    }

    /// Enters an array or object; false when it is empty and already left.
    private mutating func opens(
        _ bytes: Span<UInt8>, depth: Int, closing: UInt8
    ) throws(JSONError) -> Bool {
        guard depth <= limits.depth else { throw .tooDeep(offset: offset, limit: limits.depth) }
        offset += 1
        skipSpace(bytes)
        guard try bytes[peekOffset(bytes)] != closing else {
            offset += 1
            return false
        }
        return true
    }

    /// Passes a comma, or leaves the array or object: then false.
    private mutating func continues(
        _ bytes: Span<UInt8>, closing: UInt8
    ) throws(JSONError) -> Bool {
        skipSpace(bytes)
        let next = bytes[try peekOffset(bytes)]
        guard next == UInt8(ascii: ",") || next == closing else {
            throw .unexpected(offset: offset, expected: "a comma or the end")
        }
        offset += 1
        skipSpace(bytes)
        return next != closing
    }

    private mutating func take(
        _ byte: UInt8, _ bytes: Span<UInt8>, expected: String
    ) throws(JSONError) {
        guard try peek(bytes) == byte else {
            throw .unexpected(offset: offset, expected: expected)
        }
        offset += 1
        skipSpace(bytes)
    }

    private mutating func word(
        _ bytes: Span<UInt8>, _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for character in word.description.utf8 {
            guard try peek(bytes) == character else {
                throw .unexpected(offset: offset, expected: "true, false or null")
            }
            offset += 1
        }
        return value
    }

    private mutating func skipSpace(_ bytes: Span<UInt8>) {
        while offset < bytes.count,
            bytes[offset] == 0x20 || (bytes[offset] >= 0x09 && bytes[offset] <= 0x0D)
        {
            // 0x0B and 0x0C lie between the four white space bytes of JSON but are none.
            guard bytes[offset] != 0x0B, bytes[offset] != 0x0C else { return }
            offset += 1
        }
    }

    private func peek(_ bytes: Span<UInt8>) throws(JSONError) -> UInt8 {
        bytes[try peekOffset(bytes)]
    }

    private func peekOffset(_ bytes: Span<UInt8>) throws(JSONError) -> Int {
        guard offset < bytes.count else { throw .truncated(offset: offset) }
        return offset
    }
}

// MARK: Numbers

extension JSONReader {
    private mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        let start = offset
        if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        let isZero = try peek(bytes) == UInt8(ascii: "0")
        let digits = try digits(bytes)
        guard !isZero || digits == 1 else { throw .badNumber(offset: start) }
        var isWhole = true
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            _ = try self.digits(bytes)
        }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            offset += 1
            if let sign = try? peek(bytes), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                offset += 1
            }
            _ = try self.digits(bytes)
        }
        guard offset - start <= limits.numberBytes else {
            throw .numberTooLong(offset: start, limit: limits.numberBytes)
        }
        let text = try text(bytes.extracting(start..<offset), at: start)
        // "-0" is no integer: it would come back as "0".
        guard isWhole, text != "-0", let integer = Int64(text) else { return .decimal(text) }
        return .integer(integer)
    }

    /// Passes one digit or more.
    private mutating func digits(_ bytes: Span<UInt8>) throws(JSONError) -> Int {
        let start = offset
        while offset < bytes.count, bytes[offset] >= UInt8(ascii: "0"),
            bytes[offset] <= UInt8(ascii: "9")
        {
            offset += 1
        }
        if offset == start {
            guard offset < bytes.count else { throw .truncated(offset: offset) }
            throw .badNumber(offset: offset)
        }
        return offset - start
    }
}

// MARK: Texts

extension JSONReader {
    private mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> String {
        offset += 1
        let start = offset
        while true {
            let byte = try peek(bytes)
            if byte == UInt8(ascii: "\"") {
                let text = try text(bytes.extracting(start..<offset), at: start)
                offset += 1
                return text
            }
            guard byte != UInt8(ascii: "\\") else { return try escaped(bytes, from: start) }
            guard byte >= 0x20 else { throw .controlCharacter(offset: offset) }
            offset += 1
        }
    }

    /// Reads a text from `start` that has an escape at `offset`.
    private mutating func escaped(
        _ bytes: Span<UInt8>, from start: Int
    ) throws(JSONError) -> String {
        var decoded: [UInt8] = []
        for index in start..<offset { decoded.append(bytes[index]) }
        while true {
            let byte = try peek(bytes)
            if byte == UInt8(ascii: "\"") {
                offset += 1
                return try text(decoded.span, at: start)
            }
            guard byte >= 0x20 else { throw .controlCharacter(offset: offset) }
            if byte == UInt8(ascii: "\\") {
                try escape(bytes, into: &decoded)
            } else {
                decoded.append(byte)
                offset += 1
            }
        }
    }

    private mutating func escape(
        _ bytes: Span<UInt8>, into decoded: inout [UInt8]
    ) throws(JSONError) {
        let start = offset
        offset += 1
        let letter = try peek(bytes)
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"): decoded.append(contentsOf: try scalar(bytes, from: start).utf8)
        default: throw .badEscape(offset: start)
        }
    }

    /// Reads the digits of `\uXXXX`, and the second half of a surrogate pair.
    private mutating func scalar(
        _ bytes: Span<UInt8>, from start: Int
    ) throws(JSONError) -> String {
        let unit = try hexadecimal(bytes)
        if let scalar = Unicode.Scalar(unit) { return String(scalar) }
        guard unit < 0xDC00, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u")
        else { throw .loneSurrogate(offset: start) }
        offset += 2
        let second = try hexadecimal(bytes)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
        else { throw .loneSurrogate(offset: start) }
        return String(scalar)
    }

    private mutating func hexadecimal(_ bytes: Span<UInt8>) throws(JSONError) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            let byte = try peek(bytes)
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw .badEscape(offset: offset)
            }
            number = number << 4 | UInt32(digit)
            offset += 1
        }
        return number
    }

    private func text(_ bytes: Span<UInt8>, at start: Int) throws(JSONError) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes))
        } catch {
            throw .notUTF8(offset: start)
        }
    }
}
