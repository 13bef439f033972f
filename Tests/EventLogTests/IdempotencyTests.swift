import EventLog
import TestSupport
import Testing
import WhereaboutsTestKit

/// The same id with the same content is the same entry, for ever.
@Suite struct IdempotencyTests {
    /// A draft in which everything is set.
    private static var full: EntryDraft {
        var draft = EntryDraft.numbered(9, subject: 1, scope: 1, narrative: "what was said")
        draft.occurredTo = draft.occurredAt.adding(seconds: 60)
        draft.precision = 3
        draft.age = 15
        draft.actor = ActorNumber(1)
        draft.refersTo = .entry(1)
        draft.alsoRefersTo = 2
        draft.registers = "SC000001"
        draft.introducesActor = ("S-7", 6)
        return draft
    }

    private static func openFull(_ home: LogHome) throws -> (log: EventLog, first: Receipt) {
        let log = try home.open()
        try log.add(.numbered(1, subject: 1), .numbered(2))
        return (log, try log.add(full)[0])
    }

    /// Changes after which the content is another, by name.
    static let changes: [(name: String, change: @Sendable (inout EntryDraft) -> Void)] = [
        ("kind", { $0.kind = 201 }), ("subject", { $0.subject = Subject(2) }),
        ("scope", { $0.scope = .none }), ("actor", { $0.actor = .log }),
        ("time", { $0.occurredAt = $0.occurredAt.adding(seconds: 1) }),
        ("end", { $0.occurredTo = nil }), ("precision", { $0.precision = 0 }),
        ("reference", { $0.refersTo = .entry(2) }), ("no reference", { $0.refersTo = .none }),
        ("itself", { $0.refersTo = .itself }), ("second reference", { $0.alsoRefersTo = nil }),
        ("registers", { $0.registers = "SC000002" }), ("registers none", { $0.registers = nil }),
        ("introduced actor", { $0.introducesActor?.id = "S-8" }),
        ("introduced role", { $0.introducesActor?.role = 7 }),
        ("facts", { $0.facts = [8, 0] }), ("no facts", { $0.facts = [] }),
        ("narrative", { $0.narrative = Array("other words".utf8) }),
        ("no narrative", { $0.narrative = nil }),
    ]

    @Test(arguments: StoreKind.allCases)
    func `the same content gives the first receipt`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let (log, first) = try Self.openFull(home)
        home.clock.advance(microseconds: 1_000)
        for open in [{ log }, { try home.open() }] {
            let again = try open().add(Self.full)[0]
            #expect(again.isRepeat)
            #expect(again.position == first.position)
            #expect(again.recordedAt == first.recordedAt)
            #expect(again.refersTo == first.refersTo)
        }
        try #expect(home.open().size == 4)
        try home.close()
    }

    @Test(arguments: changes.indices)
    func `other content under the same id is refused`(index: Int) throws {
        let home = try LogHome()
        let (log, first) = try Self.openFull(home)
        var draft = Self.full
        Self.changes[index].change(&draft)
        let refused = AppendError.idReused(id: draft.id, position: first.position)
        #expect(throws: refused, "\(Self.changes[index].name)") {
            try log.add(.numbered(20), draft)
        }
        try #expect(log.size == 4)
    }

    @Test func `what the log decides may differ in a repeat`() throws {
        let home = try LogHome()
        let (log, _) = try Self.openFull(home)
        var draft = Self.full
        draft.introducesActor = nil
        draft.age = 16
        draft.isReferenceImplied = true
        draft.refersTo = .entry(2)
        draft.remarks = 5
        let again = try log.add(draft)[0]
        #expect(again.isRepeat)
        #expect(again.refersTo == 1)
        #expect(again.remarks == 5)
    }

    @Test func `a repeat inside one batch adds nothing`() throws {
        let log = try LogHome().open()
        let receipts = try log.add(.numbered(1), .numbered(2), .numbered(1))
        #expect(receipts.map(\.position) == [1, 2, 1])
        #expect(receipts.map(\.isRepeat) == [false, false, true])
        var other = EntryDraft.numbered(3)
        other.facts = [1]
        #expect(throws: AppendError.idReused(id: other.id, position: 3)) {
            try log.add(.numbered(3), other)
        }
        try #expect(log.size == 3)
    }

    @Test func `the id of the log's first entry cannot be used again`() throws {
        let log = try LogHome().open()
        var draft = EntryDraft.numbered(1)
        draft.id = EntryDraft.genesis.id
        #expect(throws: AppendError.idReused(id: draft.id, position: 0)) { try log.add(draft) }
        try #expect(log.size == 0)
    }

    @Test func `a repeat with words in a log without keys asks for keys`() throws {
        let home = try LogHome()
        _ = try Self.openFull(home)
        home.wrapping = nil
        let log = try home.open()
        #expect(throws: AppendError.keysRequired(id: Self.full.id)) { try log.add(Self.full) }
    }

    @Test func `ids in closed runs are still known`() throws {
        let home = try LogHome(.lmdb)
        var log = try home.open()
        // Two runs that are merged into one, and a tail behind them.
        let count: UInt64 = 2 * 65_536 + 100
        let drafts = (1...count).map { EntryDraft.numbered($0) }
        _ = try log.appendAndWait(drafts, durability: .relaxed)
        for _ in 0..<2 {
            for number in stride(from: 1, through: count, by: 4_999) {
                let again = try log.add(.numbered(number))[0]
                #expect(again.isRepeat && again.position == Position(number))
                var other = EntryDraft.numbered(number)
                other.facts = [9]
                #expect(throws: AppendError.idReused(id: other.id, position: Position(number))) {
                    try log.add(other)
                }
            }
            log = try home.open()
        }
        try #expect(log.size == count + 1)
        try #expect(!log.add(.numbered(count + 1))[0].isRepeat)
        try home.close()
    }
}
