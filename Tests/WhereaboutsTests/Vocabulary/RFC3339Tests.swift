import EventLog
import TestSupport
import Testing
import Whereabouts

/// Moments as text.
@Suite struct RFC3339Tests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)), ("2025-05-02T20:00:00+01:00", 1_746_212_400_000_000),
        ("2025-05-02T19:00:00.5Z", 1_746_212_400_500_000),
        ("2025-05-02T19:00:00.000001Z", 1_746_212_400_000_001),
        ("2025-05-02t19:00:00z", 1_746_212_400_000_000),
        ("2025-05-02T19:00:00-00:00", 1_746_212_400_000_000),
        ("1969-12-31T23:59:59.999999Z", -1), ("2024-02-29T23:59:59-23:59", 1_709_337_539_000_000),
    ])
    func `a time is read to the microsecond`(text: String, microseconds: Int64) throws {
        #expect(try RFC3339.parse(text).microseconds == microseconds)
    }

    @Test(arguments: [
        ("2025-05-02T20:00:00", RFC3339Error.noOffset), ("2025-05-02T20:00:00.5", .noOffset),
        ("2025-05-02T20:00:00+1:00", .badOffset), ("2025-05-02T20:00:00+01", .badOffset),
        ("2025-05-02T20:00:00+24:00", .badOffset), ("2025-05-02T20:00:00+01:60", .badOffset),
        ("2025-05-02T20:00:00Zx", .badOffset), ("2025-05-02T20:00:00 Z", .badOffset),
        ("2025-05-02T20:00:00.1234567Z", .fractionTooLong),
        ("2025-05-02T20:00:00.Z", .fractionTooLong), ("2025-05-02T20:00:60Z", .noSuchSecond),
        ("2016-12-31T23:59:60Z", .noSuchSecond), ("2025-05-02T20:60:00Z", .noSuchMinute),
        ("2025-05-02T24:00:00Z", .noSuchHour), ("2025-05-02 20:00:00Z", .notDateAndTime),
        ("2025-05-02", .notDateAndTime), ("", .notDateAndTime),
        ("2025-02-29T00:00:00Z", .date(.noSuchDay)),
        ("0000-01-01T00:00:00Z", .date(.yearOutOfRange)),
        ("9999-12-31T00:00:00Z", .date(.yearOutOfRange)),
        ("1900-01-01T00:00:00+00:01", .date(.yearOutOfRange)),
        ("2199-12-31T23:59:59-00:01", .date(.yearOutOfRange)),
        ("+025-05-02T20:00:00Z", .notDateAndTime),
    ])
    func `what is no time says which rule`(text: String, rule: RFC3339Error) {
        #expect(throws: rule) { try RFC3339.parse(text) }
    }

    @Test(arguments: [
        "2025-05-02T19:00:00Z", "2025-05-02T19:00:00.5Z", "2025-05-02T19:00:00.000001Z",
        "1900-01-01T00:00:00Z", "2199-12-31T23:59:59.999999Z",
    ])
    func `the canonical text comes back`(text: String) throws {
        #expect(RFC3339.format(try RFC3339.parse(text)) == text)
    }

    @Test(arguments: UInt64(0)..<50)
    func `every recordable moment comes back from its text`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let range = RFC3339.recordable
        for _ in 0..<100 {
            let moment = Instant(
                microseconds: .random(
                    in: range.lowerBound.microseconds..<range.upperBound.microseconds,
                    using: &generator))
            #expect(try RFC3339.parse(RFC3339.format(moment)) == moment)
        }
    }

    @Test func `moments without a text are written as the nearest`() {
        #expect(RFC3339.format(Instant(microseconds: .max)) == "9999-12-31T23:59:59.999999Z")
        #expect(RFC3339.format(Instant(microseconds: .min)) == "0000-01-01T00:00:00Z")
    }
}
