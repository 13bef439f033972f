import EventLog
import Merkle

extension FuzzTarget {
    /// The parser of stored entries, on entries of a real log with words and every optional field.
    static func entries() throws -> FuzzTarget {
        FuzzTarget(
            "entry", try entryCorpus(), parse: { LogEntry(copying: $0.span) }, bytes: \.bytes,
            fault: { entry in
                // What the rest of the program takes out of an entry must lie inside it.
                let parts = entry.authenticated.count + entry.facts.count
                return parts <= entry.bytes.count ? nil : "parts longer than the entry"
            })
    }

    private static func entryCorpus() throws -> [[UInt8]] {
        let moment = Instant(microseconds: 1_746_216_200_000_000)
        func draft(_ number: UInt64, _ kind: UInt32) -> EntryDraft {
            EntryDraft(
                id: EntryID(high: 1, low: number), kind: kind, occurredAt: moment,
                facts: [0x08, 1, 0x12, 2, 0x41, 0x42])
        }
        let log = try EventLog(
            store: MemoryStore(), keyStorage: MemoryKeyStorage(), wrapping: MemoryKey(),
            options: EventLog.Options(genesis: draft(0, 64)))
        var home = draft(1, 102)
        home.scope = Scope(1)
        home.registers = "SC000001"
        home.actor = ActorNumber(1)
        home.introducesActor = ("S-7", 6)
        var child = draft(2, 107)
        child.subject = Subject(1)
        child.narrative = Array("words".utf8)
        var absence = draft(3, 200)
        absence.subject = Subject(1)
        absence.scope = Scope(1)
        absence.refersTo = .itself
        absence.alsoRefersTo = 1
        absence.precision = 3
        absence.occurredTo = moment
        absence.age = 15
        _ = try log.appendAndWait([home, child, absence])
        return try (0..<4).map { try log.entry(at: Position($0)).bytes }
    }
}
