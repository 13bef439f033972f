import EventLog

extension Records {
    /// What is known at one point and was not at an earlier one.
    ///
    /// - Parameters:
    ///   - earlier: The earlier point of knowledge, such as that of a report issued.
    ///   - later: The later one; where it is the earlier of the two, they change places.
    ///   - period: Only episodes that lie in it, wholly or in part, and their figures; `nil` for all
    ///     episodes and no figures.
    ///   - home: Only episodes from one home.
    /// - Returns: The entries in between, and the episodes and figures that differ.
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    /// - Complexity: Linear in the entries in between and in the histories of their children; with
    ///   a period also what two summaries cost.
    public func changes(
        from earlier: KnowledgePoint, to later: KnowledgePoint = .now,
        during period: Period? = nil, at home: HomeID? = nil
    ) throws -> ChangeList {
        var views = [try asOf(earlier), try asOf(later)].sorted { $0.size < $1.size }
        // Asked for by a time behind the last entry, the earlier point has the later moment.
        views[1] = views[1].asked(at: max(views[0].now, views[1].now))
        let scope = try home.map { try views[1].number(of: $0) }
        var comparison = try Comparison(views[0], views[1], period, scope)
        try comparison.compareChildren()
        try comparison.compareFigures(home)
        return comparison.list
    }
}

/// Two views being compared.
private struct Comparison {
    let (old, new): (RecordsView, RecordsView)
    let (oldSetting, newSetting): (Setting, Setting)
    let period: Question?
    let scope: Scope?
    private(set) var list: ChangeList
    /// Positions of the listed entries, by the number of the episode's home.
    private var causesByHome: [UInt64: Set<Position>] = [:]
    /// Entries between the two views that all children depend on.
    private var settings: [Position] = []

    init(_ old: RecordsView, _ new: RecordsView, _ period: Period?, _ scope: Scope?) throws {
        (self.old, self.new, self.scope) = (old, new, scope)
        (oldSetting, newSetting) = (try old.setting(), try new.setting())
        self.period = period.map { Question($0, new.now) }
        list = ChangeList(fromSize: old.size, toSize: new.size)
    }

    // MARK: Children

    mutating func compareChildren() throws {
        var subjects: Set<Subject> = []
        let positions = Position(old.size)..<Position(new.size)
        try new.records.log.scan(positions) { header, _ in
            if header.subject != .none { subjects.insert(header.subject) }
            return .next
        }
        settings = try new.records.log.read {
            try SettingIndex.list.positions(from: old.size, before: new.size, in: $0)
        }
        let isEveryChild =
            oldSetting.thresholds != newSetting.thresholds || oldSetting.links != newSetting.links
        // Time alone can raise flags, so that with a period every child is looked at.
        if isEveryChild || period != nil || scope != nil {
            subjects.formUnion(try candidates())
        }
        let firsts = Set(subjects.map { newSetting.links.identities(of: $0)[0] })
        for subject in firsts.sorted(by: { $0.number < $1.number }) { try compare(subject) }
        try listSettings()
        list.entries.sort { $0.position < $1.position }
    }

    /// The children who may be concerned without an entry of their own.
    private func candidates() throws -> [Subject] {
        if let scope { return try new.cases(at: scope, newSetting).map(\.subject) }
        return try new.foldedCases(newSetting).map(\.subject)
    }

    /// One child as told in a view: the record, the time, and which entry belongs where.
    private struct Telling {
        let reading: CaseReading
        let fold: CaseFold
        let entries: [LogEntry]

        init?(_ subject: Subject, _ view: RecordsView, _ setting: Setting) throws {
            guard let folded = try view.folded(subject, setting) else { return nil }
            reading = try CaseReading(folded, view, setting)
            entries = try view.entries(of: folded.subject, setting)
            fold = try CaseFold(entries, setting.thresholds, view.records.homeNumber)
        }

        /// What the episode at a place is compared by.
        func told(_ place: Int) -> EpisodeChange.Difference.Telling {
            let episode = reading.record.episodes[place]
            return (episode, flags(of: place), reading.requiresInterview(episode))
        }

