/// Numbers of a fixed count of decimal digits, as in dates and times.
enum DecimalDigits {
    /// The number that `digits` spell; `nil` when one is no digit.
    static func number(_ digits: some Sequence<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }

    /// Appends `number`, not negative, of at most `width` digits, with leading zeros.
    static func append(_ number: Int, width: Int, to text: inout [UInt8]) {
        var unit = 1
        for _ in 1..<width { unit *= 10 }
        while unit > 0 {
            text.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }
}
