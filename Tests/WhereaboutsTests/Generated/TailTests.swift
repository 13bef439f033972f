import EventLog
import TestSupport
import Testing
import Whereabouts

/// Telling only the newest episodes is the fast path, telling the whole history the checked one.
@Suite("Telling the tail of a history")
struct TailTests {
    /// Every record as told on top of earlier ones, and as told from nothing.
    private static func expectSame(_ entries: [LogEntry], _ seed: UInt64) throws -> Int {
        var dice = Dice(seed: seed)
        var count = 0
        var known = try CaseRecord(of: Array(entries.prefix(1)))
        var end = 1
        while end < entries.count {
            let next = min(entries.count, end + dice.draw(1...6))
            let full = try CaseRecord(of: Array(entries.prefix(next)))
            let told = try known.extended(
                by: Array(entries[end..<next]),
                history: Array(entries.prefix(next)))
            if let told {
                count += 1
                #expect(told == full, "seed \(seed), entries \(end) to \(next)")
            }
            (known, end) = (full, next)
        }
        return count
    }

    @Test(arguments: UInt64(0)..<8)
    func `a tail told on top gives the record of the whole`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        var count = 0
        for number in UInt64(1)...25 {
            let view = LogView(size: try log.records.log.size)
            let entries = try log.records.log.history(of: Subject(number), in: view)
            count += try Self.expectSame(entries, seed &+ number)
        }
        // The short cut is taken, not only offered.
        #expect(count > 200, "seed \(seed)")
    }
}
