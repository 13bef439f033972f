import Testing
import Whereabouts

/// The journal's JSON: strict in, the same bytes out.
@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-1", "9223372036854775807", "-9223372036854775808", "\"\"",
        "[]", "{}", "[1,[2,{\"a\":null}]]", "{\"b\":1,\"a\":[true,\"é😀\u{2028}\"]}", "1.50", "-0",
        "1e400", "9223372036854775808", "\"\\\"\\\\\\n\\r\\t\\u0001\"", "\"/\"",
    ])
    func `canonical text comes back as the same bytes`(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func `values keep order, and numbers their digits`() throws {
        let value = try JSONValue(parsing: " { \"b\" : 1 ,\t\"a\" : [ 1.50 , -0, 12 ] }\r\n")
        #expect(value == ["b": 1, "a": [.decimal("1.50"), .decimal("-0"), 12]])
        #expect(value["a"] == [.decimal("1.50"), .decimal("-0"), 12])
        #expect(value["c"] == nil)
    }

    @Test func `escapes are read, surrogate pairs too`() throws {
        let text = #""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000é""#
        #expect(
            try JSONValue(parsing: text)
                == .string("\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{1F600}\u{0}é"))
    }

    @Test(arguments: [
        ("", JSONError.truncated(offset: 0)), ("  ", .truncated(offset: 2)),
        ("[1", .truncated(offset: 2)), ("{\"a\":", .truncated(offset: 5)),
        ("\"abc", .truncated(offset: 4)), ("tru", .truncated(offset: 3)),
        ("\"\\u00", .truncated(offset: 5)), ("-", .truncated(offset: 1)),
        ("1.", .truncated(offset: 2)), ("{\"a\"", .truncated(offset: 4)),
        ("[1,]", .unexpected(offset: 3, expected: "a value")),
        ("{\"a\":1,}", .unexpected(offset: 7, expected: "a name")),
        ("{a:1}", .unexpected(offset: 1, expected: "a name")),
        ("{\"a\" 1}", .unexpected(offset: 5, expected: "a colon")),
        ("[1 2]", .unexpected(offset: 3, expected: "a comma or the end")),
        ("trUe", .unexpected(offset: 2, expected: "true, false or null")),
        ("NaN", .unexpected(offset: 0, expected: "a value")),
        ("\u{FEFF}1", .unexpected(offset: 0, expected: "a value")),
        ("'a'", .unexpected(offset: 0, expected: "a value")),
        ("1 2", .trailingBytes(offset: 2)), ("{}}", .trailingBytes(offset: 2)),
        ("{\"a\":1,\"a\":2}", .duplicateName(offset: 7)),
        ("{\"a\":1,\"\\u0061\":2}", .duplicateName(offset: 7)),
        ("\"a\nb\"", .controlCharacter(offset: 2)), ("\"\\n\n\"", .controlCharacter(offset: 3)),
        ("\"\\x\"", .badEscape(offset: 1)), ("\"\\u00g0\"", .badEscape(offset: 5)),
        ("\"\\ud800\"", .loneSurrogate(offset: 1)), ("\"\\udc00\"", .loneSurrogate(offset: 1)),
        ("\"\\ud800\\u0041\"", .loneSurrogate(offset: 1)),
        ("01", .badNumber(offset: 0)), ("-01", .badNumber(offset: 0)),
        ("1.x", .badNumber(offset: 2)), ("1e+", .truncated(offset: 3)),
        ("+1", .unexpected(offset: 0, expected: "a value")),
        (".5", .unexpected(offset: 0, expected: "a value")),
    ])
    func `what is no JSON names the byte and the rule`(text: String, error: JSONError) {
        #expect(throws: error) { try JSONValue(parsing: text) }
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0xE9, 0x22],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        #expect(throws: JSONError.notUTF8(offset: 1)) { try JSONValue(parsing: bytes.span) }
    }

    @Test func `depth, members and digits are limited`() throws {
        let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(throws: Never.self) { try JSONValue(parsing: deepest) }
        let bomb = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONError.tooDeep(offset: 32, limit: 32)) { try JSONValue(parsing: bomb) }
        let objects = String(repeating: "{\"a\":", count: 100_000)
        #expect(throws: JSONError.tooDeep(offset: 160, limit: 32)) {
            try JSONValue(parsing: objects)
        }
        var limits = JSONLimits()
        limits.members = 2
        #expect(throws: JSONError.tooManyMembers(offset: 5, limit: 2)) {
            try JSONValue(parsing: "[1,2,3]", limits: limits)
        }
        #expect(throws: JSONError.tooManyMembers(offset: 13, limit: 2)) {
            try JSONValue(parsing: "{\"a\":1,\"b\":2,\"c\":3}", limits: limits)
        }
        let huge = String(repeating: "9", count: 101)
        #expect(throws: JSONError.numberTooLong(offset: 0, limit: 100)) {
            try JSONValue(parsing: huge)
        }
    }

    @Test func `a repeated name is found in large objects too`() {
        let members = (0..<100).map { "\"k\($0)\":1" }.joined(separator: ",")
        #expect(throws: Never.self) { try JSONValue(parsing: "{\(members)}") }
        for repeated in [0, 15, 16, 99] {
            let error = #expect(throws: JSONError.self) {
                try JSONValue(parsing: "{\(members),\"k\(repeated)\":1}")
            }
            guard case .duplicateName? = error else {
                Issue.record("k\(repeated)")
                continue
            }
        }
    }

    @Test(arguments: UInt64(0)..<50)
    func `cut or damaged text is refused or read, never a crash`(seed: UInt64) {
        var random = RandomFacts(seed: seed)
        for schema in KindSchema.all {
            var bytes: [UInt8] = []
            random.facts(of: schema.kind).write(to: &bytes)
            let cut = Array(bytes.prefix(.random(in: 0..<bytes.count, using: &random.generator)))
            #expect(throws: JSONError.self) { try JSONValue(parsing: cut.span) }
            bytes[.random(in: 0..<bytes.count, using: &random.generator)] = .random(
                in: 0...255, using: &random.generator)
            _ = try? JSONValue(parsing: bytes.span)
        }
    }
}
