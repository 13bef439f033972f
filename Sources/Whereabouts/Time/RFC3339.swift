public import EventLog

/// Moments as text: RFC 3339 section 5.6.
///
/// An offset is mandatory, a fraction has at most six digits, the year is 1900 to 2199, and neither
/// a leap second nor 24:00 is accepted: every text is one `Instant`, and every moment of that
/// range has one canonical text.
public enum RFC3339 {
    /// The moments that can be recorded: 1900-01-01T00:00:00Z up to, not including, 2200.
    public static let recordable =
        Instant(
            microseconds: Int64(Calendar.days(1900, 1, 1)) * Calendar.microsecondsPerDay)..<Instant(
            microseconds: Int64(Calendar.days(2200, 1, 1)) * Calendar.microsecondsPerDay)

    /// Reads a moment.
    ///
    /// - Throws: ``RFC3339Error`` with the rule that is broken.
    public static func parse(_ text: String) throws(RFC3339Error) -> Instant {
        try parse(Array(text.utf8))
    }

    /// Writes `moment` in UTC with `Z`, with as many digits of fraction as it needs, often none.
    ///
    /// A moment before year 0 or after 9999 is written as the nearest one that has a text.
    public static func format(_ moment: Instant) -> String {
        let microseconds = min(max(moment.microseconds, year0), year10000 - 1)
        let days = Calendar.floorDivide(microseconds, Calendar.microsecondsPerDay)
        let inDay = Int(microseconds - days * Calendar.microsecondsPerDay)
        let (year, month, day) = Calendar.date(Int(days))
        let seconds = inDay / 1_000_000
        var text: [UInt8] = []
        text.reserveCapacity(27)
        DecimalDigits.append(year, width: 4, to: &text)
        for (mark, number) in [
            ("-", month), ("-", day), ("T", seconds / 3600), (":", seconds / 60 % 60),
            (":", seconds % 60),
        ] as [(Unicode.Scalar, Int)] {
            text.append(UInt8(ascii: mark))
            DecimalDigits.append(number, width: 2, to: &text)
        }
        appendFraction(inDay % 1_000_000, to: &text)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    private static let year0 = Int64(Calendar.days(0, 1, 1)) * Calendar.microsecondsPerDay
    private static let year10000 = Int64(Calendar.days(10000, 1, 1)) * Calendar.microsecondsPerDay

    private static func appendFraction(_ microseconds: Int, to text: inout [UInt8]) {
        guard microseconds > 0 else { return }
        text.append(UInt8(ascii: "."))
        DecimalDigits.append(microseconds, width: 6, to: &text)
        while text.last == UInt8(ascii: "0") { text.removeLast() }
    }

    private static func parse(_ text: [UInt8]) throws(RFC3339Error) -> Instant {
        guard text.count >= 19,
            text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] | 0x20 == UInt8(ascii: "t"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            let year = DecimalDigits.number(text[0..<4]),
            let month = DecimalDigits.number(text[5..<7]),
            let day = DecimalDigits.number(text[8..<10]),
            let hour = DecimalDigits.number(text[11..<13]),
            let minute = DecimalDigits.number(text[14..<16]),
            let second = DecimalDigits.number(text[17..<19])
        else { throw .notDateAndTime }
        let date: LocalDate
        do throws(LocalDateError) {
            date = try LocalDate(year: year, month: month, day: day)
        } catch {
            throw .date(error)
        }
        guard hour <= 23 else { throw .noSuchHour }
        guard minute <= 59 else { throw .noSuchMinute }
        guard second <= 59 else { throw .noSuchSecond }
        let (fraction, offset) = try fractionAndOffset(text[19...])
        let seconds = Int64(date.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        let moment = Instant(microseconds: (seconds - Int64(offset)) * 1_000_000 + Int64(fraction))
        guard recordable.contains(moment) else { throw .date(.yearOutOfRange) }
        return moment
    }

    /// Reads what follows the seconds: microseconds, and the seconds ahead of UTC.
    private static func fractionAndOffset(
        _ text: ArraySlice<UInt8>
    ) throws(RFC3339Error) -> (microseconds: Int, offset: Int) {
        var (rest, microseconds) = (text, 0)
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix {
                $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
            }
            guard (1...6).contains(digits.count), let number = DecimalDigits.number(digits) else {
                throw .fractionTooLong
            }
            microseconds = (digits.count..<6).reduce(number) { value, _ in value * 10 }
            rest = rest[digits.endIndex...]
        }
        return (microseconds, try offset(rest))
    }

    private static func offset(_ text: ArraySlice<UInt8>) throws(RFC3339Error) -> Int {
        guard let sign = text.first else { throw .noOffset }
        if sign | 0x20 == UInt8(ascii: "z"), text.count == 1 { return 0 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), text.count == 6,
            text[text.startIndex + 3] == UInt8(ascii: ":"),
            let hours = DecimalDigits.number(text.dropFirst().prefix(2)), hours <= 23,
            let minutes = DecimalDigits.number(text.suffix(2)), minutes <= 59
        else { throw .badOffset }
        let seconds = hours * 3600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
}

/// Why a text is no moment that can be recorded.
@nonexhaustive
public enum RFC3339Error: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text does not begin `YYYY-MM-DDTHH:MM:SS`.
    case notDateAndTime
    /// The day does not exist, or its year, here or in UTC, is not 1900 to 2199.
    case date(LocalDateError)
    /// The hour is not 00 to 23; midnight is 00:00 of the next day.
    case noSuchHour
    /// The minute is not 00 to 59.
    case noSuchMinute
    /// The second is not 00 to 59; leap seconds are not counted.
    case noSuchSecond
    /// The fraction has no digit or more than six.
    case fractionTooLong
    /// There is no offset from UTC.
    case noOffset
    /// The offset is neither `Z` nor `+HH:MM` or `-HH:MM`, or something follows it.
    case badOffset

    /// The rule that is broken.
    public var description: String {
        switch self {
        case .notDateAndTime: "a time is written YYYY-MM-DDTHH:MM:SS, then its offset from UTC"
        case .date(let error): error.description
        case .noSuchHour: "the hour must be 00 to 23; midnight is 00:00 of the next day"
        case .noSuchMinute: "the minute must be 00 to 59"
        case .noSuchSecond: "the second must be 00 to 59; leap seconds are not accepted"
        case .fractionTooLong: "a fraction of a second has 1 to 6 digits"
        case .noOffset: "an offset is mandatory: Z, or as in +01:00"
        case .badOffset: "the offset must be Z or as in +01:00, and the last thing"
        }
    }
}