        private func flags(of place: Int) -> [Flag] {
            var flags: [Flag] = []
            for finding in reading.findings where finding.place == place {
                if !flags.contains(finding.flag) { flags.append(finding.flag) }
            }
            return flags
        }
    }

    private mutating func compare(_ subject: Subject) throws {
        let identities = newSetting.links.identities(of: subject)
        let olds = Set(identities.map { oldSetting.links.identities(of: $0)[0] })
            .sorted { $0.number < $1.number }
        let oldCases = try olds.compactMap { try old.folded($0, oldSetting) }
        guard let newCase = try new.folded(subject, newSetting) else { return }
        if oldCases.count == 1, oldCases[0] === newCase, try isSame(newCase) { return }
        guard let now = try Telling(subject, new, newSetting) else { return }
        let was = try olds.compactMap { try Telling($0, old, oldSetting) }
        try compare(was, now)
    }

    /// Whether the time that has passed raises no other flag.
    private func isSame(_ folded: FoldedCase) throws -> Bool {
        try CaseReading(folded, old, oldSetting).findings
            == CaseReading(folded, new, newSetting).findings
    }

    private mutating func compare(_ olds: [Telling], _ now: Telling) throws {
        let child = try name(now.entries)
        let added = now.entries.filter { $0.header.position.rawValue >= old.size }
        let members = added.map { ($0, episodes(of: $0, olds, now)) }
        var listed: Set<EntryID> = []
        let oldEpisodes = olds.flatMap { telling in
            telling.reading.record.episodes.indices.map { (telling, $0) }
        }
        for (telling, place) in oldEpisodes {
            let episode = telling.reading.record.episodes[place]
            if now.reading.record.episodes.contains(where: { $0.id == episode.id }) { continue }
            guard isAskedFor(episode) else { continue }
            listed.insert(episode.id)
            try add(episode, child, .removed, [], members, now)
        }
        for place in now.reading.record.episodes.indices {
            let episode = now.reading.record.episodes[place]
            let before = oldEpisodes.first { $0.0.reading.record.episodes[$0.1].id == episode.id }
            let old = before.map { $0.0.reading.record.episodes[$0.1] }
            guard isAskedFor(episode) || old.map(isAskedFor) ?? false else { continue }
            listed.insert(episode.id)
            guard let before, let old else {
                try add(episode, child, .added, [], members, now)
                continue
            }
            let homes = try homes(old.scope, episode.scope)
            let differences = EpisodeChange.Difference.all(
                before.0.told(before.1), now.told(place)
            ) { homes[$0] }
            if !differences.isEmpty {
                try add(episode, child, .changed, differences, members, now)
            }
        }
        for (entry, episodes) in members {
            let isListed =
                episodes.isEmpty
                ? scope == nil && period == nil : episodes.contains { listed.contains($0) }
            if isListed { list.entries.append(changeEntry(entry, child, episodes)) }
        }
    }

    private mutating func add(
        _ episode: Episode, _ child: ChildID, _ nature: EpisodeChange.Nature,
        _ differences: [EpisodeChange.Difference], _ members: [(LogEntry, [EntryID])],
        _ now: Telling
    ) throws {
        var causes = members.filter { $0.1.contains(episode.id) }.map(\.0.header.position)
        if causes.isEmpty {
            // A placement or a detail of the child moves episodes without belonging to one.
            causes = members.filter { $0.1.isEmpty }.map(\.0.header.position)
        }
        if causes.isEmpty, now.entries.last?.header.position.rawValue ?? 0 < old.size,
            oldSetting.thresholds != newSetting.thresholds || oldSetting.links != newSetting.links
        {
            causes = settings
        }
        causesByHome[episode.scope.number, default: []].formUnion(causes)
        list.episodes.append(
            EpisodeChange(
                episode: episode.id, child: child,
                home: try homes(episode.scope)[episode.scope] ?? nil, nature: nature,
                differences: differences, causes: causes))
    }

    /// The openings of the episodes that an entry concerns, as told later, else before.
    private func episodes(of entry: LogEntry, _ olds: [Telling], _ now: Telling) -> [EntryID] {
        for telling in [now] + olds {
            let episodes = telling.fold.concerned(by: entry).map {
                telling.reading.record.episodes[$0].id
            }
            if !episodes.isEmpty { return episodes }
        }
        return []
    }

