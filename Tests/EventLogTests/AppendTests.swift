import EventLog
import Merkle
import Synchronization
import TestSupport
import Testing
import WhereaboutsTestKit

/// What an append stores, refuses and answers.
@Suite struct AppendTests {
    @Test(arguments: StoreKind.allCases)
    func `a single entry stands behind the log's first entry`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let log = try home.open()
        let receipt = try log.add(.numbered(1))[0]
        #expect(receipt.position == 1)
        #expect(receipt.recordedAt == home.clock.now)
        #expect(!receipt.isRepeat)
        #expect(try log.all().map(\.header.id) == [EntryDraft.genesis.id, receipt.id])
        try home.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `a batch with a bad third draft stores nothing`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let log = try home.open()
        try log.add(.numbered(1, subject: 1))
        var bad = EntryDraft.numbered(4)
        bad.kind = 63
        #expect(throws: AppendError.badKind(63)) {
            try log.add(.numbered(2, subject: 1), .numbered(3, subject: 2), bad)
        }
        try #expect(log.size == 2)
        #expect(log.subjectCount == 1)
        let receipts = try log.add(.numbered(2, subject: 1), .numbered(3, subject: 2))
        #expect(receipts.map(\.position) == [2, 3])
        try #expect(log.entry(at: 2).header.place == 2)
        try home.close()
    }

    @Test func `an empty log stays empty when its first append is refused`() throws {
        let log = try LogHome().open()
        var bad = EntryDraft.numbered(1)
        bad.refersTo = .entry(5)
        #expect(throws: AppendError.unknownReference(id: bad.id, position: 5)) { try log.add(bad) }
        try #expect(log.size == 0)
    }

    @Test(arguments: StoreKind.allCases, UInt64(0)..<6)
    func `positions and links equal a naive model`(kind: StoreKind, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let home = try LogHome(kind)
        var log = try home.open()
        let drafts = EntryDraft.random(count: 300, using: &generator)
        var rest = drafts[...]
        while !rest.isEmpty {
            let batch = rest.prefix(.random(in: 1...60, using: &generator))
            rest = rest.dropFirst(batch.count)
            let receipts = try log.appendAndWait(Array(batch), durability: .relaxed)
            #expect(receipts.map(\.id) == batch.map(\.id))
            if Int.random(in: 0..<4, using: &generator) == 0 { log = try home.open() }
        }
        let entries = try log.all()
        #expect(entries.count == 301)
        #expect(LinkModel.firstMisfit(in: entries) == nil)
        for (entry, draft) in zip(entries, [.genesis] + drafts) {
            #expect(entry.says(draft))
        }
        try home.close()
    }

    @Test func `the recorded time never decreases when the clock jumps back`() throws {
        let home = try LogHome()
        let log = try home.open()
        var last = Instant(microseconds: .min)
        for (number, step) in [0, 5, -100, 3, -1, 200, -7_000].enumerated() {
            home.clock.advance(microseconds: Int64(step))
            let receipt = try log.add(.numbered(UInt64(number + 1)))[0]
            #expect(receipt.recordedAt == max(last, home.clock.now))
            last = receipt.recordedAt
        }
        let later = try home.open()
        try #expect(later.add(.numbered(50))[0].recordedAt == last)
    }

    @Test func `a preserved recorded time is kept, and refused when it decreases`() throws {
        let home = try LogHome()
        let log = try home.open()
        var draft = EntryDraft.numbered(1)
        draft.recordedAt = Instant(microseconds: 1_000)
        try #expect(log.add(draft)[0].recordedAt == Instant(microseconds: 1_000))
        try #expect(log.entry(at: 0).header.recordedAt == Instant(microseconds: 1_000))
        var earlier = EntryDraft.numbered(2)
        earlier.recordedAt = Instant(microseconds: 999)
        let refused = AppendError.recordedAtDecreases(
            id: earlier.id, given: Instant(microseconds: 999), last: Instant(microseconds: 1_000))
        #expect(throws: refused) { try log.add(earlier) }
        try #expect(log.size == 2)
        earlier.recordedAt = Instant(microseconds: 1_000)
        try #expect(log.add(earlier)[0].position == 2)
    }

    @Test func `a stale position is a conflict that names both and changes nothing`() throws {
        let log = try LogHome().open()
        try log.add(.numbered(1, subject: 1), .numbered(2, subject: 1), .numbered(3, subject: 2))
        let child = Subject(1)
        let conflict = AppendError.conflict(subject: child, expected: 1, actual: 2)
        #expect(throws: conflict) {
            try log.add(.numbered(4, subject: 1), condition: .unchanged(child, since: 1))
        }
        let unseen = AppendError.conflict(subject: child, expected: nil, actual: 2)
        #expect(throws: unseen) {
            try log.add(.numbered(4, subject: 1), condition: .unchanged(child, since: nil))
        }
        try #expect(log.size == 4)
        let receipts = try log.add(
            .numbered(4, subject: 1), .numbered(5, subject: 1),
            condition: .unchanged(child, since: 2))
        #expect(receipts.map(\.position) == [4, 5])
        try log.add(.numbered(6, subject: 3), condition: .unchanged(Subject(3), since: nil))
    }

    @Test func `a repeat needs no condition but what follows it does`() throws {
        let log = try LogHome().open()
        let child = Subject(1)
        let first = EntryDraft.numbered(1, subject: 1)
        try log.add(first, condition: .unchanged(child, since: nil))
        let again = try log.add(first, condition: .unchanged(child, since: nil))
        #expect(again[0].isRepeat)
        #expect(throws: AppendError.conflict(subject: child, expected: nil, actual: 1)) {
            try log.add(
                first, .numbered(2, subject: 1), condition: .unchanged(child, since: nil))
        }
        try #expect(log.size == 2)
    }

    @Test func `an entry of the largest size is stored and one byte more is refused`() throws {
        let log = try LogHome().open()
        var draft = EntryDraft.numbered(1)
        // Behind the fixed part: two bytes of tag, three of length.
        draft.facts = [UInt8](repeating: 7, count: EntryLayout.maximumByteCount - 118 - 5)
        try log.add(draft)
        try #expect(log.entry(at: 1).bytes.count == EntryLayout.maximumByteCount)
        draft.id = EntryID(high: 7, low: 2)
        draft.facts.append(7)
        let limit = EntryLayout.maximumByteCount
        #expect(throws: AppendError.entryTooLarge(bytes: limit + 1, limit: limit)) {
            try log.add(draft)
        }
        try #expect(log.size == 2)
    }

    @Test(arguments: [UInt32(0), 1, 13, 63, 1_000, 1_001, .max])
    func `a kind outside the range of facts is refused`(kind: UInt32) throws {
        let log = try LogHome().open()
        var draft = EntryDraft.numbered(1)
        draft.kind = kind
        #expect(throws: AppendError.badKind(kind)) { try log.add(draft) }
        try #expect(log.size == 0)
    }

    @Test(arguments: [UInt32(64), 999])
    func `kinds at both ends of the range are stored`(kind: UInt32) throws {
        let log = try LogHome().open()
        var draft = EntryDraft.numbered(1)
        draft.kind = kind
        try log.add(draft)
        try #expect(Array(log.entry(at: 1).facts) == draft.facts)
    }

    @Test(arguments: [UInt64(0), 3, .max])
    func `a reference to nothing is refused`(position: UInt64) throws {
        let log = try LogHome().open()
        try log.add(.numbered(1))
        var draft = EntryDraft.numbered(2)
        let expected = AppendError.unknownReference(id: draft.id, position: Position(position))
        draft.refersTo = .entry(Position(position))
        #expect(throws: expected) { try log.add(draft) }
        draft.refersTo = .none
        draft.alsoRefersTo = Position(position)
        #expect(throws: expected) { try log.add(draft) }
        try #expect(log.size == 2)
    }

    @Test func `a subject or scope beyond the next number is refused`() throws {
        let log = try LogHome().open()
        try log.add(.numbered(1, subject: 1, scope: 1))
        for number in [UInt64(3), 1 << 40, .max] {
            let refused = AppendError.numberSkipped(
                id: EntryID(high: 7, low: 2), number: number, next: 2)
            #expect(throws: refused) { try log.add(.numbered(2, subject: number)) }
            #expect(throws: refused) { try log.add(.numbered(2, scope: number)) }
        }
        try #expect(log.add(.numbered(2, subject: 2, scope: 2))[0].position == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func `a narrative without keys is refused`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        home.wrapping = nil
        let log = try home.open()
        let draft = EntryDraft.numbered(1, narrative: "words")
        #expect(throws: AppendError.keysRequired(id: draft.id)) { try log.add(draft) }
        #expect(!log.hasKeys)
        try #expect(log.add(.numbered(2))[0].position == 1)
        try home.close()
    }

    @Test func `a batch above the limit is refused`() async throws {
        let log = try LogHome().open()
        let limit = EventLog.batchLimit
        let drafts = [EntryDraft](repeating: .numbered(1), count: limit + 1)
        let refused = AppendError.batchTooLarge(entries: limit + 1, limit: limit)
        await #expect(throws: refused) { try await log.append(drafts) }
        try #expect(log.size == 0)
    }

    @Test func `an empty batch stores nothing`() throws {
        let log = try LogHome().open()
        try #expect(log.appendAndWait([]) == [])
        try #expect(log.size == 0)
    }

    @Test func `a source sees what it has appended`() throws {
        let log = try LogHome().open()
        let receipts = try log.appendAndWait {
            var number: UInt64 = 0
            return { context in
                let expected = number == 0 ? 0 : number + 1
                #expect(context.nextPosition.rawValue == expected)
                #expect(context.subjectCount == number)
                if number > 0 {
                    #expect(context.last(of: Subject(number)) == Position(number))
                    let id = try context.entry(at: Position(number)).header.id
                    try #expect(context.position(of: id) == Position(number))
                }
                number += 1
                return number > 5 ? nil : .numbered(number, subject: number)
            }
        }
        #expect(receipts.count == 5)
    }

    @Test func `a sink takes the receipts in place of the result`() throws {
        let log = try LogHome().open()
        let seen = Mutex<[Position]>([])
        let result = try log.appendAndWait(sink: { receipt in
            seen.withLock { $0.append(receipt.position) }
        }) {
            var rest = [EntryDraft.numbered(1), .numbered(2)].makeIterator()
            return { _ in rest.next() }
        }
        #expect(result == [])
        #expect(seen.withLock { $0 } == [1, 2])
    }

    @Test func `a failed commit stores nothing and the log goes on`() throws {
        let store = FaultyStore()
        let log = try EventLog(
            store: store, keyStorage: nil, wrapping: nil, options: .init(genesis: .genesis))
        try log.add(.numbered(1, subject: 1))
        for fault in [FaultyStore.Fault.commit, .commitAndRead] {
            store.failNext(fault)
            #expect(throws: FaultyStore.Failure.self) {
                try log.add(.numbered(2, subject: 1), .numbered(3, subject: 2))
            }
            try #expect(log.size == 2)
            #expect(log.subjectCount == 1)
        }
        let receipts = try log.add(.numbered(2, subject: 1), .numbered(3, subject: 2))
        #expect(receipts.map(\.position) == [2, 3])
        try #expect(log.entry(at: 2).header.previousOfSubject == 1)
    }

    @Test func `a log opened for reading only refuses to write`() throws {
        let home = try LogHome()
        try home.open().add(.numbered(1))
        let reader = try EventLog(
            store: ReadOnlyStore(home.store), keyStorage: nil, wrapping: nil,
            options: .init(genesis: .genesis))
        #expect(!reader.isWritable)
        #expect(throws: AppendError.readOnly) { try reader.add(.numbered(2)) }
        #expect(throws: AppendError.readOnly) { try reader.rebuild() }
    }
}
