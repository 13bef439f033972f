import EventLog
import Foundation
import Merkle
import TestSupport
import Testing
import WhereaboutsTestKit

/// The bytes of entries: what lasts, and what damage to them does.
@Suite struct EntryFormatTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let fixtures = ["log-created", "home-registered", "absence-noted"]

    private static func fixture(_ name: String) throws -> [UInt8] {
        let url = root.appending(path: "Fixtures/entries/\(name).hex")
        let digits = try String(contentsOf: url, encoding: .utf8).filter { !$0.isWhitespace }
        return stride(from: 0, to: digits.count, by: 2).compactMap { offset in
            UInt8(digits.dropFirst(offset).prefix(2), radix: 16)
        }
    }

    private static func entry(_ bytes: [UInt8]) -> LogEntry? { LogEntry(copying: bytes.span) }

    /// A log of the entries that the fixtures hold, each a second later.
    private static func makeLog() throws -> EventLog {
        let clock = ManualClock()
        let home = try draft(
            2, kind: 102, facts: [0x0A, 9] + Array("Oak House".utf8) + [0x30, 4]
        ) {
            $0.scope = Scope(1)
            $0.actor = ActorNumber(1)
            $0.registers = "SC000001"
            $0.introducesActor = ("S-7", 6)
        }
        let absence = try draft(
            3, kind: 200, facts: [0x08, 0, 0x10, 1, 0x1A, 4] + Array("home".utf8)
        ) {
            $0.subject = Subject(1)
            $0.scope = Scope(1)
            $0.actor = ActorNumber(1)
            $0.age = 15
            $0.occurredTo = $0.occurredAt
            $0.occurredAt = Instant(microseconds: -1)
            $0.precision = 3
            $0.refersTo = .itself
            $0.alsoRefersTo = 1
        }
        let origin = Array("example.org/log".utf8)
        var options = EventLog.Options(
            genesis: try draft(1, kind: 64, facts: [0x0A, 15] + origin + [0x10, 1]) { _ in })
        options.clock = WallClock {
            defer { clock.advance(microseconds: 1_000_000) }
            return clock.now
        }
        options.streamKeys = StreamKeySource { _ in Array(0..<32) }
        let log = try EventLog(
            store: MemoryStore(), keyStorage: nil, wrapping: nil, options: options)
        try log.add(home, absence)
        return log
    }

    private static func draft(
        _ number: UInt64, kind: UInt32, facts: [UInt8], _ set: (inout EntryDraft) -> Void
    ) throws -> EntryDraft {
        let id = try #require(EntryID("0196928f-0000-7000-8000-00000000000\(number)"))
        let occurredAt = Instant(microseconds: 1_746_216_200_000_000)
        var draft = EntryDraft(id: id, kind: kind, occurredAt: occurredAt, facts: facts)
        set(&draft)
        return draft
    }

    @Test func `entries have the bytes of the fixtures`() throws {
        let entries = try Self.makeLog().all()
        #expect(entries.count == 3)
        for (entry, name) in zip(entries, Self.fixtures) {
            try #expect(entry.bytes == Self.fixture(name), "\(name)")
        }
    }

    @Test func `the fixed fields stand where the layout says`() throws {
        let bytes = try Self.fixture("absence-noted")
        func number(_ offset: Int, _ count: Int) -> UInt64 {
            bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        #expect(number(EntryLayout.kind, 4) == 200)
        #expect(number(EntryLayout.subject, 8) == 1)
        #expect(number(EntryLayout.scope, 8) == 1)
        #expect(number(EntryLayout.actor, 8) == 1)
        #expect(number(EntryLayout.recordedAt, 8) == 1_746_216_253_000_000)
        #expect(number(EntryLayout.occurredAt, 8) == .max)
        #expect(number(EntryLayout.position, 8) == 2)
        #expect(number(EntryLayout.previousOfSubject, 8) == 0)
        #expect(number(EntryLayout.previousOfScope, 8) == 1)
        #expect(number(EntryLayout.place, 8) == 1)
        #expect(number(EntryLayout.age, 4) == 15)
        #expect(number(EntryLayout.refersTo, 8) == 2)
        #expect(bytes[EntryLayout.id] == 0x01 && bytes[EntryLayout.id + 15] == 3)
        #expect(EntryLayout.fixedByteCount == EntryLayout.id + 16)
    }

    @Test func `the fixtures are read back`() throws {
        let bytes = try Self.fixture("absence-noted")
        let entry = try #require(Self.entry(bytes))
        #expect(entry.header.subject == Subject(1))
        #expect(entry.header.age == 15)
        #expect(entry.header.refersTo == 2)
        #expect(entry.header.previousOfSubject == nil)
        #expect(entry.header.occurredAt == Instant(microseconds: -1))
        #expect(entry.occurredTo == Instant(microseconds: 1_746_216_200_000_000))
        #expect(entry.precision == 3)
        #expect(entry.alsoRefersTo == 1)
        #expect(entry.streamKey == Array(0..<32))
        #expect(!entry.hasNarrative && entry.keyName == nil)
        let other = try Self.fixture("home-registered")
        let home = try #require(Self.entry(other))
        #expect(home.registers == "SC000001")
        #expect(home.actorID == "S-7" && home.actorRole == 6)
        #expect(home.header.age == nil)
    }

    @Test func `a field of a newer version is kept and read around`() throws {
        var bytes = try Self.fixture("absence-noted")
        let facts = try #require(Self.entry(bytes)).facts
        // Field 2000, length-delimited, two bytes; field 2001, 32 bits.
        bytes += [0x82, 0x7D, 2, 9, 9] + [0x8D, 0x7D, 1, 2, 3, 4]
        let entry = try #require(Self.entry(bytes))
        #expect(entry.bytes == bytes)
        #expect(entry.facts == facts)
    }

    @Test(
        .enabled(if: Protoc.path != nil, "\(Protoc.remedy)"),
        arguments: fixtures)
    func `protoc reads an entry and writes the same bytes`(name: String) throws {
        let bytes = try Self.fixture(name)
        let text = try Protoc.run(.decode, bytes)
        try #expect(Protoc.run(.encode, text) == bytes)
    }

    @Test(.enabled(if: Protoc.path != nil, "\(Protoc.remedy)"))
    func `protoc reads the fields of a sealed entry`() throws {
        let log = try LogHome().open()
        var draft = EntryDraft.numbered(1, subject: 1, scope: 1, narrative: "words")
        draft.facts = [0x08, 0, 0x10, 1]
        draft.age = 12
        try log.add(draft)
        let bytes = try log.entry(at: 1).bytes
        let text = String(decoding: try Protoc.run(.decode, bytes), as: UTF8.self)
        let lines = Set(text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
        let expected = [
            "kind: 200", "subject: 1", "scope: 1", "actor: 0", "position: 1", "place: 1",
            "age: 12", "occurred_at: 1000000", "key_class: 1", "key_generation: 1",
            "absence_noted {", "whereabouts_known: false", "concerns: true",
        ]
        #expect(lines.isSuperset(of: expected))
        #expect(text.contains("sealed_sha256: ") && text.contains("commitment: "))
        try #expect(Protoc.run(.encode, Array(text.utf8)) == bytes)
    }

    @Test(arguments: fixtures)
    func `an entry cut short is no entry`(name: String) throws {
        let bytes = try Self.fixture(name)
        for length in 0..<bytes.count {
            let part = Array(bytes.prefix(length))
            let hasHeader = EntryHeader(part.span) != nil
            #expect(hasHeader == (length >= EntryLayout.fixedByteCount))
            #expect(Self.entry(part) == nil, "\(length) bytes")
        }
    }

    @Test(arguments: fixtures)
    func `an entry with a damaged tag of the fixed part is no entry`(name: String) throws {
        let bytes = try Self.fixture(name)
        for offset in [0, 5, 14, 23, 32, 41, 50, 59, 68, 77, 86, 91, 100, 101] {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[offset] ^= 1 << UInt8(bit)
                #expect(Self.entry(damaged) == nil, "byte \(offset), bit \(bit)")
            }
        }
    }

    @Test(arguments: fixtures, UInt64(0)..<8)
    func `damaged bytes are read without a crash`(name: String, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let bytes = try Self.fixture(name)
        for _ in 0..<2_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let index = Int.random(in: 0..<damaged.count, using: &generator)
                damaged[index] = .random(in: 0...255, using: &generator)
            }
            damaged.removeLast(Int.random(in: 0...5, using: &generator))
            let header = EntryHeader(damaged.span)
            guard let entry = Self.entry(damaged) else { continue }
            #expect(entry.header == header)
            #expect(entry.authenticated.count <= damaged.count)
            _ = (entry.facts, entry.keyName, entry.registers)
        }
    }

    @Test(arguments: UInt64(0)..<8)
    func `random bytes behind a good fixed part are read without a crash`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let fixed = try Self.fixture("absence-noted").prefix(EntryLayout.fixedByteCount)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...40, using: &generator)
            let rest = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let bytes = fixed + [0xC2, 0x0C, UInt8(count / 2)] + rest
            guard let entry = Self.entry(Array(bytes)) else { continue }
            #expect(entry.bytes == Array(bytes))
            #expect(entry.authenticated.count < bytes.count)
        }
    }

    @Test func `an id is read from its text and its bytes`() throws {
        let text = "0196928f-0000-7abc-8000-0123456789ab"
        let id = try #require(EntryID(text))
        #expect(id.description == text)
        #expect(EntryID(text.uppercased()) == id)
        #expect(EntryID(bytes: id.bytes) == id)
        #expect(EntryID(bytes: id.bytes.dropLast()) == nil)
        for bad in ["", "0196928f00007abc80000123456789ab", text + "0", "g" + text.dropFirst()] {
            #expect(EntryID(bad) == nil)
        }
    }

    @Test func `made ids sort by time and are versioned`() {
        var generator = SplitMix64(seed: 1)
        let moments = [
            Int64.min, -1, 0, 1, 999, 1_000, 1_746_216_200_000_000, 1_746_216_200_000_001,
        ]
        let ids = moments.map { EntryID.make(at: .init(microseconds: $0), using: &generator) }
        #expect(ids.dropFirst(2).elementsEqual(ids.dropFirst(2).sorted()))
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.high >> 12 & 0xF == 7 && $0.low >> 62 == 2 })
    }
}
