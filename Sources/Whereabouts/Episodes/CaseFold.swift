public import EventLog
import SwiftProtobuf

extension CaseRecord {
    /// Finds the number of a home by the host's id.
    public typealias Homes = (HomeID) throws -> Scope?
    /// Finds the role of who recorded an entry.
    public typealias Roles = (ActorNumber) throws -> Role?

    /// Tells a child's episodes, flags and deadlines from the child's entries.
    ///
    /// A pure function. Corrections are applied in log order; withdrawn entries have no effect, and
    /// a withdrawn opening takes its episode with it. Entries are ordered by when they happened,
    /// ties by position. An episode ends at the earliest return or other end; what happened to the
    /// child's whereabouts later is ignored.
    ///
    /// - Parameters:
    ///   - history: All entries about one child, in log order.
    ///   - thresholds: The limits in force.
    ///   - homes: The number of a home that a correction or a return names.
    ///   - roles: Who recorded an entry; only asked for police categories without a source.
    /// - Throws: When the facts of an entry cannot be read, and what `homes` and `roles` throw.
    /// - Complexity: O(n log n) in the child's entries, as long as episodes overlap little.
    public init(
        of history: [LogEntry], thresholds: Thresholds = Thresholds(),
        homes: @escaping Homes = { _ in nil }, roles: @escaping Roles = { _ in nil }
    ) throws {
        let fold = try CaseFold(history, thresholds, homes)
        let entries = fold.entries
        self = fold.record
        deadlines = try Duties(fold, entries, thresholds).deadlines
        findings = try FlagRules(
            fold, entries, counted: entries, deadlines, thresholds, homes, roles
        ).findings()
        findings += FlagRules.overlaps(episodes)
        place { fold.index(of: $0) }
        sort()
    }

    /// Says of every flag and deadline which episode it belongs to.
    mutating func place(_ index: (EntryID) -> Int?) {
        for place in deadlines.indices {
            deadlines[place].place = deadlines[place].episode.flatMap(index)
        }
        for place in findings.indices {
            findings[place].place = findings[place].episode.flatMap(index)
        }
    }

    mutating func sort() {
        findings.sort { $0.precedes($1) }
        deadlines.sort { $0.comesBefore($1) }
    }
}

extension Episode {
    /// The episodes in one child's history, in order of their openings.
    ///
    /// - Parameters:
    ///   - history: All entries about one child, in log order.
    ///   - homes: The number of a home that a correction names; without it such corrections do not
    ///     move an episode to another home.
    /// - Returns: Open and ended episodes; see ``CaseRecord/init(of:thresholds:homes:roles:)``.
    /// - Throws: When the facts of an entry cannot be read, and what `homes` throws.
    public static func episodes(
        in history: [LogEntry], homes: @escaping CaseRecord.Homes = { _ in nil }
    ) throws -> [Episode] {
        try CaseRecord(of: history, homes: homes).episodes
    }
}

/// Tells one child's episodes and gives every entry to the episodes that it is about.
struct CaseFold {
    private(set) var record = CaseRecord()
    private(set) var folds: [EpisodeFold] = []
    let residence: Residence
    /// The entries in force, in log order.
    let entries: [EffectiveEntry]
    /// These, and those that were withdrawn; in log order.
    private let all: [EffectiveEntry]
    private let plans: EpisodePlans
    /// The fold of every plan that still stands for an episode.
    private var foldOfPlan: [Int: Int] = [:]
    /// The fold of the episode of every entry.
    private var foldOfEntry: [Position: Int] = [:]
    /// The episodes that offers, interviews and explanations cover, by position.
    private var covering: [Position: [Int]] = [:]

    /// Tells the episodes of a history; of a tail, on top of `base`, which knows what came before.
    init(
        _ history: [LogEntry], _ thresholds: Thresholds, _ homes: @escaping CaseRecord.Homes,
        onTopOf base: CaseRecord? = nil, milestonesOf retold: Set<Position>? = nil
    ) throws {
        entries = try EffectiveEntry.entries(of: history, homes: homes)
        all =
            entries.count == history.count
            ? entries : try EffectiveEntry.entries(of: history, .withdrawnToo, homes: homes)
        residence = try base?.residence ?? Residence(entries)
        plans = try EpisodePlans(entries)
        let person =
            try base?.person
            ?? Person(entries) { position in
                history.entry(at: position).map { Kind(rawValue: $0.header.kind) }
            }
        for place in plans.plans.indices where plans.isOwn(place) {
            let plan = plans.plans[place]
            let origin = plan.splitFrom.flatMap { foldOfPlan[$0] }.map { folds[$0] }
            foldOfPlan[place] = folds.count
            folds.append(
                try EpisodeFold(plan, from: origin, residence, isUASC: person.isUASC, thresholds))
        }
        for (index, fold) in folds.enumerated() {
            foldOfEntry[fold.opening.header.position] = index
            for step in fold.steps { foldOfEntry[step.position] = index }
        }
        if !folds.isEmpty { for entry in entries { try give(entry) } }
        for index in folds.indices { folds[index].changeInterview { $0.sort() } }
        record.episodes = folds.map(\.episode)
        (record.residence, record.person) = (residence, person)
        record.milestones = try entries.compactMap { entry in
            if let retold, !retold.contains(entry.header.position) { return nil }
            return try milestone(entry)
        }
    }

