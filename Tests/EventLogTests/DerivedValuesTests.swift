import EventLog
import TestSupport
import Testing
import WhereaboutsTestKit

/// Derived values depend on the log alone, and damage to them never becomes damage to the log.
@Suite struct DerivedValuesTests {
    private static let headsName = Array("heads".utf8)
    private static let firstRunName = Array("ids/".utf8) + UInt64(0).bigEndianBytes

    /// Appends `drafts` in batches of random lengths, opening the log anew now and then.
    private static func fill(
        _ home: LogHome, _ drafts: [EntryDraft], reopening: Bool, _ generator: inout SplitMix64
    ) throws -> EventLog {
        var log = try home.open()
        var rest = drafts[...]
        while !rest.isEmpty {
            let batch = rest.prefix(.random(in: 1...30_000, using: &generator))
            rest = rest.dropFirst(batch.count)
            _ = try log.appendAndWait(Array(batch), durability: .relaxed)
            if reopening { log = try home.open() }
        }
        return log
    }

    @Test(arguments: [UInt64(0)])
    func `the same entries give the same derived values on any way`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let length = Int.random(in: 66_000...70_000, using: &generator)
        let drafts = EntryDraft.random(count: length, using: &generator)
        let (one, other) = (try LogHome(.lmdb), try LogHome())
        let log = try Self.fill(one, drafts, reopening: true, &generator)
        _ = try Self.fill(other, drafts, reopening: false, &generator)
        let derived = try one.derived()
        #expect(
            Set(derived.keys.filter { !$0.starts(with: Array("nodes/".utf8)) }) == [
                Self.headsName, Self.firstRunName,
            ])
        #expect(try derived == other.derived())
        try log.rebuild()
        #expect(try derived == one.derived())
        try #expect(log.add(drafts[0])[0].isRepeat)
        try one.close()
    }

    /// Damage to a snapshot of 40 subjects, which starts with 68 bytes and has 48 for each.
    static let snapshotDamages: [@Sendable (inout [UInt8]?) -> Void] = [
        { $0 = [] }, { $0?.removeLast() },
        // The last recorded time; last and count of the first subject; last of the first scope.
        { $0?[18] ^= 0x40 }, { $0?[68] ^= 1 }, { $0?[76] ^= 1 }, { $0?[68 + 40 * 48] ^= 1 },
    ]

    @Test(arguments: snapshotDamages.indices)
    func `a damaged snapshot is ignored`(index: Int) throws {
        var generator = SplitMix64(seed: 0)
        let home = try LogHome(.lmdb)
        // With the log's first entry as many as the snapshot holds: nothing follows it.
        let drafts = EntryDraft.random(count: 16_383, using: &generator)
        _ = try home.open().appendAndWait(drafts, durability: .relaxed)
        try home.close()
        try home.tamper(derived: Self.headsName, Self.snapshotDamages[index])
        let log = try home.open()
        let number = UInt64(drafts.count + 1)
        let more = (0..<200).map { offset in
            EntryDraft.numbered(number + offset, subject: offset % 40 + 1, scope: offset % 7 + 1)
        }
        _ = try log.appendAndWait(more, durability: .relaxed)
        let entries = try log.all()
        #expect(LinkModel.firstMisfit(in: entries) == nil)
        #expect(entries.last?.header.recordedAt == home.clock.now)
        try home.close()
    }

    @Test func `after a damaged snapshot the next one is the same as ever`() throws {
        let drafts = (1...33_000).map { EntryDraft.numbered($0, subject: $0 % 9 + 1) }
            .sorted { $0.subject.number < $1.subject.number }
        let (whole, damaged) = (try LogHome(), try LogHome(.lmdb))
        _ = try whole.open().appendAndWait(drafts)
        _ = try damaged.open().appendAndWait(Array(drafts.prefix(17_000)), durability: .relaxed)
        try damaged.close()
        try damaged.tamper(derived: Self.headsName) { $0 = nil }
        _ = try damaged.open().appendAndWait(Array(drafts[17_000...]), durability: .relaxed)
        #expect(try whole.derived() == damaged.derived())
        try damaged.close()
    }

    @Test func `a damaged index of ids is named, read around and rebuilt`() throws {
        let home = try LogHome(.lmdb)
        let drafts = (1...65_600).map { EntryDraft.numbered($0) }
        _ = try home.open().appendAndWait(drafts, durability: .relaxed)
        let intact = try home.derived()
        // Gone; a bit of the filter; a bit of the last offset.
        for place in [nil, 40, (intact[Self.firstRunName]?.count ?? 0) - 6] {
            try home.tamper(derived: Self.firstRunName) { value in
                if let place { value?[place] ^= 0x10 } else { value = nil }
            }
            let log = try home.open()
            let damaged = ReadError.damagedIndex(name: "ids/0")
            #expect(throws: damaged) { try log.add(.numbered(70_000)) }
            try #expect(log.size == 65_601)
            try #expect(log.entry(at: 65_600).header.id.low == 65_600)
            try log.rebuild()
            #expect(try home.derived() == intact)
            try #expect(log.add(.numbered(5))[0].isRepeat)
        }
        try #expect(home.open().add(.numbered(70_000))[0].position == 65_601)
        try home.close()
    }

    @Test func `a rebuild that fails changes nothing`() throws {
        let home = try LogHome(.lmdb)
        let drafts = (1...16_400).map { EntryDraft.numbered($0) }
        let log = try home.open()
        _ = try log.appendAndWait(drafts, durability: .relaxed)
        let before = try home.derived()
        try home.tamper("entries", UInt64(8_000)) { $0?[120] ^= 1 }
        #expect(throws: ReadError.corrupt(position: 8_000)) { try log.rebuild() }
        #expect(try home.derived() == before)
        // Memory is read anew as well, which meets the damage again: nothing is appended to it.
        #expect(throws: ReadError.corrupt(position: 8_000)) { try log.add(.numbered(20_000)) }
        try home.tamper("entries", UInt64(8_000)) { $0?[120] ^= 1 }
        try #expect(log.add(.numbered(20_000))[0].position == 16_401)
        try home.close()
    }
}
