public import EventLog

/// Local time in England: which day a moment belongs to, and when a day begins.
///
/// The rules are part of the library, not of the machine, so that a report is the same bytes on
/// every machine. Since 1996 the clocks are one hour ahead from the last Sunday of March to the
/// last Sunday of October, both at 01:00 UTC (Summer Time Act 1972 as amended in 2002).
public enum London {
    /// Seconds ahead of UTC at `moment`: 0, 3600, or 7200 in the double summer time of the 1940s.
    public static func secondsAheadOfUTC(at moment: Instant) -> Int64 {
        let seconds = Calendar.floorDivide(moment.microseconds, 1_000_000)
        guard seconds >= secondsAt1996 else { return secondsAheadBefore1996(seconds) }
        let year = Calendar.date(Int(Calendar.floorDivide(seconds, 86_400))).year
        let isSummer = seconds >= change(3, of: year) && seconds < change(10, of: year)
        return isSummer ? 3600 : 0
    }

    /// Whether London's clocks show the same time an hour before or after `moment`, as they do in
    /// the hour that is there twice when the clocks go back.
    public static func isRepeated(_ moment: Instant) -> Bool {
        let ahead = secondsAheadOfUTC(at: moment)
        return secondsAheadOfUTC(at: moment.adding(seconds: 3600)) == ahead - 3600
            || secondsAheadOfUTC(at: moment.adding(seconds: -3600)) == ahead + 3600
    }

    /// What the time in London is called at `moment`: `GMT`, `BST`, or `BDST` in the double summer
    /// time of the 1940s.
    public static func zone(at moment: Instant) -> String {
        switch secondsAheadOfUTC(at: moment) {
        case 0: "GMT"
        case 3600: "BST"
        default: "BDST"
        }
    }

    /// The day in London at `moment`; ``LocalDate/first`` or ``LocalDate/last`` beyond them.
    public static func date(of moment: Instant) -> LocalDate {
        let local = Calendar.floorDivide(moment.microseconds, 1_000_000)
        let seconds = local + secondsAheadOfUTC(at: moment)
        return LocalDate(daysSince1970: Int(Calendar.floorDivide(seconds, 86_400)))
    }

    /// The moment at which `date` begins in London.
    public static func midnight(of date: LocalDate) -> Instant {
        startOfDay(date.daysSince1970)
    }

    /// The moment at which the day after `date` begins: the end of a day, which it excludes.
    public static func midnight(after date: LocalDate) -> Instant {
        startOfDay(date.daysSince1970 + 1)
    }

    /// The clocks change in the small hours, so the offset six hours before a midnight is its own.
    private static func startOfDay(_ days: Int) -> Instant {
        let midnightUTC = Instant(microseconds: Int64(days) * Calendar.microsecondsPerDay)
        let ahead = secondsAheadOfUTC(at: midnightUTC.adding(seconds: -6 * 3600))
        return midnightUTC.adding(seconds: -ahead)
    }

    private static let secondsAt1996 = Int64(Calendar.days(1996, 1, 1)) * 86_400
    private static let secondsAt1900 = Int64(Calendar.days(1900, 1, 1)) * 86_400

    /// Seconds since 1970 of 01:00 UTC on the last Sunday of a month of 31 days.
    private static func change(_ month: Int, of year: Int) -> Int64 {
        let last = Calendar.days(year, month, 31)
        // 1970-01-01 was a Thursday: 4 days after a Sunday.
        let daysAfterSunday = (last + 4) % 7
        return Int64(last - daysAfterSunday) * 86_400 + 3600
    }

    private static func secondsAheadBefore1996(_ seconds: Int64) -> Int64 {
        guard seconds >= secondsAt1900 else { return 0 }
        let hours = Int32((seconds - secondsAt1900) / 3600)
        let changes = changesBefore1996
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] >> 2 <= hours { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : Int64(changes[low - 1] & 3) * 3600
    }
}
