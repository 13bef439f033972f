/// A calendar day in England, from 1900 to 2199.
///
/// A day has no time and no zone; ``London`` says which moments belong to it. Every value is a day
/// that exists.
public struct LocalDate: Hashable, Comparable, Sendable {
    /// The day as one number: 20250502 for 2 May 2025; the form in which facts store it.
    public let yyyymmdd: Int32

    /// The first day that can be recorded.
    public static let first = LocalDate(trusted: 1900, 1, 1)
    /// The last day that can be recorded.
    public static let last = LocalDate(trusted: 2199, 12, 31)

    /// Makes a day of the calendar.
    ///
    /// - Throws: ``LocalDateError`` when the year is not 1900 to 2199 or the day does not exist.
    public init(year: Int, month: Int, day: Int) throws(LocalDateError) {
        guard (1900...2199).contains(year) else { throw .yearOutOfRange }
        guard (1...12).contains(month) else { throw .noSuchMonth }
        guard day >= 1, day <= Self.days(inMonth: month, of: year) else { throw .noSuchDay }
        self.init(trusted: year, month, day)
    }

    /// Reads the number of ``yyyymmdd``; `nil` when it is no day from 1900 to 2199.
    public init?(yyyymmdd: Int32) {
        let number = Int(yyyymmdd)
        let (year, month, day) = (number / 10000, number / 100 % 100, number % 100)
        guard let date = try? LocalDate(year: year, month: month, day: day) else { return nil }
        self = date
    }

    /// Reads an ISO 8601 day, `YYYY-MM-DD` and nothing else.
    ///
    /// - Throws: ``LocalDateError`` with the rule that is broken.
    public init(iso text: String) throws(LocalDateError) {
        let digits = Array(text.utf8)
        guard digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-"),
            let year = DecimalDigits.number(digits[0..<4]),
            let month = DecimalDigits.number(digits[5..<7]),
            let day = DecimalDigits.number(digits[8..<10])
        else { throw .notISO }
        try self.init(year: year, month: month, day: day)
    }

    /// The year, 1900 to 2199.
    public var year: Int { Int(yyyymmdd) / 10000 }
    /// The month, from 1.
    public var month: Int { Int(yyyymmdd) / 100 % 100 }
    /// The day of the month, from 1.
    public var day: Int { Int(yyyymmdd) % 100 }

    /// Days since 1970-01-01; negative before it.
    public var daysSince1970: Int { Calendar.days(year, month, day) }

    /// The day `days` days after 1970-01-01; ``first`` or ``last`` where that is beyond them.
    public init(daysSince1970 days: Int) {
        let clamped = min(max(days, Self.first.daysSince1970), Self.last.daysSince1970)
        let (year, month, day) = Calendar.date(clamped)
        self.init(trusted: year, month, day)
    }

    /// The day `days` later, or earlier if negative.
    ///
    /// ``first`` or ``last`` where that is beyond them.
    public func adding(days: Int) -> LocalDate {
        LocalDate(daysSince1970: daysSince1970 + min(max(days, -200_000), 200_000))
    }

    /// The same day `years` later, or earlier if negative; for ages ask ``birthday(_:)``.
    ///
    /// 28 February for 29 February in common years, as the SSDA903 return keeps an 18th birthday
    /// (rule 580); ``first`` or ``last`` where that is beyond them.
    public func adding(years: Int) -> LocalDate {
        let year = self.year + min(max(years, -400), 400)
        guard year >= 1900 else { return .first }
        guard year <= 2199 else { return .last }
        return LocalDate(trusted: year, month, min(day, Self.days(inMonth: month, of: year)))
    }

    /// The day on which somebody born on this day attains the age of `years`.
    ///
    /// An age is attained at the start of the birthday (Family Law Reform Act 1969, section 9); who
    /// was born on 29 February attains it on 1 March in common years. ``first`` or ``last`` where
    /// that is beyond them.
    public func birthday(_ years: Int) -> LocalDate {
        let same = adding(years: years)
        let isClamped = same.year - year != years
        return same.day == day || isClamped ? same : same.adding(days: 1)
    }

    /// The age in completed years, on `day`, of somebody born on this day; `nil` before the birth.
    public func completedYears(on day: LocalDate) -> Int? {
        guard day >= self else { return nil }
        let years = day.year - year
        return day >= birthday(years) ? years : years - 1
    }

    /// Orders by time.
    public static func < (left: LocalDate, right: LocalDate) -> Bool {
        left.yyyymmdd < right.yyyymmdd
    }

    private init(trusted year: Int, _ month: Int, _ day: Int) {
        yyyymmdd = Int32(year * 10000 + month * 100 + day)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension LocalDate: CustomStringConvertible {
    /// The day as `YYYY-MM-DD`.
    public var description: String {
        var text: [UInt8] = []
        DecimalDigits.append(year, width: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        DecimalDigits.append(month, width: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        DecimalDigits.append(day, width: 2, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

/// Why something is no day that can be recorded.
@nonexhaustive
public enum LocalDateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text is not `YYYY-MM-DD`.
    case notISO
    /// The year is not 1900 to 2199.
    case yearOutOfRange
    /// The month is not 1 to 12.
    case noSuchMonth
    /// The month has no such day.
    case noSuchDay

    /// The rule that is broken.
    public var description: String {
        switch self {
        case .notISO: "a date is written YYYY-MM-DD"
        case .yearOutOfRange: "the year must be 1900 to 2199"
        case .noSuchMonth: "the month must be 01 to 12"
        case .noSuchDay: "the month has no such day"
        }
    }
}
