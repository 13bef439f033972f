import EventLog
import Merkle
import TestSupport
import Testing

/// What is opened for an auditor is checked against the entry's bytes alone.
@Suite struct OpeningTests {
    private static let words = Array("left by the garden door".utf8)

    private static func open(_ home: LogHome) throws -> EventLog {
        let log = try home.open()
        try log.add(
            .numbered(1, subject: 1, narrative: "left by the garden door"),
            .numbered(2, subject: 1, narrative: "other words"), .numbered(3, subject: 1))
        return log
    }

    @Test func `an opening opens its entry and no other`() throws {
        let log = try Self.open(LogHome())
        let made = try #require(try log.opening(of: 1))
        let opening = try #require(EntryOpening(text: made.text))
        #expect(opening.words == Self.words)
        try #expect(opening.check(against: log.entry(at: 1).bytes) == .opens)
        try #expect(opening.check(against: log.entry(at: 2).bytes) == .otherPosition(2))
        try #expect(opening.check(against: log.entry(at: 3).bytes) == .otherPosition(3))
        let other = try #require(try log.opening(of: 2))
        #expect(other.commitmentKey != opening.commitmentKey)
    }

    @Test func `nothing is opened of no words, erased ones, or without keys`() throws {
        let home = try LogHome()
        let log = try Self.open(home)
        try #expect(log.opening(of: 3) == nil)
        try log.erase(.narrative, of: 1, id: 9)
        try #expect(log.opening(of: 1) == nil)
        try log.add(.numbered(10, subject: 1, narrative: "later words"))
        try #expect(log.opening(of: 5) != nil)
        home.wrapping = nil
        try #expect(home.open().opening(of: 5) == nil)
    }
}
