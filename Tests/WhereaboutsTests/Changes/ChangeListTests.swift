import EventLog
import TestSupport
import Testing
import Whereabouts

@Suite("Change lists")
struct ChangeListTests {
    private static let quarter = Period(
        from: LocalDate(daysSince1970: 20_089), to: LocalDate(daysSince1970: 20_179))

    /// The size of AF11's log right behind the report that was issued.
    private static func issuedSize(_ records: Records) throws -> UInt64 {
        var size: UInt64 = 0
        try records.asOf(.now).forEachEntry { entry in
            guard entry.kind == .reportIssued else { return .next }
            size = entry.position.rawValue + 1
            return .stop
        }
        return size
    }

    @Test func `AF11 names the three late entries and the correction behind a report`() throws {
        let records = try Journals.records("af11.jsonl")
        let size = try Self.issuedSize(records)

        let changes = try records.changes(from: .size(size), during: Self.quarter)

        #expect(changes.entries.map(\.position.rawValue) == Array(size..<size + 4))
        #expect(changes.entries.filter { $0.nature == .late }.count == 3)
        #expect(
            changes.entries.filter { $0.nature == .correction }.map(\.kind) == [.entryCorrected])
        #expect(changes.episodes.filter { $0.nature == .added }.count == 1)
        #expect(changes.episodes.filter { $0.nature == .removed }.isEmpty)
        let corrected = changes.episodes.filter { $0.nature == .changed && !$0.causes.isEmpty }
        #expect(corrected.count == 1)
        #expect(corrected.first?.differences.contains { $0.name == "returnedAt" } == true)
        let absences = changes.figures.filter { $0.name == "absences" && $0.isTotal }
        #expect(absences.map { $0.now - $0.was } == [1])
    }

    @Test func `nothing has changed between a view and itself`() throws {
        let records = try Journals.records("af11.jsonl")
        let size = try Self.issuedSize(records)
        #expect(try records.changes(from: .size(size), to: .size(size)).isEmpty)
        #expect(
            try records.changes(from: .size(size), to: .size(size), during: Self.quarter).isEmpty)
    }

    @Test(arguments: UInt64(0)..<6)
    func `an episode is named if and only if it is told otherwise`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        var dice = Dice(seed: seed &+ 77)
        let end = try log.records.asOf(.now).size
        let (from, to) = (
            UInt64(dice.below(Int(end))), UInt64(dice.below(Int(end)))
        )
        let (earlier, later) = (min(from, to), max(from, to))

        let changes = try log.records.changes(from: .size(earlier), to: .size(later))

        let before = try Self.episodes(log.records, .size(earlier))
        let after = try Self.episodes(log.records, .size(later))
        let expected = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        // Without a period time alone is no change: only children with new entries are looked at.
        let caused = changes.episodes.filter { !$0.causes.isEmpty }.map(\.episode)
        #expect(expected.isSubset(of: Set(caused)), "seed \(seed)")
        #expect(changes.entries.allSatisfy { (earlier..<later).contains($0.position.rawValue) })
        for change in changes.episodes where change.nature == .changed {
            #expect(!change.differences.isEmpty)
        }
    }

    @Test(arguments: UInt64(0)..<6)
    func `figures that are not named are the same in both views`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        var dice = Dice(seed: seed &+ 78)
        let end = try log.records.asOf(.now).size
        let earlier = end / 2 + UInt64(dice.below(Int(end / 4)))
        let period = Period.year(2025)

        let changes = try log.records.changes(from: .size(earlier), during: period)

        let was = try log.records.asOf(.size(earlier)).summaries(during: period).total.figures
        let now = try log.records.asOf(.now).summaries(during: period).total.figures
        for (old, new) in zip(was, now) {
            let named = changes.figures.first { $0.isTotal && $0.name == old.name }
            #expect(named?.was ?? old.figure == old.figure, "seed \(seed) \(old.name)")
            #expect(named?.now ?? old.figure == new.figure, "seed \(seed) \(old.name)")
        }
    }

    /// What is told of every episode but flags, which time alone may raise.
    private static func episodes(
        _ records: Records, _ point: KnowledgePoint
    ) throws -> [EntryID: Told] {
        var episodes: [EntryID: Told] = [:]
        let view = try records.asOf(point)
        for number in 1...25 {
            guard let history = try? view.history(of: ChildID("#\(number)")) else { continue }
            for episode in history.episodes { episodes[episode.id] = Told(episode) }
        }
        return episodes
    }
}
