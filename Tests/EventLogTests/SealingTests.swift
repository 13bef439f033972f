import EventLog
import Foundation
import Synchronization
import TestSupport
import Testing

/// Words come back to who has the key, and to nobody else.
@Suite struct SealingTests {
    private static let words = "left by the garden door, towards the canal"

    /// A log with words about a subject, a scope and the log itself, at positions 1 to 3.
    private static func openSealed(_ home: LogHome) throws -> EventLog {
        let log = try home.open()
        try log.add(
            .numbered(1, subject: 1, narrative: words), .numbered(2, scope: 1, narrative: words),
            .numbered(3, narrative: words), .numbered(4, subject: 1))
        return log
    }

    @Test(arguments: StoreKind.allCases)
    func `words come back, also after the log was opened again`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        _ = try Self.openSealed(home)
        for _ in 0..<2 {
            let log = try home.open()
            for position in 1...UInt64(3) {
                let entry = try log.entry(at: Position(position))
                #expect(entry.hasNarrative)
                try #expect(log.narrative(of: entry) == .words(Array(Self.words.utf8)))
            }
            try #expect(log.narrative(of: log.entry(at: 4)) == EventLog.Narrative.none)
        }
        try home.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `another key opens nothing`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let right = home.wrapping
        _ = try Self.openSealed(home)
        home.wrapping = MemoryKey()
        #expect {
            _ = try home.open()
        } throws: { error in
            guard case OpenError.wrongKey? = error as? OpenError else { return false }
            return true
        }
        home.wrapping = right
        try #expect(home.open().size == 5)
        try home.close()
    }

    @Test func `without keys words stay sealed and facts can be read`() throws {
        let home = try LogHome()
        _ = try Self.openSealed(home)
        home.wrapping = nil
        let log = try home.open()
        let entry = try log.entry(at: 1)
        try #expect(log.narrative(of: entry) == .sealed)
        #expect(Array(entry.facts) == [8, 1])
    }

    @Test(arguments: UInt64(0)..<16)
    func `a flipped bit in a sealed record is found`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let home = try LogHome(.lmdb)
        _ = try Self.openSealed(home)
        try home.close()
        try home.tamper("sealed", UInt64(1)) { record in
            guard let count = record?.count else { return }
            let index = seed == 0 ? 0 : Int.random(in: 0..<count, using: &generator)
            record?[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
        let log = try home.open()
        let entry = try log.entry(at: 1)
        #expect(throws: ReadError.sealBroken(position: 1)) { try log.narrative(of: entry) }
        try #expect(log.narrative(of: log.entry(at: 2)) == .words(Array(Self.words.utf8)))
        try home.close()
    }

    @Test func `a sealed record of another entry is found`() throws {
        let home = try LogHome(.lmdb)
        let log = try Self.openSealed(home)
        try log.add(.numbered(5, subject: 1, narrative: "other words"))
        let other = try home.store.read { try $0.sealed(at: 5) }
        try home.close()
        try home.tamper("sealed", UInt64(1)) { $0 = other }
        let again = try home.open()
        #expect(throws: ReadError.sealBroken(position: 1)) {
            try again.narrative(of: again.entry(at: 1))
        }
        try home.close()
    }

    @Test func `words whose record was deleted are erased`() throws {
        let home = try LogHome(.lmdb)
        _ = try Self.openSealed(home)
        try home.close()
        try home.tamper("sealed", UInt64(1)) { $0 = nil }
        let log = try home.open()
        try #expect(log.narrative(of: log.entry(at: 1)) == .erased)
        try #expect(log.narrative(of: log.entry(at: 3)) == .words(Array(Self.words.utf8)))
        try home.close()
    }

    @Test func `words whose key was destroyed are erased and nobody else's`() throws {
        let home = try LogHome(.lmdb)
        _ = try Self.openSealed(home)
        try home.close()
        // Owner 1 = subject, its number, class 1, generation 1.
        let name: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1]
        try home.tamper("keys", name, in: "/keys") { key in
            #expect(key != nil)
            key = nil
        }
        let log = try home.open()
        try #expect(log.narrative(of: log.entry(at: 1)) == .erased)
        try #expect(log.narrative(of: log.entry(at: 2)) == .words(Array(Self.words.utf8)))
        try home.close()
    }

    @Test func `no file of the log holds the words`() throws {
        let home = try LogHome(.lmdb)
        _ = try Self.openSealed(home)
        var draft = EntryDraft.numbered(9)
        draft.facts = Array("facts stand in clear".utf8)
        try home.open().add(draft)
        try home.close()
        let files = try home.folder.files().filter { !$0.value.isEmpty }
        #expect(files.keys.contains("log/data.mdb") && files.keys.contains("log/keys/data.mdb"))
        for (name, contents) in files {
            #expect(contents.range(of: Data(Self.words.utf8)) == nil, "\(name)")
            #expect(contents.range(of: Data("garden".utf8)) == nil, "\(name)")
        }
        #expect(files["log/data.mdb"]?.range(of: Data(draft.facts)) != nil)
    }

    @Test func `the length of a record tells only which multiple of 64 holds the words`() throws {
        let home = try LogHome()
        let log = try home.open()
        var lengths: [Int] = []
        for length in 0..<130 {
            let position = UInt64(length + 1)
            let text = String(repeating: "x", count: length)
            try log.add(.numbered(position, subject: 1, narrative: text))
            lengths.append(try home.store.read { try $0.sealed(at: position)?.count ?? 0 })
            let entry = try log.entry(at: Position(position))
            try #expect(log.narrative(of: entry) == .words(Array(text.utf8)))
        }
        // Suite, nonce and tag; the padding takes at least one byte.
        #expect(lengths == (0..<130).map { 1 + 12 + ($0 / 64 + 1) * 64 + 16 })
    }

    @Test func `words that look like padding come back`() throws {
        let log = try LogHome().open()
        for (place, words) in [[0x80], [0x80, 0, 0], [0], [0, 0x80], []].enumerated() {
            var draft = EntryDraft.numbered(UInt64(place) + 1)
            draft.narrative = words.map { UInt8($0) }
            let receipt = try log.add(draft)[0]
            try #expect(
                log.narrative(of: log.entry(at: receipt.position)) == .words(draft.narrative ?? []))
        }
    }

    @Test func `equal words leave different records and commitments`() throws {
        let home = try LogHome()
        let log = try home.open()
        try log.add(
            .numbered(1, subject: 1, narrative: Self.words),
            .numbered(2, subject: 1, narrative: Self.words))
        let entries = try (log.entry(at: 1), log.entry(at: 2))
        #expect(entries.0.commitment != entries.1.commitment)
        #expect(entries.0.sealedHash != entries.1.sealedHash)
        #expect(entries.0.keyName == entries.1.keyName)
    }

    /// Counts what a log asks of the place where its keys lie.
    private final class CountingKeyStorage: KeyStorage {
        private let base = MemoryKeyStorage()
        private let unsynced = Mutex(0)

        var unsyncedCount: Int { unsynced.withLock { $0 } }

        func wrappedKey(_ name: [UInt8]) throws -> [UInt8]? { base.wrappedKey(name) }

        func put(
            _ wrapped: [(name: [UInt8], value: [UInt8])], _ durability: Durability
        ) throws {
            base.put(wrapped, durability)
            if durability == .relaxed { unsynced.withLock { $0 += wrapped.count } }
        }

        func delete(_ names: [[UInt8]]) throws { base.delete(names) }

        func sync() throws { unsynced.withLock { $0 = 0 } }
    }

    @Test func `a durable entry never rests on a key that is not durable`() throws {
        let storage = CountingKeyStorage()
        let log = try EventLog(
            store: MemoryStore(), keyStorage: storage, wrapping: MemoryKey(),
            options: .init(genesis: .genesis))
        let relaxed = EntryDraft.numbered(1, subject: 1, narrative: Self.words)
        _ = try log.appendAndWait([relaxed], durability: .relaxed)
        #expect(storage.unsyncedCount == 1)
        try log.add(.numbered(2, subject: 1, narrative: Self.words))
        #expect(storage.unsyncedCount == 0)
    }

    /// A wrapping key with a name as long as a path in a key service.
    private struct LongNamedKey: KeyWrapping {
        let base = MemoryKey()
        let keyID = String(repeating: "key/", count: 100)

        func wrap(_ key: [UInt8], context: [UInt8]) throws -> [UInt8] {
            try base.wrap(key, context: context)
        }

        func unwrap(_ wrapped: [UInt8], context: [UInt8]) throws -> [UInt8] {
            try base.unwrap(wrapped, context: context)
        }

        func destroy() {}
    }

    @Test func `a key with a long name opens its log again`() throws {
        let home = try LogHome()
        home.wrapping = LongNamedKey()
        _ = try Self.openSealed(home)
        let log = try home.open()
        try #expect(log.narrative(of: log.entry(at: 1)) == .words(Array(Self.words.utf8)))
    }
}
