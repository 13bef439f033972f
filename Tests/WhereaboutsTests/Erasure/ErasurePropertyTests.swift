import EventLog
import TestSupport
import Testing
import Whereabouts

/// However recording, erasing, completing and rebuilding take turns, erased words stay erased and
/// all others stay.
@Suite struct ErasurePropertyTests {
    /// What the log should know of one entry with words.
    private struct Expected {
        var position: Position
        var number: UInt64
        var text: String
        var isErased = false
    }

    @Test(arguments: UInt64(0)..<8)
    func `any order of steps keeps what is kept`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var key = MemoryKey()
        let stored = try StoredWords(keys: key)
        var expected: [Expected] = []
        var leaves: [[UInt8]] = []
        for step in 0..<24 {
            let number = UInt64.random(in: 1...2, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0...3:
                let text = "words of step \(step)"
                let position = try stored.with(key) { records in
                    try records.recordAndWait([
                        try NewEntry(
                            PoliceProtectionTaken(), child: ChildID("#\(number)"),
                            occurred: .at(stored.clock.now), by: .homeStaff("S-1"),
                            narrative: .with { $0.why = text })
                    ])[0].position
                }
                expected.append(Expected(position: position, number: number, text: text))
            case 4, 5:
                try stored.with(key) { records in
                    _ = try records.eraseAndWait(
                        child: ChildID("#\(number)"), classes: [.narrative], reason: "test",
                        legalBasis: "none", by: .system("test"), at: stored.clock.now)
                }
                for index in expected.indices where expected[index].number == number {
                    expected[index].isErased = true
                }
            case 6: try stored.with(key) { try $0.log.rebuild() }
            default:
                let next = MemoryKey()
                let isPending = try stored.with(key) { records in
                    try records.erasures().contains { $0.state == .pending }
                }
                guard isPending else { continue }
                _ = try Records.completeErasure(
                    at: stored.path, keys: key, newKeys: next, clock: stored.clock.wallClock,
                    mapSizeBytes: 1 << 26)
                key = next
            }
            leaves = try stored.with(key) { try check($0, expected, leaves) }
        }
        #expect(expected.contains { !$0.isErased } || expected.contains { $0.isErased })
    }

    /// Compares words and entries with what they should be; returns the entries' bytes.
    private func check(
        _ records: Records, _ expected: [Expected], _ before: [[UInt8]]
    ) throws -> [[UInt8]] {
        for entry in expected {
            let told = try records.resolved(try records.log.entry(at: entry.position))
            #expect(try told.words()?.why == (entry.isErased ? nil : entry.text))
            #expect((told.narrative == .erased) == entry.isErased)
            #expect((told.erasure != nil) == entry.isErased)
        }
        var leaves: [[UInt8]] = []
        try records.log.scan(0..<Position(.max)) { _, bytes in
            leaves.append((0..<bytes.count).map { bytes[$0] })
            return .next
        }
        #expect(leaves.prefix(before.count) == before[...])
        #expect(try records.history(of: "#2").episodes.count == 1)
        return leaves
    }
}
