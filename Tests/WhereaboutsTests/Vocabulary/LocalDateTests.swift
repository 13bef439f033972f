import TestSupport
import Testing
import Whereabouts

/// Days.
@Suite struct LocalDateTests {
    private func day(_ text: String) throws -> LocalDate { try LocalDate(iso: text) }

    @Test(arguments: ["2024-02-29", "2000-02-29", "1900-01-01", "2199-12-31", "2025-05-02"])
    func `a day is read and written alike`(text: String) throws {
        let date = try day(text)
        #expect(date.description == text)
        #expect(LocalDate(yyyymmdd: date.yyyymmdd) == date)
        #expect(LocalDate(daysSince1970: date.daysSince1970) == date)
    }

    @Test(arguments: [
        ("2025-02-29", LocalDateError.noSuchDay), ("1900-02-29", .noSuchDay),
        ("2025-04-31", .noSuchDay), ("2025-01-00", .noSuchDay), ("2025-13-01", .noSuchMonth),
        ("2025-00-01", .noSuchMonth), ("0000-01-01", .yearOutOfRange),
        ("9999-12-31", .yearOutOfRange), ("1899-12-31", .yearOutOfRange),
        ("2200-01-01", .yearOutOfRange), ("2025-5-2", .notISO), ("20250502", .notISO),
        ("2025-05-02 ", .notISO), ("02/05/2025", .notISO), ("", .notISO), ("2025-0५-02", .notISO),
    ])
    func `what is no day says which rule`(text: String, rule: LocalDateError) {
        #expect(throws: rule) { try LocalDate(iso: text) }
    }

    @Test func `numbers that are no day are refused`() {
        for number in [0, -20_250_502, 20_250_230, 20_251_301, 99_991_231, .max, .min] as [Int32] {
            #expect(LocalDate(yyyymmdd: number) == nil)
        }
    }

    @Test func `days follow each other without a gap`() {
        var day = LocalDate.first
        while day < .last {
            let next = day.adding(days: 1)
            #expect(next > day)
            #expect(next.daysSince1970 == day.daysSince1970 + 1)
            day = next
        }
        #expect(day.adding(days: 1) == .last)
        #expect(LocalDate.first.adding(days: .min) == .first)
        #expect(LocalDate.first.adding(years: .max) == .last)
    }

    @Test func `an age is attained on the birthday, 1 March for a leap day`() throws {
        let leap = try day("2008-02-29")
        #expect(leap.completedYears(on: try day("2026-02-28")) == 17)
        #expect(leap.completedYears(on: try day("2026-03-01")) == 18)
        #expect(leap.birthday(18) == (try day("2026-03-01")))
        #expect(leap.birthday(16) == (try day("2024-02-29")))
        // 2100 is a common year.
        #expect(leap.birthday(92) == (try day("2100-03-01")))
        #expect(leap.birthday(.max) == .last && LocalDate.first.birthday(-1) == .first)
        // The return alone keeps 28 February.
        #expect(leap.completedYears(on: try day("2024-02-28")) == 15)
        #expect(leap.completedYears(on: try day("2024-02-29")) == 16)
        #expect(leap.adding(years: 18) == (try day("2026-02-28")))
        let born = try day("2010-05-02")
        #expect(born.completedYears(on: try day("2025-05-01")) == 14)
        #expect(born.completedYears(on: try day("2025-05-02")) == 15)
        #expect(born.completedYears(on: born) == 0)
        #expect(born.completedYears(on: born.adding(days: -1)) == nil)
    }

    @Test(arguments: UInt64(0)..<50)
    func `an age begins on its birthday and on no other day`(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let leap = LocalDate(daysSince1970: 14_669)
        #expect(leap.month == 3 && leap.day == 1)
        for born in [leap.adding(days: -1), LocalDate(daysSince1970: dice.draw(-20_000...30_000))] {
            for years in 1...80 {
                let birthday = born.birthday(years)
                #expect(born.completedYears(on: birthday) == years)
                #expect(born.completedYears(on: birthday.adding(days: -1)) == years - 1)
                #expect(birthday.month == born.month || (birthday.month, birthday.day) == (3, 1))
            }
        }
    }
}
