import EventLog

/// Adds up children's records by home.
///
/// Each child is looked at once; figures go to the home from which the child went, residents and
/// stays to the home of the placement.
struct Census {
    private let question: Question
    private let setting: Setting
    /// Only this home; all of them where it is `nil`.
    private let only: Scope?
    private(set) var total = Summary()
    /// By home number; 0 is for episodes whose home is not known.
    private var homes: [Summary] = []
    private var hasFigures: [Bool] = []
    /// Months in which an episode ended that stayed unexplained, by home number.
    private var months: [Int: Set<Int>] = [:]
    private let days: Range<Int>

    init(_ question: Question, _ setting: Setting, only: Scope? = nil) {
        (self.question, self.setting, self.only) = (question, setting, only)
        days = question.days
        if let only { reach(Int(clamping: only.number)) }
    }

    /// The summary of every home that has any figure, by number.
    mutating func summaries(_ name: (Scope) throws -> HomeID?) rethrows -> [Summary] {
        addStrategies()
        try homes.indices.filter { hasFigures[$0] }.forEach { number in
            let scope = Scope(UInt64(number))
            homes[number].counts.home = try name(scope)
            homes[number].counts.sector = setting.sector(of: scope)
            homes[number].unexplainedMonths = run(of: months[number] ?? [])
        }
        total.unexplainedMonths = run(of: months.values.reduce(into: []) { $0.formUnion($1) })
        return homes.indices.filter { hasFigures[$0] }.map { homes[$0] }
    }

    /// Adds one child.
    mutating func add(_ reading: CaseReading) {
        let record = reading.record
        addEpisodes(reading)
        for place in record.stays.indices { addStay(place, of: record) }
        for milestone in record.milestones { add(milestone, record) }
        addPersistence(reading.folded)
    }

    // MARK: Homes

    /// Makes room for a home; says whether it is asked for.
    @discardableResult
    private mutating func reach(_ number: Int) -> Bool {
        if let only, Int(clamping: only.number) != number { return false }
        while homes.count <= number {
            homes.append(Summary())
            hasFigures.append(false)
        }
        hasFigures[number] = true
        return true
    }

    /// Changes the figures of one home, if it is asked for, and the total.
    private mutating func change(_ scope: Scope, _ body: (inout Summary) -> Void) {
        let number = Int(clamping: scope.number)
        guard reach(number) else { return }
        body(&homes[number])
        if only == nil { body(&total) }
    }

    // MARK: Episodes

    private mutating func addEpisodes(_ reading: CaseReading) {
        let record = reading.record
        guard !record.episodes.isEmpty else { return }
        var tallies: [(scope: Scope, tally: ChildTally, seen: [EntryID])] = []
        var all = ChildTally()
        var seen: [EntryID] = []
        for episode in record.episodes {
            guard only == nil || only == episode.scope else { continue }
            let place: Int
            if let known = tallies.firstIndex(where: { $0.scope == episode.scope }) {
                place = known
            } else {
                place = tallies.count
                tallies.append((episode.scope, ChildTally(), []))
            }
            tallies[place].tally.add(episode, question)
            all.add(episode, question)
            let question = question
            change(episode.scope) { $0.counts.add(episode, question) }
            addEnd(of: episode, reading, &tallies[place].seen, &seen)
        }
        for (scope, tally, _) in tallies {
            let number = Int(clamping: scope.number)
            homes[number].counts.addChild(tally)
        }
        total.counts.addChild(all)
        addFlags(reading)
    }

    /// Interviews and explanations count where the episode ended in the period.
    private mutating func addEnd(
        of episode: Episode, _ reading: CaseReading, _ seenAtHome: inout [EntryID],
        _ seen: inout [EntryID]
    ) {
        guard let end = episode.end, question.contains(end.at) else { return }
        let number = Int(clamping: episode.scope.number)
        homes[number].ended.append(episode.id)
        if only == nil { total.ended.append(episode.id) }
        guard reading.requiresInterview(episode) else { return }
        homes[number].interviews.add(episode, asOf: reading.now, seen: &seenAtHome)
        if only == nil { total.interviews.add(episode, asOf: reading.now, seen: &seen) }
    }

