import EventLog
import TestSupport
import Testing

/// Damage to stored bytes is named with its position, and never read as other data.
@Suite struct CorruptionTests {
    private func makeLog() throws -> LogHome {
        let home = try LogHome(.lmdb)
        _ = try home.open().appendAndWait((1...50).map { .numbered($0, subject: 1, scope: 1) })
        return home
    }

    /// Every way to read the entry at 20 must name it.
    private func expectCorrupt(_ log: EventLog) throws {
        let corrupt = ReadError.corrupt(position: 20)
        let view = LogView(size: 51)
        #expect(throws: corrupt) { try log.entry(at: 20) }
        #expect(throws: corrupt) { try log.scan(0..<51) { _, _ in .next } }
        #expect(throws: corrupt) { try log.scan(0..<51, .backward) { _, _ in .next } }
        #expect(throws: corrupt) { try log.history(of: Subject(1), in: view) }
        #expect(throws: corrupt) { try log.entries(of: Scope(1), in: view) }
        try #expect(log.entry(at: 19).header.position == 19)
        try #expect(log.entry(at: 21).header.position == 21)
    }

    @Test(arguments: UInt64(0)..<24)
    func `a flipped bit in an entry is found by every read`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let home = try makeLog()
        let reading = try damaged(home) { value in
            let bit = Int.random(in: 0..<value.count * 8, using: &generator)
            value[bit / 8] ^= 1 << UInt8(bit % 8)
        }
        try expectCorrupt(reading)
        try home.close()
    }

    @Test func `an entry cut short or emptied is found by every read`() throws {
        for length in [0, 3, 4, 60, 121] {
            let home = try makeLog()
            let log = try damaged(home) { $0.removeLast($0.count - length) }
            try expectCorrupt(log)
            try home.close()
        }
    }

    @Test func `an entry in the place of another one is found by every read`() throws {
        let home = try makeLog()
        var other: [UInt8]?
        try home.tamper("entries", UInt64(21)) { other = $0 }
        let log = try damaged(home) { $0 = other ?? [] }
        try expectCorrupt(log)
        try home.close()
    }

    @Test func `an open that has to read a damaged entry names it`() throws {
        let home = try makeLog()
        try home.close()
        try home.tamper("entries", UInt64(20)) { $0?[30] ^= 1 }
        #expect(throws: ReadError.corrupt(position: 20)) { try home.open() }
        #expect(throws: ReadError.corrupt(position: 20)) { try home.open(.readOnly) }
        try home.close()
    }

    /// The log, with the entry at 20 changed behind its back, when its heads were in memory.
    private func damaged(_ home: LogHome, _ change: (inout [UInt8]) -> Void) throws -> EventLog {
        let log = try home.open()
        try home.tamper("entries", UInt64(20)) { value in
            var bytes = value ?? []
            change(&bytes)
            value = bytes
        }
        return log
    }
}
