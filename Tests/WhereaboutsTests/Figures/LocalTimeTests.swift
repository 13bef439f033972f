import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// London's clock in text: in the hour that is there twice every time says which of the two.
@Suite struct LocalTimeTests {
    @Test(arguments: [
        ("2025-10-26T00:30:00Z", "2025-10-26 01:30 BST"),
        ("2025-10-26T01:30:00Z", "2025-10-26 01:30 GMT"),
        ("2025-10-26T00:00:00Z", "2025-10-26 01:00 BST"),
        ("2025-10-26T01:59:59Z", "2025-10-26 01:59 GMT"),
        ("2025-10-25T23:59:59Z", "2025-10-26 00:59"), ("2025-10-26T02:00:00Z", "2025-10-26 02:00"),
        ("2024-10-27T00:15:00Z", "2024-10-27 01:15 BST"),
        ("2026-03-29T00:59:00Z", "2026-03-29 00:59"), ("2026-03-29T01:00:00Z", "2026-03-29 02:00"),
        ("1943-08-15T00:30:00Z", "1943-08-15 02:30 BDST"),
        ("1943-08-15T01:30:00Z", "1943-08-15 02:30 BST"),
        ("1971-10-31T01:30:00Z", "1971-10-31 02:30 BST"),
    ])
    func `a time in the repeated hour names its clock`(moment: String, text: String) {
        #expect(LocalTime.text(Tale.moment(moment)) == text)
    }

    @Test(arguments: UInt64(1)...8)
    func `no two minutes of a day read the same`(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let year = dice.draw(1996...2100)
        let lastSundays = try [3, 10].map { month in
            let last = try LocalDate(year: year, month: month, day: 31).daysSince1970
            return last - (last + 4) % 7
        }
        for day in lastSundays + [lastSundays[0] + dice.draw(1...300)] {
            let start = London.midnight(of: LocalDate(daysSince1970: day))
            let end = London.midnight(of: LocalDate(daysSince1970: day + 1))
            let minutes = Int((end.microseconds - start.microseconds) / 60_000_000)
            let texts = (0..<minutes).map { LocalTime.text(start.adding(minutes: $0)) }
            #expect(Set(texts).count == minutes)
            let named = texts.count { $0.hasSuffix("BST") || $0.hasSuffix("GMT") }
            #expect(named == (day == lastSundays[1] ? 120 : 0))
        }
    }

    @Test func `every form of an imprecise time in the repeated hour names its clock`() {
        let start = Tale.moment("2025-10-26T00:30:00Z")
        let end = start.adding(minutes: 60)
        let range = Occurrence.between(start, and: end)
        #expect(
            LocalTime.text(range) == "between 2025-10-26 01:30 BST and 2025-10-26 01:30 GMT")
        #expect(LocalTime.text(.on(London.date(of: start))) == "2025-10-26 (date only)")
    }

    @Test func `an hour over the change is an hour, in text, JSON and CSV`() throws {
        let tale = try Tale()
        try tale.absence("2025-10-26T00:30:00Z", seen: "2025-10-26T00:15:00Z")
        let back = try tale.returned("2025-10-26T01:15:00Z")
        try tale.correct(
            back, "2025-10-26T01:40:00Z", "occurredAt", to: "2025-10-26T01:45:00Z")
        let view = try tale.records.asOf(.now)
        let report = try HistoryReport(view, of: ChildID(Tale.child))
        let text = try report.text()
        #expect(text.contains("2025-10-26 01:15 BST, returned 2025-10-26 01:45 GMT"))
        #expect(text.contains("lastSeenAt: 2025-10-26 01:15 BST"))
        #expect(text.contains("\"new\":\"2025-10-26 01:45 GMT\""))
        #expect(text.contains("~~2025-10-26 01:15 GMT~~ 2025-10-26 01:45 GMT"))
        #expect(text.contains("  hours away: 1.5\n"))
        // One clock: nothing of the text is in UTC, nothing of the CSV on London's clock.
        #expect(!text.contains(/T\d\d:\d\d:\d\dZ/))
        let provenance = try Provenance(view)
        var csv: [UInt8] = []
        try report.document(from: provenance).csv { csv += $0 }
        let file = String(decoding: csv, as: UTF8.self)
        #expect(file.contains("lastSeenAt: 2025-10-26T00:15:00Z"))
        #expect(!file.contains(/\d\d\d\d-\d\d-\d\d \d\d:\d\d/))
        #expect(!(try report.json().text.contains(/\d\d\d\d-\d\d-\d\d \d\d:\d\d/)))
        let ofsted = try report.document(from: provenance).disclosed(at: .ofsted)
        #expect(!ofsted.text().contains(/T\d\d:\d\d:\d\dZ/))
        #expect(!ofsted.json().text.contains(/\d\d\d\d-\d\d-\d\d \d\d:\d\d/))
    }
}
