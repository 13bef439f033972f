import EventLog
import TestSupport
import Testing
import Whereabouts

/// What is past its date is listed, and erased on demand: Regs 2015, reg 36(2).
@Suite struct RetentionTests {
    // The tale's child was born on 2010-02-03.
    private static let birthday75 = "2085-02-03"

    private static func listed(_ tale: Tale, _ day: String) throws -> [Retention.Rule] {
        try tale.records.expired(asOf: try LocalDate(iso: day)).map(\.rule)
    }

    @Test func `a record is kept through the 75th birthday`() throws {
        let tale = try Tale.withWords()
        try #expect(Self.listed(tale, Self.birthday75) == [])
        try #expect(Self.listed(tale, "2085-02-04") == [.birth])
        let retention = try tale.records.expired(asOf: try LocalDate(iso: "2085-02-04"))
        #expect(retention.map(\.until) == [try LocalDate(iso: Self.birthday75)])
    }

    @Test func `after a death under 18 it is kept for 15 years`() throws {
        let tale = try Tale.withWords()
        try tale.add(.childDied, "2028-02-03T09:00:00Z", ["date": "2028-02-02"])
        try #expect(Self.listed(tale, "2043-02-02") == [])
        try #expect(Self.listed(tale, "2043-02-03") == [.death])
    }

    @Test func `a death at 18 changes nothing`() throws {
        let tale = try Tale.withWords()
        try tale.add(.childDied, "2028-02-04T09:00:00Z", ["date": "2028-02-03"])
        try #expect(Self.listed(tale, Self.birthday75) == [])
        try #expect(Self.listed(tale, "2085-02-04") == [.birth])
    }

    @Test func `the newest decision in force wins`() throws {
        let tale = try Tale.withWords()
        try tale.add(
            .retentionDecided, "2030-01-01T09:00:00Z", ["until": "2040-01-01", "rule": "first"])
        let second = try tale.add(
            .retentionDecided, "2031-01-01T09:00:00Z", ["until": "2099-01-01", "rule": "inquiry"])
        try #expect(Self.listed(tale, "2099-01-01") == [])
        try #expect(Self.listed(tale, "2099-01-02") == [.decided("inquiry")])
        try tale.withdraw(second, "2032-01-01T09:00:00Z")
        try #expect(Self.listed(tale, "2040-01-01") == [])
        try #expect(Self.listed(tale, "2040-01-02") == [.decided("first")])
    }

    @Test func `who was born on 29 February is kept through 1 March`() throws {
        let tale = try Tale()
        try tale.born("2012-02-29")
        try #expect(Self.listed(tale, "2087-03-01") == [])
        try #expect(Self.listed(tale, "2087-03-02") == [.birth])
    }

    @Test func `who has no date of birth is listed and never erased`() throws {
        let tale = try Tale.withWords()
        try tale.erase(.identity)
        try #expect(Self.listed(tale, "2199-12-31") == [.unknown])
        let day = try LocalDate(iso: "2199-12-31")
        let expiry = try tale.records.expire(
            asOf: day, by: .system("r"), at: Tale.moment("2026-01-01T00:00:00Z"))
        #expect(expiry.receipts.isEmpty && expiry.refused.isEmpty)
        try tale.erase(.narrative, of: "#1")
        try #expect(Self.listed(tale, "2199-12-31") == [])
    }

    @Test func `what is past its date is erased under its rule, without the date`() throws {
        let tale = try Tale.withWords()
        let day = try LocalDate(iso: "2085-02-04")
        let expiry = try tale.records.expire(
            asOf: day, by: .system("r"), at: Tale.moment("2026-01-01T00:00:00Z"))
        #expect(expiry.receipts.count == 1 && expiry.refused.isEmpty)
        let receipt = try #require(expiry.receipts.first)
        #expect(receipt.classes == [.narrative, .identity, .policeIntelligence])
        #expect(receipt.legalBasis.contains("regulation 36(2)"))
        #expect(receipt.reason == "retention ended: 75 years from birth")
        try #expect(tale.records.expired(asOf: day) == [])
    }

    @Test func `an open episode keeps the record`() throws {
        let tale = try Tale.withWords(isOpen: true)
        let size = try tale.records.log.size
        let expiry = try tale.records.expire(
            asOf: try LocalDate(iso: "2085-02-04"), by: .system("r"),
            at: Tale.moment("2026-01-01T00:00:00Z"))
        #expect(expiry.receipts.isEmpty && expiry.refused == [ChildID(Tale.child)])
        try #expect(tale.records.log.size == size)
    }
}
