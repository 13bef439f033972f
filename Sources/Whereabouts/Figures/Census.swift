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
    /// The last child that was counted among the people of each home, by home number.
    private var lastChild: [Subject] = []
    private var child = Subject.none
    /// Whether the child has any figure at any home.
    private var isCounted = false
    /// Months in which an episode ended that stayed unexplained, by home number.
    private var months: [Int: Set<Int>] = [:]
    private let days: Range<Int>
    private let sources: InterviewSources
    /// Homes, by number, at which a child was ever placed, and from which a child ever went.
    private var placed: Set<Int> = []
    private var left: Set<Int> = []

    init(
        _ question: Question, _ setting: Setting, _ sources: InterviewSources, only: Scope? = nil
    ) {
        (self.question, self.setting, self.only) = (question, setting, only)
        self.sources = sources
        days = question.days
        if let only { reach(Int(clamping: only.number)) }
    }

    /// The summary of every home that has any figure, by number.
    mutating func summaries(_ name: (Scope) throws -> HomeID?) rethrows -> [Summary] {
        child = .none
        addStrategies()
        try homes.indices.filter { hasFigures[$0] }.forEach { number in
            let scope = Scope(UInt64(number))
            homes[number].counts.home = try name(scope)
            homes[number].counts.sector = setting.sector(of: scope, on: question.lastDay)
            homes[number].unexplainedMonths = run(of: months[number] ?? [])
            homes[number].counts.hasPlacements =
                placed.contains(number) || !left.contains(number)
            homes[number].counts.recordsAway = recordsAway(at: scope)
        }
        total.counts.hasPlacements = !placed.isEmpty || left.isEmpty
        total.counts.recordsAway = recordsAway(at: .none)
        total.unexplainedMonths = run(of: months.values.reduce(into: []) { $0.formUnion($1) })
        return homes.indices.filter { hasFigures[$0] }.map { homes[$0] }
    }

    /// Adds one child; what depends on the child's age is asked of `reading` where it matters.
    mutating func add(_ folded: FoldedCase, _ reading: () throws -> CaseReading) throws {
        (child, isCounted) = (folded.subject, false)
        defer { if isCounted, only == nil { total.counts.people += 1 } }
        addAbsences(folded.digest)
        addOccurrences(folded.digest)
        try addInterviews(folded, reading)
        try addFlags(folded, reading)
        addStays(folded)
        if !folded.record.milestones.isEmpty { addMilestones(folded.record) }
        addPersistence(folded)
    }

    // MARK: Homes

    /// Whether away incidents are recorded there on the last day of the period that has come.
    private func recordsAway(at scope: Scope) -> Bool {
        setting.practices.records(.awayIncidents, on: question.lastDay, at: scope, of: "")
    }

    /// Makes room for a home; says whether it is asked for.
    @discardableResult
    private mutating func reach(_ number: Int) -> Bool {
        if let only, Int(clamping: only.number) != number { return false }
        while homes.count <= number {
            homes.append(Summary())
            hasFigures.append(false)
            lastChild.append(.none)
        }
        hasFigures[number] = true
        // Strategies belong to nobody.
        if child != .none, child != lastChild[number] {
            lastChild[number] = child
            homes[number].counts.people += 1
            isCounted = true
        }
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

    private func isAskedFor(_ scope: Scope) -> Bool { only == nil || only == scope }

    private mutating func addAbsences(_ digest: CaseDigest) {
        guard !digest.absences.isEmpty else { return }
        var all = ChildTally()
        var tallies = HomeTallies()
        for absence in digest.absences where isAskedFor(absence.scope) {
            let number = Int(clamping: absence.scope.number)
            left.insert(number)
            if question.lastsAtEnd(from: absence.start, to: absence.end) {
                change(absence.scope) { $0.counts.openAtEnd.append(absence.id) }
            }
            if question.contains(absence.start) {
                reach(number)
                homes[number].counts.add(absence, now: question.now)
                if only == nil { total.counts.add(absence, now: question.now) }
                tallies.change(absence.scope) { $0.absences += 1 }
                all.absences += 1
            }
            if absence.isOpen {
                reach(number)
                homes[number].counts.openNow.append(absence.id)
                if only == nil { total.counts.openNow.append(absence.id) }
            } else if question.contains(absence.end) {
                reach(number)
                homes[number].ended.append(absence.id)
                if only == nil { total.ended.append(absence.id) }
            }
        }
        for counted in digest.occurrences
        where counted.sort.rawValue <= 1 && isAskedFor(counted.scope)
            && question.contains(counted.at)
        {
            let isMissing = counted.sort == .missing
            tallies.change(counted.scope) { isMissing ? ($0.missing += 1) : ($0.away += 1) }
            if isMissing { all.missing += 1 } else { all.away += 1 }
        }
        for (scope, tally) in tallies.all {
            let number = Int(clamping: scope.number)
            reach(number)
            homes[number].counts.addChild(tally)
        }
        if only == nil { total.counts.addChild(all) }
    }

    private mutating func addOccurrences(_ digest: CaseDigest) {
        for counted in digest.occurrences
        where question.contains(counted.at) && isAskedFor(counted.scope) {
            let number = Int(clamping: counted.scope.number)
            reach(number)
            homes[number].add(counted)
            if only == nil { total.add(counted) }
        }
    }

    private mutating func addInterviews(
        _ folded: FoldedCase, _ reading: () throws -> CaseReading
    ) throws {
        var seenAtHomes: [Scope: [EntryID]] = [:]
        var seen: [EntryID] = []
        for returned in folded.digest.interviews
        where question.contains(returned.at) && isAskedFor(returned.scope) {
            let episode = folded.record.episodes[returned.place]
            if returned.needsAge, try !reading().requiresInterview(episode) { continue }
            let number = Int(clamping: returned.scope.number)
            let source = try sources.source(of: episode, folded.record)
            homes[number].interviews.add(
                episode, from: source, asOf: question.now,
                seen: &seenAtHomes[returned.scope, default: []])
            guard only == nil else { continue }
            total.interviews.add(episode, from: source, asOf: question.now, seen: &seen)
        }
    }

    private mutating func addFlags(
        _ folded: FoldedCase, _ reading: () throws -> CaseReading
    ) rethrows {
        try folded.forEachRaised(asOf: question.now, reading) { flag, place in
            addFlag(flag, folded.digest.absences[place])
        }
    }

    private mutating func addFlag(_ flag: Flag, _ absence: CaseDigest.Absence) {
        guard isAskedFor(absence.scope) else { return }
        let number = Int(clamping: absence.scope.number)
        if question.contains(absence.start) {
            homes[number].flags.add(flag)
            if only == nil { total.flags.add(flag) }
        }
        guard flag == .unexplained else { return }
        let day = London.date(of: absence.end)
        months[number, default: []].insert(day.year * 12 + day.month)
        guard question.contains(absence.end) else { return }
        homes[number].unexplained.append(absence.id)
        if only == nil { total.unexplained.append(absence.id) }
    }

    /// How many months up to the last of the period follow one another without a gap.
    private func run(of months: Set<Int>) -> Int {
        let last = question.lastDay
        var month = last.year * 12 + last.month
        var count = 0
        while months.contains(month) {
            count += 1
            month -= 1
        }
        return count
    }

    // MARK: Stays

    private mutating func addStays(_ folded: FoldedCase) {
        for stay in folded.digest.stays where isAskedFor(stay.scope) {
            placed.insert(Int(clamping: stay.scope.number))
            let days = stay.days.clamped(to: self.days).count
            let isResident = stay.start <= question.now && stay.end > question.now
            let isResidentAtEnd = question.lastsAtEnd(from: stay.start, to: stay.end)
            guard days > 0 || isResident || isResidentAtEnd else { continue }
            let record = folded.record
            change(stay.scope) { summary in
                summary.counts.residentDays += days
                if isResidentAtEnd { summary.residentsAtEnd.append(stay.id) }
                guard isResident else { return }
                summary.residents.append(stay.id)
                if record.isAtRiskOfCSE { summary.residentsAtRiskOfCSE.append(stay.id) }
                if !record.isRiskAssessed { summary.residentsNotAssessed.append(stay.id) }
            }
        }
    }

    // MARK: Decisions and challenges

    private mutating func addMilestones(_ record: CaseRecord) {
        for milestone in record.milestones
        where question.contains(milestone.mark.at) && isAskedFor(milestone.scope) {
            switch milestone.kind {
            case .ofstedNotificationDecided, .ofstedNotified:
                let notification = Summary.Notification(milestone, record)
                change(milestone.scope) { summary in
                    if notification.isDecision {
                        summary.decisions.append(notification)
                    } else {
                        summary.notifications.append(notification)
                    }
                }
            case .challengeRaised:
                let answered = record.isMet(milestone)
                change(milestone.scope) { summary in
                    summary.challenges.append(milestone.mark.id)
                    if answered { summary.challengesAnswered.append(milestone.mark.id) }
                }
            default: break
            }
        }
    }

    private mutating func addPersistence(_ folded: FoldedCase) {
        let scopes = folded.homesOfMissing(in: question)
        for scope in scopes where isAskedFor(scope) {
            guard let child = PersistentChild(folded, question, setting.thresholds, scope: scope)
            else { continue }
            let number = Int(clamping: scope.number)
            reach(number)
            homes[number].persistent.append(child)
        }
        guard only == nil, !scopes.isEmpty,
            let child = PersistentChild(folded, question, setting.thresholds, scope: nil)
        else { return }
        total.persistent.append(child)
    }

    private mutating func addStrategies() {
        let last = question.lastDay
        for strategy in setting.strategies where strategy.from <= last && last <= strategy.review {
            change(strategy.scope) { $0.strategies.append(strategy.id) }
        }
    }
}

