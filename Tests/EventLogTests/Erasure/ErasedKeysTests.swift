import EventLog
import LMDB
import Synchronization
import TestSupport
import Testing

/// Erasing takes away words and keys, and nothing else; what comes afterwards has a new key.
@Suite struct ErasedKeysTests {
    private static let words = "left by the garden door"

    /// A log with words of two subjects, of one scope, and of a second class, at 1 to 4.
    private static func openSealed(_ home: LogHome) throws -> EventLog {
        let log = try home.open()
        var identity = EntryDraft.numbered(4, subject: 1, narrative: words)
        identity.keyClass = .identity
        try log.add(
            .numbered(1, subject: 1, narrative: words), .numbered(2, subject: 2, narrative: words),
            .numbered(3, scope: 1, narrative: words), identity)
        return log
    }

    private static func wrappedKey(_ home: LogHome, _ generation: UInt32) throws -> [UInt8]? {
        // Owner 1 = subject, its number, class 1.
        let name: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 1, 1]
        return try home.keyStorage.wrappedKey(name + generation.bigEndianBytes)
    }

    @Test(arguments: StoreKind.allCases)
    func `erased words are gone with record and key, and others stay`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        var log = try Self.openSealed(home)
        let before = try log.all().map(\.bytes)
        try #expect(Self.wrappedKey(home, 1) != nil)
        let receipt = try #require(try log.erase(.narrative, of: 1, id: 5))
        for _ in 0..<2 {
            try #expect(log.words(at: 1) == .erased)
            for position in [2, 3, 4] as [Position] {
                try #expect(log.words(at: position) == .words(Array(Self.words.utf8)))
            }
            try #expect(Self.wrappedKey(home, 1) == nil)
            try #expect(home.store.read { try $0.sealed(at: 1) } == nil)
            try #expect(log.all().map(\.bytes).prefix(5) == before[...])
            log = try home.open()
        }
        try #expect(log.entry(at: receipt.position).header.place == 3)
        try home.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `words after an erasure are sealed under the next generation`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        var log = try Self.openSealed(home)
        for round in UInt64(1)...3 {
            let number = round * 10
            try log.erase(.narrative, of: 1, id: number)
            log = try home.open()
            try log.add(.numbered(number + 1, subject: 1, narrative: Self.words))
            let last = try log.entry(at: Position(try log.size - 1))
            #expect(last.keyName?.generation == UInt32(round) + 1)
            try #expect(log.narrative(of: last) == .words(Array(Self.words.utf8)))
            try #expect(log.entry(at: 4).keyName?.generation == 1)
        }
        let derived = try home.derived()
        let name = Array("erased/".utf8) + [1, 0, 0, 0, 0, 0, 0, 0, 1, 1]
        #expect(derived[name] == [5, 7, 9].flatMap { UInt64($0).bigEndianBytes })
        try log.rebuild()
        #expect(try home.derived() == derived)
        try #expect(log.words(at: 10) == .words(Array(Self.words.utf8)))
        try home.close()
    }

    @Test func `what is erased already is not erased again`() throws {
        let log = try Self.openSealed(LogHome())
        try #expect(log.erase(.narrative, of: 1, id: 5) != nil)
        try #expect(log.erase(.narrative, of: 1, id: 6) == nil)
        try #expect(log.size == 6)
        try log.erase(.narrative, .identity, of: 1, id: 7)
        let entry = try log.entry(at: 6)
        #expect(Array(entry.facts) == [0x0A, 1, 2])
    }

    @Test func `words and their erasure in one batch leave nothing`() throws {
        let home = try LogHome()
        let log = try Self.openSealed(home)
        _ = try log.appendAndWait(from: {
            var step = 0
            return { context in
                step += 1
                var draft = EntryDraft.numbered(10 + UInt64(step), subject: 1)
                switch step {
                case 1, 3: draft.narrative = Array(Self.words.utf8)
                case 2:
                    draft.kind = ErasureNotice.kind
                    draft.facts = [0x0A, 1, 1]
                    draft.erases = try log.erasable(
                        [.narrative], of: Subject(1), last: context.last(of: Subject(1)),
                        in: context.store)
                    #expect(draft.erases?.records == [5, 1])
                default: return nil
                }
                return draft
            }
        })
        try log.destroyErasedKeys(of: Subject(1))
        try #expect(log.words(at: 5) == .erased)
        try #expect(log.words(at: 7) == .words(Array(Self.words.utf8)))
    }

    @Test(arguments: StoreKind.allCases)
    func `keys that a crash has left are deleted at the next open`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let log = try Self.openSealed(home)
        try log.erase(.narrative, of: 1, id: 5, destroyingKeys: false)
        try #expect(Self.wrappedKey(home, 1) != nil)
        try #expect(log.words(at: 1) == .erased)
        // The host's key is not needed for it.
        let wrapping = home.wrapping
        home.wrapping = nil
        _ = try home.open()
        try #expect(Self.wrappedKey(home, 1) == nil)
        home.wrapping = wrapping
        let again = try home.open()
        try again.add(.numbered(6, subject: 1, narrative: Self.words))
        try #expect(again.entry(at: 6).keyName?.generation == 2)
        try home.close()
    }

    @Test func `an erasure that is undone leaves the words`() throws {
        let store = FaultyStore()
        let log = try EventLog(
            store: store, keyStorage: MemoryKeyStorage(), wrapping: MemoryKey(),
            options: .init(genesis: .genesis))
        try log.add(.numbered(1, subject: 1, narrative: Self.words))
        store.failNext(.commit)
        #expect(throws: FaultyStore.Failure.self) { try log.erase(.narrative, of: 1, id: 5) }
        try #expect(log.words(at: 1) == .words(Array(Self.words.utf8)))
        try log.add(.numbered(2, subject: 1, narrative: Self.words))
        try #expect(log.entry(at: 2).keyName?.generation == 1)
    }

    @Test func `nothing says that words were erased without erasing them`() throws {
        let log = try Self.openSealed(LogHome())
        var draft = EntryDraft.numbered(9, subject: 1)
        draft.kind = ErasureNotice.kind
        draft.facts = [0x0A, 1, 1]
        #expect(throws: AppendError.notAnErasure(id: draft.id)) { try log.add(draft) }
        try #expect(log.words(at: 1) == .words(Array(Self.words.utf8)))
    }

    @Test func `without keys erased words are told from sealed ones`() throws {
        let home = try LogHome()
        try Self.openSealed(home).erase(.narrative, of: 1, id: 5)
        home.wrapping = nil
        let log = try home.open()
        try #expect(log.words(at: 1) == .erased)
        try #expect(log.words(at: 2) == .sealed)
    }

    @Test func `words beyond the limit are refused and nothing is stored`() throws {
        let log = try Self.openSealed(LogHome())
        var draft = EntryDraft.numbered(9, subject: 1)
        draft.narrative = [UInt8](repeating: 1, count: 1 << 20)
        let refused = draft.narrative?.count
        try #expect(log.add(draft)[0].position == 5)
        (draft.id, draft.narrative) = (EntryID(high: 9, low: 9), draft.narrative.map { $0 + [1] })
        let error = AppendError.wordsTooLarge(
            id: draft.id, bytes: (refused ?? 0) + 1, limit: 1 << 20)
        #expect(throws: error) { try log.add(draft) }
        try #expect(log.size == 6)
    }

    /// Notes whose words it was told to forget.
    private final class Forgetting: DerivedIndex {
        let forgotten = Mutex<[Subject]>([])

        func note(
            _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting,
            words: () throws -> EventLog.Narrative
        ) {}

        func reset() {}

        func forgetWords(of subject: Subject, erasedAt position: Position) {
            forgotten.withLock { $0.append(subject) }
        }
    }

    @Test func `a reader drops words that another process has erased`() throws {
        let (store, keys, wrapping) = (MemoryStore(), MemoryKeyStorage(), MemoryKey())
        func open(_ store: any EntryStore, _ indexes: [any DerivedIndex] = []) throws -> EventLog {
            var options = EventLog.Options(genesis: .genesis)
            options.indexes = indexes
            return try EventLog(
                store: store, keyStorage: keys, wrapping: wrapping, options: options)
        }
        let writer = try open(store)
        try writer.add(.numbered(1, subject: 1, narrative: Self.words))
        let index = Forgetting()
        let reader = try open(ReadOnlyStore(store), [index])
        let entry = try reader.entry(at: 1)
        try #expect(reader.narrative(of: entry) == .words(Array(Self.words.utf8)))
        try writer.erase(.narrative, of: 1, id: 5)
        try #expect(reader.narrative(of: entry) == .erased)
        #expect(index.forgotten.withLock(\.self).isEmpty)
        try #expect(reader.size == 3)
        #expect(index.forgotten.withLock(\.self) == [Subject(1)])
    }
}