    private mutating func addFlags(_ reading: CaseReading) {
        for finding in reading.findings {
            guard let place = finding.place else { continue }
            let episode = reading.record.episodes[place]
            if question.contains(episode.start.at) {
                change(episode.scope) { $0.flags.add(finding.flag) }
            }
            guard finding.flag == .unexplained, let end = episode.end else { continue }
            let day = London.date(of: end.at)
            let number = Int(clamping: episode.scope.number)
            if only == nil || only == episode.scope {
                months[number, default: []].insert(day.year * 12 + day.month)
            }
            if question.contains(end.at) {
                change(episode.scope) { $0.unexplained.append(episode.id) }
            }
        }
    }

    /// How many months up to the last of the period follow one another without a gap.
    private func run(of months: Set<Int>) -> Int {
        let last = question.period.to.adding(days: -1)
        var month = last.year * 12 + last.month
        var count = 0
        while months.contains(month) {
            count += 1
            month -= 1
        }
        return count
    }

    // MARK: Stays

    private mutating func addStay(_ place: Int, of record: CaseRecord) {
        let stay = record.stays[place]
        guard stay.scope != .none, only == nil || only == stay.scope else { return }
        let next = place + 1 < record.stays.count ? record.stays[place + 1].started : nil
        // Without an end on record a stay lasts until the next one.
        let end = stay.ended ?? next
        let first = London.date(of: stay.started.at).daysSince1970
        let last = end.map { London.date(of: $0.at).daysSince1970 } ?? .max
        let overlap = max(0, min(last, days.upperBound) - max(first, days.lowerBound))
        let question = question
        let isResident = stay.started.at <= question.now && end.map { $0.at > question.now } ?? true
        change(stay.scope) { summary in
            summary.counts.residentDays += overlap
            if question.contains(stay.started.at) { summary.admitted.append(stay.started.id) }
            if let ended = stay.ended, question.contains(ended.at) {
                summary.left.append(ended.id)
            }
            guard isResident else { return }
            summary.residents += 1
            if record.isAtRiskOfCSE { summary.residentsAtRiskOfCSE += 1 }
        }
    }

    // MARK: Decisions, challenges, corrections

    private mutating func add(_ milestone: Milestone, _ record: CaseRecord) {
        guard only == nil || only == milestone.scope else { return }
        if milestone.kind.group == .governance {
            guard question.contains(milestone.recordedAt) else { return }
            change(milestone.scope) { $0.corrections.append(milestone.mark.id) }
            return
        }
        guard question.contains(milestone.mark.at) else { return }
        switch milestone.kind {
        case .ofstedNotificationDecided, .ofstedNotified:
            let notification = Summary.Notification(milestone, record)
            change(milestone.scope) { $0.notifications.append(notification) }
        case .challengeRaised:
            let answered = record.deadlines.contains {
                $0.cause.position == milestone.mark.position && $0.met != nil
            }
            change(milestone.scope) { summary in
                summary.challenges.append(milestone.mark.id)
                if answered { summary.challengesAnswered.append(milestone.mark.id) }
            }
        case .escalated: change(milestone.scope) { $0.escalations.append(milestone.mark.id) }
        default: break
        }
    }

    private mutating func addPersistence(_ folded: FoldedCase) {
        let homes = Set(folded.record.episodes.filter(\.hasMissingSegment).map(\.scope))
        for scope in homes.sorted(by: { $0.number < $1.number }) {
            guard only == nil || only == scope,
                let child = PersistentChild(folded, question, setting.thresholds, scope: scope),
                reach(Int(clamping: scope.number))
            else { continue }
            self.homes[Int(clamping: scope.number)].persistent.append(child)
        }
        guard only == nil,
            let child = PersistentChild(folded, question, setting.thresholds, scope: nil)
        else { return }
        total.persistent.append(child)
    }

    private mutating func addStrategies() {
        let last = question.period.to.adding(days: -1)
        for strategy in setting.strategies where strategy.from <= last && last <= strategy.review {
            change(strategy.scope) { $0.strategies.append(strategy.id) }
        }
    }
}

extension Summary.Notification {
    fileprivate init(_ milestone: Milestone, _ record: CaseRecord) {
        mark = milestone.mark
        decision =
            milestone.kind == .ofstedNotificationDecided
            ? OfstedDecision(rawValue: milestone.code) : nil
        episode = milestone.episode
        let start = record.episodes.first { $0.id == milestone.episode }.map {
            $0.policeReports.first?.at ?? $0.opened.at
        }
        lagSeconds = start.map { (milestone.mark.at.microseconds - $0.microseconds) / 1_000_000 }
    }
}