extension Summary.Notification {
    fileprivate init(_ milestone: Milestone, _ record: CaseRecord) {
        mark = milestone.mark
        isDecision = milestone.kind == .ofstedNotificationDecided
        decision = isDecision ? OfstedDecision(rawValue: milestone.code) : nil
        episode = milestone.episode
        let start = record.episodes.first { $0.id == milestone.episode }.map {
            $0.policeReports.first?.at ?? $0.opened.at
        }
        lagSeconds = start.map { (milestone.mark.at.microseconds - $0.microseconds) / 1_000_000 }
    }
}

/// One child's tallies by home; almost always one.
struct HomeTallies {
    private(set) var all: [(scope: Scope, tally: ChildTally)] = []

    mutating func change(_ scope: Scope, _ body: (inout ChildTally) -> Void) {
        if let place = all.firstIndex(where: { $0.scope == scope }) {
            body(&all[place].tally)
        } else {
            var tally = ChildTally()
            body(&tally)
            all.append((scope, tally))
        }
    }
}

extension Summary {
    /// Adds something whose moment lies in the period.
    fileprivate mutating func add(_ counted: CaseDigest.Counted) {
        switch counted.sort {
        case .missing: counts.missingIncidents.append(counted.id)
        case .away: counts.awayIncidents.append(counted.id)
        case .report: counts.policeReports.append(counted.id)
        case .admitted: admitted.append(counted.id)
        case .left: left.append(counted.id)
        case .escalated: escalations.append(counted.id)
        case .corrected: corrections.append(counted.id)
        }
    }
}
