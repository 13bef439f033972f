import EventLog
import Foundation
import Testing
import Whereabouts

/// Local time in England.
@Suite struct LondonTests {
    private func at(_ text: String) throws -> Instant { try RFC3339.parse(text) }

    @Test func `the clocks go forward on 30 March 2025 and back on 26 October`() throws {
        #expect(London.secondsAheadOfUTC(at: try at("2025-03-30T00:59:59.999999Z")) == 0)
        #expect(London.secondsAheadOfUTC(at: try at("2025-03-30T01:00:00Z")) == 3600)
        #expect(London.secondsAheadOfUTC(at: try at("2025-10-26T00:59:59Z")) == 3600)
        #expect(London.secondsAheadOfUTC(at: try at("2025-10-26T01:00:00Z")) == 0)
    }

    @Test func `a day begins at local midnight, and has 23 or 25 hours when the clocks change`()
        throws
    {
        func hours(_ text: String) throws -> Int64 {
            let day = try LocalDate(iso: text)
            let length =
                London.midnight(after: day).microseconds - London.midnight(of: day).microseconds
            return length / 3_600_000_000
        }
        #expect(try hours("2025-03-30") == 23)
        #expect(try hours("2025-10-26") == 25)
        #expect(try hours("2025-05-02") == 24)
        let day = try LocalDate(iso: "2025-05-02")
        #expect(London.midnight(of: day) == (try at("2025-05-01T23:00:00Z")))
        #expect(London.date(of: try at("2025-05-01T23:00:00Z")) == day)
        #expect(London.date(of: try at("2025-05-01T22:59:59Z")) == day.adding(days: -1))
    }

    @Test func `every hour of 1995 to 2100 is as in the system's time zone`() throws {
        let zone = try #require(TimeZone(identifier: "Europe/London"))
        var wrong = 0
        for hour in (25 * 8766)..<(131 * 8766) {
            let seconds = hour * 3600 - 1800
            let instant = Instant(microseconds: Int64(seconds) * 1_000_000)
            let date = Date(timeIntervalSince1970: Double(seconds))
            if London.secondsAheadOfUTC(at: instant) != zone.secondsFromGMT(for: date) {
                wrong += 1
            }
        }
        #expect(wrong == 0)
    }

    @Test func `every six hours of 1900 to 1995 are as in the system's time zone`() throws {
        let zone = try #require(TimeZone(identifier: "Europe/London"))
        var wrong = 0
        for step in (-70 * 1461)..<(27 * 1461) {
            let seconds = step * 21_600
            let instant = Instant(microseconds: Int64(seconds) * 1_000_000)
            let date = Date(timeIntervalSince1970: Double(seconds))
            if London.secondsAheadOfUTC(at: instant) != zone.secondsFromGMT(for: date) {
                wrong += 1
            }
        }
        #expect(wrong == 0)
    }

    @Test func `every day from 1900 to 2199 begins at its midnight`() {
        var day = LocalDate.first
        while day < .last {
            let start = London.midnight(of: day)
            let before = Instant(microseconds: start.microseconds - 1)
            #expect(London.date(of: start) == day)
            #expect(day == .first || London.date(of: before) == day.adding(days: -1))
            #expect(London.midnight(after: day) == London.midnight(of: day.adding(days: 1)))
            day = day.adding(days: 7)
        }
    }
}
