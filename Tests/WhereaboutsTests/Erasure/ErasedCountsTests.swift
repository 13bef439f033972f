import EventLog
import TestSupport
import Testing
import Whereabouts

/// What is counted stays the same when the words behind it are gone.
@Suite struct ErasedCountsTests {
    /// What a view says, apart from words and names.
    private struct Figures: Equatable {
        var episodes: [ChildID: [Episode]] = [:]
        var findings: [ChildID: [Finding]] = [:]
        var deadlines: [ChildID: [DeadlineReading]] = [:]
        var summaries: SummaryByHome

        init(_ records: Records, _ count: UInt64) throws {
            // The same moment before and after: an erasure is an entry with a time of its own.
            let end = try RFC3339.parse("2040-01-01T00:00:00Z")
            let view = try records.asOf(.recorded(before: end))
            summaries = try view.summaries(during: Answers.period)
            for number in 1...count {
                let child = ChildID("#\(number)")
                let history = try view.history(of: child)
                episodes[child] = history.episodes
                findings[child] = history.findings
                deadlines[child] = history.deadlines
            }
        }

        /// What differs, in few words.
        func difference(from other: Figures) -> [String] {
            var parts = summaries == other.summaries ? [] : ["summaries"]
            for (child, told) in episodes.sorted(by: { $0.key.text < $1.key.text }) {
                if told != other.episodes[child] { parts.append("\(child) episodes") }
                if findings[child] != other.findings[child] { parts.append("\(child) findings") }
                if deadlines[child] != other.deadlines[child] {
                    parts.append("\(child) deadlines")
                }
            }
            return parts
        }
    }

    @Test(arguments: UInt64(0)..<6)
    func `counts, episodes, flags and deadlines survive an erasure`(seed: UInt64) throws {
        let records = try Records.inMemory(clock: .standing)
        var entries: [NewEntry] = []
        let options = LogGenerator.Options(seed: seed, entries: 600, children: 8, homes: 3)
        try LogGenerator(options).forEachNewEntry(recordedAt: .preserve) { entries.append($0) }
        try records.recordAndWait(entries)
        let count = records.log.subjectCount
        let before = try Figures(records, count)
        let leaves = try Self.entries(records)
        for number in 1...count {
            let child = ChildID("#\(number)")
            let classes: Set<WordClass> = [.narrative, .identity, .policeIntelligence]
            let plan = try records.erasurePlan(child: child, classes: classes)
            try records.eraseAndWait(
                child: child, classes: plan.isRefused ? [.narrative] : classes,
                reason: "test", legalBasis: "none", by: .system("test"),
                at: try RFC3339.parse("2030-01-01T00:00:00Z"))
        }
        let changed = try Figures(records, count).difference(from: before)
        #expect(changed == [])
        try #expect(Self.entries(records).prefix(leaves.count) == leaves[...])
        try records.log.rebuild()
        let rebuilt = try Figures(records, count).difference(from: before)
        #expect(rebuilt == [])
    }

    private static func entries(_ records: Records) throws -> [[UInt8]] {
        var entries: [[UInt8]] = []
        try records.log.scan(0..<Position(.max)) { _, bytes in
            entries.append((0..<bytes.count).map { bytes[$0] })
            return .next
        }
        return entries
    }
}