    /// Whether an episode lies in the period, wholly or in part, and started from the home.
    private func isAskedFor(_ episode: Episode) -> Bool {
        guard scope == nil || episode.scope == scope else { return false }
        guard let period else { return true }
        return period.touches(from: episode.start.at, to: episode.end?.at)
    }

    // MARK: Entries

    private func changeEntry(
        _ entry: LogEntry, _ child: ChildID?, _ episodes: [EntryID]
    ) -> ChangeEntry {
        let header = entry.header
        let kind = Kind(rawValue: header.kind)
        let nature: ChangeEntry.Nature =
            switch kind {
            case .entryAnnotated: .annotation
            case .entryCorrected, .entryWithdrawn, .entryReinstated, .episodesJoined,
                .episodeSplit, .childIdentitiesLinked, .childIdentitiesUnlinked:
                .correction
            default: header.occurredAt <= old.now ? .late : .new
            }
        return ChangeEntry(
            position: header.position, id: header.id, kind: kind, nature: nature, child: child,
            episodes: episodes, occurrence: Occurrence(entry), recordedAt: header.recordedAt)
    }

    private mutating func listSettings() throws {
        guard scope == nil, period == nil else { return }
        for position in settings {
            let entry = try new.records.log.entry(at: position)
            guard entry.header.subject == .none else { continue }
            list.entries.append(changeEntry(entry, nil, []))
        }
    }

    private func name(_ entries: [LogEntry]) throws -> ChildID {
        let subject = entries.first?.header.subject ?? .none
        return try new.records.log.read {
            try EntryResolver(new.records, $0).child(subject) ?? ChildID("#\(subject.number)")
        }
    }

    private func homes(_ scopes: Scope...) throws -> [Scope: HomeID] {
        try new.records.log.read { store in
            let resolver = EntryResolver(new.records, store)
            var homes: [Scope: HomeID] = [:]
            for scope in scopes { homes[scope] = try resolver.home(scope) }
            return homes
        }
    }

    // MARK: Figures

    mutating func compareFigures(_ home: HomeID?) throws {
        guard let period else { return }
        if let home, let scope {
            let now = try new.summary(of: home, during: period.period)
            let isKnown = try old.records.log.newest(of: scope, in: old.logView) > 0
            let was = isKnown ? try old.summary(of: home, during: period.period) : Summary()
            addFigures(was, now, home, isTotal: false, causes(of: scope))
            return
        }
        let (was, now) = (
            try old.summaries(during: period.period), try new.summaries(during: period.period)
        )
        let before = Dictionary(grouping: was.homes) { $0.counts.home }
        let after = Dictionary(grouping: now.homes) { $0.counts.home }
        let names = Set(before.keys).union(after.keys)
            .sorted { ($0?.text ?? "").utf8.lexicographicallyPrecedes(($1?.text ?? "").utf8) }
        for name in names {
            let scope = try name.map { try new.number(of: $0) } ?? .none
            addFigures(
                before[name]?.first ?? Summary(), after[name]?.first ?? Summary(), name,
                isTotal: false, causes(of: scope))
        }
        let all = causesByHome.values.reduce(into: Set(practices)) { $0.formUnion($1) }.sorted()
        addFigures(was.total, now.total, nil, isTotal: true, all)
    }

    private func causes(of scope: Scope) -> [Position] {
        (causesByHome[scope.number] ?? []).union(practices).sorted()
    }

    /// What changed which figures have data, without changing an episode.
    private var practices: [Position] {
        oldSetting.practices == newSetting.practices ? [] : settings
    }

    private mutating func addFigures(
        _ was: Summary, _ now: Summary, _ home: HomeID?, isTotal: Bool, _ causes: [Position]
    ) {
        for (old, new) in zip(was.figures, now.figures) where old.figure != new.figure {
            list.figures.append(
                FigureChange(
                    home: home, isTotal: isTotal, name: old.name, was: old.figure,
                    now: new.figure, causes: causes))
        }
    }
}
