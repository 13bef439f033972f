import EventLog
import LMDB
import Testing

/// The stored forms of heads and ids, read by their pictures and not by the code that writes them.
@Suite struct DerivedBytesTests {
    private static let subjectCount: UInt64 = 3

    /// A log of 65,536 entries about three subjects in two scopes, the log's own first one included.
    private func makeLog() throws -> EventLog {
        let start = Instant(microseconds: 1_700_000_000_000_000)
        func draft(_ number: UInt64) -> EntryDraft {
            let id = EntryID(high: number &* 0x9E37_79B9_7F4A_7C15, low: number)
            return EntryDraft(id: id, kind: 900, occurredAt: start, facts: [])
        }
        var options = EventLog.Options(genesis: draft(0))
        options.clock = WallClock { start }
        let log = try EventLog(
            store: MemoryStore(), keyStorage: nil, wrapping: nil, options: options)
        let drafts = (1..<UInt64(65_536)).map { number in
            var draft = draft(number)
            draft.subject = Subject(1 + (number - 1) % Self.subjectCount)
            draft.scope = Scope(1 + (number - 1) % 2)
            return draft
        }
        _ = try log.appendAndWait(drafts)
        return log
    }

    @Test func `snapshots of heads and runs of ids have the bytes of their pictures`() throws {
        let log = try makeLog()
        try log.read { reading in
            let heads: Void? = try reading.withDerived(Array("heads".utf8)) { checkHeads($0) }
            #expect(heads != nil)
            let name = Array("ids/".utf8) + [UInt8](repeating: 0, count: 8)
            let run: Void? = try reading.withDerived(name) { bytes in checkRun(bytes) }
            #expect(run != nil)
        }
    }

    private func checkHeads(_ bytes: Span<UInt8>) {
        #expect(bytes.loadLittleEndian32(at: 0) == 2)
        #expect(bytes.loadLittleEndian64(at: 4) == 65_536)
        #expect(bytes.loadLittleEndian64(at: 12) == 1_700_000_000_000_000)
        #expect(bytes.loadLittleEndian64(at: 52) == Self.subjectCount)
        #expect(bytes.loadLittleEndian64(at: 60) == 2)
        #expect(bytes.count == 68 + 3 * 80 + 2 * 8 + 4)
        // The last entry about subject 1 is 65,533, the last one in scope 1 is 65,535.
        #expect(bytes.loadLittleEndian64(at: 68) == 65_533)
        #expect(bytes.loadLittleEndian64(at: 76) == 21_845)
        #expect(bytes.loadLittleEndian64(at: 68 + 3 * 80) == 65_535)
        #expect(bytes.loadLittleEndian64(at: 68 + 3 * 80 + 8) == 65_534)
    }

    private func checkRun(_ bytes: Span<UInt8>) {
        let words = 65_536 / 4
        #expect(bytes.loadLittleEndian32(at: 0) == 1)
        #expect(bytes.loadLittleEndian64(at: 4) == 0)
        #expect(bytes.loadLittleEndian64(at: 12) == 65_536)
        #expect(bytes.loadLittleEndian64(at: 20) == 65_536)
        #expect(bytes.loadLittleEndian64(at: 28) == UInt64(words))
        #expect(bytes.count == 36 + words * 8 + 65_536 * 12 + 4)
        var fingerprints: [UInt64] = []
        var offsets = Set<UInt32>()
        for index in 0..<65_536 {
            fingerprints.append(bytes.loadLittleEndian64(at: 36 + words * 8 + index * 8))
            offsets.insert(
                bytes.loadLittleEndian32(at: 36 + (words + 65_536) * 8 + index * 4))
        }
        #expect(fingerprints == fingerprints.sorted())
        #expect(offsets.count == 65_536)
    }
}
