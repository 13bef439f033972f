import EventLog
import TestSupport
import Testing
import Whereabouts

/// What happened counts, not the order in which it was written down.
@Suite struct OrderTests {
    /// `grid`: minutes to which moments are rounded down, so that many entries share one.
    @Test(arguments: UInt64(1)...10, [1, 30])
    func `entries in another order give the same episodes and flags`(
        seed: UInt64, grid: Int
    ) throws {
        let log = TroubledLog(seed: seed, entries: 500, children: 6).onGrid(minutes: grid)
        let reordered = Reordering(log.entries, seed: seed).entries
        #expect(reordered.map(\.id) != log.entries.map(\.id))
        let first = try Records.holding(try log.entries.map { try $0.newEntry() })
        let second = try Records.holding(try reordered.map { try $0.newEntry() })
        var (episodes, findings) = (0, 0)
        for child in log.children {
            let history = try first.history(of: child)
            let tied = history.idsWithTies
            let expected = try Said(history, without: tied)
            #expect(try Said(try second.history(of: child), without: tied) == expected, "\(child)")
            episodes += expected.episodes.count
            findings += expected.findings.count
        }
        #expect(episodes > (grid == 1 ? 8 : 3))
        #expect(findings > (grid == 1 ? 20 : 10))
    }
}

/// Episodes and flags by ids, without positions.
private struct Said: Equatable {
    private(set) var episodes: [Told] = []
    private(set) var findings: Set<Raised> = []

    /// A flag without the positions of its evidence.
    struct Raised: Hashable {
        let flag: Flag
        let episode: EntryID?
        let evidence: Set<EntryID>
        let after: Instant?
    }

    /// Leaves out what follows from the time of recording, and episodes in which positions decide.
    init(_ history: History, without tied: Set<EntryID>) throws {
        let ids = Dictionary(
            uniqueKeysWithValues: history.entries.map { ($0.position, $0.id) })
        episodes = history.episodes.filter { !tied.contains($0.id) }.map { Told($0) }
            .sorted { $0.id < $1.id }
        for finding in history.record.findings {
            let isOfRecording = finding.flag == .lateEntry || finding.flag == .future
            if isOfRecording || finding.episode.map(tied.contains) == true { continue }
            findings.insert(
                Raised(
                    flag: finding.flag, episode: finding.episode,
                    evidence: Set(try finding.evidence.map { try #require(ids[$0]) }),
                    after: finding.after))
        }
    }
}

extension History {
    /// Openings of the episodes that have two entries of one kind and moment: these alone keep the
    /// order in which they were recorded.
    fileprivate var idsWithTies: Set<EntryID> {
        struct Key: Hashable {
            let kind: Kind
            let at: Instant
        }
        var moments: [Key: EntryID] = [:]
        var tied: Set<EntryID> = []
        for entry in entries {
            guard let episode = entry.episode, entry.kind.group == .episode else { continue }
            let key = Key(kind: entry.kind, at: entry.effective.occurrence.at)
            if let other = moments.updateValue(episode, forKey: key) {
                tied.formUnion([other, episode])
            }
        }
        // Joined and split episodes are told under the id of one of them.
        let groups = entries.compactMap { $0.regrouped }
        for _ in groups {
            for ids in groups where !tied.isDisjoint(with: ids) { tied.formUnion(ids) }
        }
        return tied
    }
}

extension RecordedEntry {
    /// The episodes that a join or a split makes of which.
    fileprivate var regrouped: Set<EntryID>? {
        if let join = try? facts(as: EpisodesJoined.self) { return Set(join.ids) }
        return (try? facts(as: EpisodeSplit.self)).map { Set($0.ids + [id]) }
    }
}

/// The same entries in another order that a log could have taken them in.
///
/// The register comes first, what names an entry after it; governance keeps its order, since there
/// the last word counts.
private struct Reordering {
    private(set) var entries: [JournalEntry]
    private var done: Set<EntryID> = []
    private let byID: [EntryID: JournalEntry]
    private var before: [EntryID: [EntryID]] = [:]

    init(_ original: [JournalEntry], seed: UInt64) {
        var dice = Dice(seed: seed)
        byID = Dictionary(uniqueKeysWithValues: original.map { ($0.id, $0) })
        entries = original.filter { $0.kind.group == .registry }
        done = Set(entries.map(\.id))
        var rest = original.filter { $0.kind.group != .registry }
        var lastWord: EntryID?
        for entry in rest {
            before[entry.id] = Self.named(by: entry)
            guard entry.kind.group == .governance else { continue }
            before[entry.id]?.append(contentsOf: lastWord.map { [$0] } ?? [])
            lastWord = entry.id
        }
        dice.shuffle(&rest)
        for entry in rest { add(entry) }
    }

    private mutating func add(_ entry: JournalEntry) {
        guard done.insert(entry.id).inserted else { return }
        for id in before[entry.id] ?? [] {
            if let earlier = byID[id] { add(earlier) }
        }
        entries.append(entry)
    }

    private static func named(by entry: JournalEntry) -> [EntryID] {
        var ids = [entry.episode, entry.refersTo].compactMap { $0 }
        for name in ["dueRef", "ids", "episodes", "coversEpisodes"] {
            switch entry.facts[name] {
            case .string(let text)?: ids += [EntryID(text)].compactMap { $0 }
            case .array(let values)?:
                for case .string(let text) in values { ids += [EntryID(text)].compactMap { $0 } }
            default: break
            }
        }
        return ids.filter { $0 != entry.id }
    }
}
