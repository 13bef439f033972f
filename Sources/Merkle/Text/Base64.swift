/// Base64 as proofs and notes have it: RFC 4648 section 4, padded, one spelling for each value.
package enum Base64 {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
    private static let noValue: UInt8 = 0xFF

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: noValue, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// The text of `bytes`, padded to a multiple of four characters.
    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let taken = min(3, bytes.count - start)
            var group: UInt32 = 0
            for offset in 0..<3 {
                group = group << 8 | (offset < taken ? UInt32(bytes[start + offset]) : 0)
            }
            for place in 0..<4 {
                let digit = digits[Int(group >> UInt32(18 - 6 * place)) & 63]
                text.append(place <= taken ? digit : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of `text`; `nil` unless `text` is exactly what ``encode(_:)`` would write.
    ///
    /// Refused are missing padding, other characters, line breaks, and spare bits that are not zero:
    /// otherwise one proof could be spelled in several ways.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let text = Array(text.utf8)
        guard text.count % 4 == 0 else { return nil }
        let padded = text.suffix(2).reversed().prefix { $0 == padding }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        for (index, digit) in text.dropLast(padded).enumerated() {
            let value = values[Int(digit)]
            guard value != noValue else { return nil }
            group = group << 6 | UInt32(value)
            guard index % 4 == 3 else { continue }
            append(group, byteCount: 3, to: &bytes)
            group = 0
        }
        guard padded > 0 else { return bytes }
        let spareBits = UInt32(2 * padded)
        guard group & ((1 << spareBits) - 1) == 0 else { return nil }
        append(group << UInt32(6 * padded), byteCount: 3 - padded, to: &bytes)
        return bytes
    }

    private static func append(_ group: UInt32, byteCount: Int, to bytes: inout [UInt8]) {
        for place in 0..<byteCount {
            bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * place)))
        }
    }
}
