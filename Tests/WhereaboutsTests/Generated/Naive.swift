import EventLog
import TestSupport
import Whereabouts

/// Counts by going over the lines once, without episodes, placements or corrections.
///
/// Good enough for generated logs, where no report and no opening is corrected.
struct NaiveCount {
    private(set) var absences = 0
    private(set) var reports = 0
    private(set) var children = 0
    private(set) var most = 0
    private(set) var open = 0

    private static let adults: Set<String> = [
        "homeStaff", "placingAuthorityWorker", "education",
    ]

    init(_ entries: [JournalEntry], _ period: Period) {
        var withdrawn: Set<EntryID> = []
        var asylumSeekers: Set<String> = []
        for entry in entries {
            if entry.kind == .entryWithdrawn, let target = entry.refersTo {
                withdrawn.insert(target)
            }
            if entry.kind == .entryReinstated, let target = entry.refersTo {
                withdrawn.remove(target)
            }
            if entry.facts["uasc"] == true, let child = entry.child { asylumSeekers.insert(child) }
        }
        let inForce = entries.filter { entry in
            !withdrawn.contains(entry.id) && entry.episode.map(withdrawn.contains) != true
        }
        let ended = Set(inForce.lazy.filter { $0.kind == .childReturned }.compactMap(\.episode))
        var perChild: [String: Int] = [:]
        for entry in inForce {
            if entry.kind == .reportedToPolice, Self.isIn(period, entry.occurredAt) { reports += 1 }
            guard entry.episode == entry.id else { continue }
            if !ended.contains(entry.id) { open += 1 }
            let child = entry.child ?? ""
            let start = Self.start(of: entry, isUASC: asylumSeekers.contains(child))
            if Self.isIn(period, start) { perChild[child, default: 0] += 1 }
        }
        absences = perChild.values.reduce(0, +)
        children = perChild.count
        most = perChild.values.max() ?? 0
    }

    private static func start(of entry: JournalEntry, isUASC: Bool) -> Instant {
        guard case .string(let role)? = entry.facts["lastSeenBy"],
            adults.contains(role) || (isUASC && role == "homeOffice"),
            case .string(let seen)? = entry.facts["lastSeenAt"],
            let moment = try? RFC3339.parse(seen)
        else { return entry.occurredAt }
        return moment
    }

    private static func isIn(_ period: Period, _ moment: Instant) -> Bool {
        let day = London.date(of: moment)
        return period.from <= day && day < period.to
    }
}

/// The same entries in another order that a log could have taken them in.
///
/// The register comes first; what refers to an entry comes after it; what is said about one entry
/// keeps its order, because the last word counts.
struct Shuffle {
    private(set) var entries: [JournalEntry] = []

    init(_ original: [JournalEntry], seed: UInt64) {
        var dice = Dice(seed: seed)
        let register = original.filter { $0.kind.group == .registry }
        var rest = original.filter { $0.kind.group != .registry }
        var before: [EntryID: [EntryID]] = [:]
        var lastWord: [EntryID: EntryID] = [:]
        for entry in rest {
            before[entry.id] = Self.references(of: entry)
            if entry.kind.group == .governance, let target = entry.refersTo {
                if let word = lastWord[target] { before[entry.id]?.append(word) }
                lastWord[target] = entry.id
            }
        }
        let byID = Dictionary(uniqueKeysWithValues: rest.map { ($0.id, $0) })
        var done: Set<EntryID> = []
        entries = register
        dice.shuffle(&rest)
        for entry in rest { add(entry, byID, before, &done) }
    }

    private mutating func add(
        _ entry: JournalEntry, _ byID: [EntryID: JournalEntry], _ before: [EntryID: [EntryID]],
        _ done: inout Set<EntryID>
    ) {
        guard done.insert(entry.id).inserted else { return }
        for id in before[entry.id] ?? [] {
            if let earlier = byID[id] { add(earlier, byID, before, &done) }
        }
        entries.append(entry)
    }

    private static func references(of entry: JournalEntry) -> [EntryID] {
        var ids = [entry.episode, entry.refersTo].compactMap { $0 }
        if case .string(let due)? = entry.facts["dueRef"], let id = EntryID(due) { ids.append(id) }
        return ids.filter { $0 != entry.id }
    }

    /// Openings of episodes with two entries of one kind and moment, whose positions decide.
    static func episodesWithTies(_ entries: [JournalEntry]) -> Set<EntryID> {
        struct Key: Hashable {
            let episode: EntryID
            let kind: Kind
            let at: Instant
        }
        var moments: Set<Key> = []
        var ties: Set<EntryID> = []
        for entry in entries {
            guard let episode = entry.episode, episode != entry.id else { continue }
            let key = Key(episode: episode, kind: entry.kind, at: entry.occurredAt)
            if !moments.insert(key).inserted {
                ties.insert(episode)
            }
        }
        return ties
    }
}

/// What an episode says, without positions.
struct Told: Equatable {
    let id: EntryID
    let start: Occurrence
    let found: Occurrence?
    let returned: Occurrence?
    let closed: Occurrence?
    let segments: [Episode.Segment]
    let reports: [Occurrence]
    let grades: [PoliceGrade]

    init(_ episode: Episode) {
        id = episode.id
        start = episode.start
        found = episode.found?.occurrence
        returned = episode.returned?.occurrence
        closed = episode.policeClosed
        segments = episode.segments
        reports = episode.policeReports.map(\.occurrence)
        grades = episode.policeGrades
    }

    static func episodes(
        _ records: Records, _ child: ChildID, without ties: Set<EntryID>
    ) throws -> [Told] {
        try records.history(of: child).episodes
            .filter { !ties.contains($0.id) }.map { Told($0) }.sorted { $0.id < $1.id }
    }
}