    /// The fold of the episode that an opening's id names.
    func index(of opening: EntryID) -> Int? {
        plans.place(of: opening).flatMap { foldOfPlan[$0] }
    }

    /// The fold of the episode that an entry belongs to.
    func index(ofMember entry: EffectiveEntry) -> Int? {
        foldOfEntry[entry.header.position]
    }

    /// The entry at a position, withdrawn or not; `nil` when it is not in the child's history.
    func entry(at position: Position) -> EffectiveEntry? {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].header.position < position { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low].header.position == position ? all[low] : nil
    }

    /// The episodes that an entry concerns: its own, those it covers, or those of its target.
    func concerned(by entry: LogEntry) -> [Int] {
        let position = entry.header.position
        if let covered = covering[position] { return covered }
        if let own = foldOfEntry[position] { return [own] }
        if let target = entry.header.refersTo, target != position {
            return covering[target] ?? foldOfEntry[target].map { [$0] } ?? []
        }
        return []
    }

    /// The episodes that `ids` name; where none is named, the entry's own.
    private func covered(_ ids: [EntryID], else entry: EffectiveEntry) -> [Int] {
        ids.isEmpty
            ? index(ofMember: entry).map { [$0] } ?? []
            : Set(ids.compactMap { index(of: $0) }).sorted()
    }

    /// The entry's own episode and those of the offer that it answers.
    private func answered(by entry: EffectiveEntry) -> [Int] {
        let own = covered([], else: entry)
        guard let offer = entry.stored.alsoRefersTo, let others = covering[offer] else {
            return own
        }
        return Set(own + others).sorted()
    }

    private mutating func give(_ entry: EffectiveEntry) throws {
        let (facts, mark) = (entry.facts, Mark(entry))
        switch entry.kind {
        case .rhiOffered:
            let ids = try RhiOffered(serializedBytes: facts).coversEpisodes
            change(covered(ids, else: entry), by: mark) { $0.offers.append(mark) }
        case .rhiAccepted: change(answered(by: entry), by: mark) { $0.acceptances.append(mark) }
        case .rhiDeclined: change(answered(by: entry), by: mark) { $0.refusals.append(mark) }
        case .rhiNotOffered, .rhiNotCarriedOut:
            change(answered(by: entry), by: mark) { $0.notDone.append(mark) }
        case .rhiCompleted: try giveInterview(entry, mark)
        case .explanationRecorded:
            let ids = try ExplanationRecorded(serializedBytes: facts).episodes
            let covered = covered(ids, else: entry)
            covering[mark.position] = covered
            for index in covered { folds[index].noteExplanation(mark) }
        case .challengeRaised:
            let about = try ChallengeRaised(serializedBytes: facts).about
            if about == .rhiNotOffered, let index = index(ofMember: entry) {
                folds[index].noteOfferChallenge(mark.position)
            }
        default: break
        }
    }

    private mutating func giveInterview(_ entry: EffectiveEntry, _ mark: Mark) throws {
        let facts = try RhiCompleted(serializedBytes: entry.facts)
        let covered =
            facts.coversEpisodes.isEmpty
            ? answered(by: entry) : covered(facts.coversEpisodes, else: entry)
        change(covered, by: mark) {
            $0.completions.append(
                Interview.Completion(
                    mark: mark, isIndependent: facts.independent, provider: facts.providerType))
        }
        for index in covered { folds[index].noteInterview(facts) }
        guard facts.reasons.contains(where: { $0 != .noReasonAsked }) else { return }
        for index in covered { folds[index].noteExplanation(mark) }
    }

    private mutating func change(
        _ covered: [Int], by mark: Mark, _ change: (inout Interview) -> Void
    ) {
        covering[mark.position] = covered
        for index in covered { folds[index].changeInterview(change) }
    }
}

extension [LogEntry] {
    /// The entry at a position, of entries in log order; `nil` when it is not among them.
    fileprivate func entry(at position: Position) -> LogEntry? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].header.position < position { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].header.position == position ? self[low] : nil
    }
}
