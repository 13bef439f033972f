import EventLog

/// What one child adds to the figures of homes and of all together, at one moment of asking.
struct Contribution {
    /// A number at a place of ``Figure``, for a home by number.
    struct Part {
        let home: Int
        let place: Int
        let amount: Int
    }

    private(set) var parts: [Part] = []
    /// The same for all homes together.
    private(set) var total: [(place: Int, amount: Int)] = []
    /// Absences of the child from each home, and from all.
    private(set) var absences: [(home: Int, count: Int)] = []
    private(set) var allAbsences = 0
    /// Until this moment it is what it is, however late the question; then it is told anew.
    private(set) var lastMoment = Instant.distantFuture
    private let question: Question
    private let sources: InterviewSources

    /// Tells what `folded` adds.
    init(
        _ folded: FoldedCase, _ question: Question, _ thresholds: Thresholds,
        _ sources: InterviewSources, _ reading: () throws -> CaseReading
    ) throws {
        (self.question, self.sources) = (question, sources)
        let digest = folded.digest
        addAbsences(digest)
        addOccurrences(digest)
        try addInterviews(folded, reading)
        try addFlags(folded, reading)
        for stay in digest.stays { add(stay) }
        if !folded.record.milestones.isEmpty { addMilestones(folded.record) }
        addPersistence(folded, thresholds)
        if question.isRunning { changes(after: question.lastMoment) }
    }

    private mutating func add(_ figure: Figure, _ scope: Scope, _ amount: Int = 1) {
        add(place: figure.rawValue, scope, amount)
    }

    private mutating func add(place: Int, _ scope: Scope, _ amount: Int) {
        parts.append(Part(home: Int(clamping: scope.number), place: place, amount: amount))
        total.append((place, amount))
    }

    /// Says that it is otherwise after `moment`, if that is still to come.
    private mutating func changes(after moment: Instant) {
        if moment >= question.now { lastMoment = min(lastMoment, moment) }
    }

    private mutating func addAbsences(_ digest: CaseDigest) {
        var tallies = HomeTallies()
        var all = ChildTally()
        for absence in digest.absences {
            if question.contains(absence.start) {
                add(.absences, absence.scope)
                addDuration(of: absence)
                tallies.change(absence.scope) { $0.absences += 1 }
                all.absences += 1
            }
            if question.lastsAtEnd(from: absence.start, to: absence.end) {
                add(.openAtEnd, absence.scope)
            }
            if absence.isOpen {
                add(.openNow, absence.scope)
                // The time away runs on, and a birthday may come.
                changes(after: question.now)
            } else if question.contains(absence.end) {
                add(.ended, absence.scope)
            }
        }
        for counted in digest.occurrences where question.contains(counted.at) {
            switch counted.sort {
            case .missing:
                tallies.change(counted.scope) { $0.missing += 1 }
                all.missing += 1
            case .away:
                tallies.change(counted.scope) { $0.away += 1 }
                all.away += 1
            default: break
            }
        }
        for (scope, tally) in tallies.all { addChild(tally, Int(clamping: scope.number)) }
        addChild(all, nil)
    }

    private mutating func addDuration(of absence: CaseDigest.Absence) {
        var counts = HomeCounts()
        counts.add(absence, now: question.now)
        if !counts.overnight.isEmpty { add(.overnight, absence.scope) }
        add(.secondsAway, absence.scope, Int(counts.secondsAway))
    }

    private mutating func addChild(_ tally: ChildTally, _ home: Int?) {
        let figures: [(Figure, Bool)] = [
            (.children, tally.absences > 0), (.childrenMoreThanOnce, tally.absences > 1),
            (.childrenMissing, tally.missing > 0), (.childrenAway, tally.away > 0),
        ]
        for (figure, counts) in figures where counts {
            if let home {
                parts.append(Part(home: home, place: figure.rawValue, amount: 1))
            } else {
                total.append((figure.rawValue, 1))
            }
        }
        guard tally.absences > 0 else { return }
        if let home {
            absences.append((home, tally.absences))
        } else {
            allAbsences = tally.absences
        }
    }

    private mutating func addOccurrences(_ digest: CaseDigest) {
        for counted in digest.occurrences where question.contains(counted.at) {
            let figure: Figure =
                switch counted.sort {
                case .missing: .missingIncidents
                case .away: .awayIncidents
                case .report: .policeReports
                case .admitted: .admitted
                case .left: .left
                case .escalated: .escalations
                case .corrected: .corrections
                }
            add(figure, counted.scope)
        }
    }

    // MARK: Interviews and flags

    private mutating func addInterviews(
        _ folded: FoldedCase, _ reading: () throws -> CaseReading
    ) throws {
        var held: [(scope: Scope, id: EntryID)] = []
        for returned in folded.digest.interviews where question.contains(returned.at) {
            let episode = folded.record.episodes[returned.place]
            if returned.needsAge, try !reading().requiresInterview(episode) { continue }
            let source = try sources.source(of: episode, folded.record)
            let standing = InterviewStanding(episode, from: source, asOf: question.now)
            for (figure, counts) in standing.figures where counts {
                add(figure, returned.scope)
            }
            for completion in episode.interview.completions {
                addInterview(completion.mark.id, returned.scope, &held)
            }
            if let due = episode.interview.due { changes(after: due) }
        }
    }

    /// One interview may cover several episodes, from several homes, and counts once for each home.
    private mutating func addInterview(
        _ id: EntryID, _ scope: Scope, _ held: inout [(scope: Scope, id: EntryID)]
    ) {
        if !held.contains(where: { $0.id == id }) { total.append((Figure.interviews.rawValue, 1)) }
        guard !held.contains(where: { $0.id == id && $0.scope == scope }) else { return }
        held.append((scope, id))
        let home = Int(clamping: scope.number)
        parts.append(Part(home: home, place: Figure.interviews.rawValue, amount: 1))
    }

    private mutating func addFlags(
        _ folded: FoldedCase, _ reading: () throws -> CaseReading
    ) rethrows {
        let digest = folded.digest
        for raised in digest.flags where raised.after >= question.now {
            changes(after: raised.after)
        }
        try folded.forEachRaised(asOf: question.now, reading) { flag, place in
            addFlag(flag, digest.absences[place])
        }
    }

    private mutating func addFlag(_ flag: Flag, _ absence: CaseDigest.Absence) {
        if flag == .unexplained, question.contains(absence.end) {
            add(.unexplained, absence.scope)
        }
        if question.contains(absence.start) {
            add(place: Figure.place(of: flag), absence.scope, 1)
        }
    }

    // MARK: Stays, decisions, persistence

    /// Days of a stay that goes on are added when the question is answered.
    private mutating func add(_ stay: CaseDigest.Lived) {
        let (from, to) = (
            question.period.from.daysSince1970, question.period.to.daysSince1970
        )
        let start = max(stay.days.lowerBound, from)
        if stay.end == .distantFuture {
            if start < question.days.upperBound {
                add(place: Figure.ongoingStays, stay.scope, 1)
                add(place: Figure.ongoingStayDays, stay.scope, start)
            } else if start < to {
                // Until the period and the stay have begun it has no days.
                let first = London.midnight(of: LocalDate(daysSince1970: start))
                changes(after: Instant(microseconds: first.microseconds - 1))
            }
        } else {
            let days = stay.days.clamped(to: question.days).count
            if days > 0 { add(.residentDays, stay.scope, days) }
            // Days of a stay that ends later than now are still to come.
            if stay.end > question.now { changes(after: question.now) }
        }
        if stay.start <= question.now, stay.end > question.now { add(.residents, stay.scope) }
        if question.lastsAtEnd(from: stay.start, to: stay.end) { add(.residentsAtEnd, stay.scope) }
        for moment in [stay.start, stay.end] where moment > question.now {
            changes(after: Instant(microseconds: moment.microseconds - 1))
        }
    }

    private mutating func addMilestones(_ record: CaseRecord) {
        for milestone in record.milestones where question.contains(milestone.mark.at) {
            switch milestone.kind {
            case .ofstedNotificationDecided: add(.decisions, milestone.scope)
            case .ofstedNotified: add(.notifications, milestone.scope)
            case .challengeRaised:
                add(.challenges, milestone.scope)
                if record.isMet(milestone) { add(.challengesAnswered, milestone.scope) }
            default: break
            }
        }
    }

    private mutating func addPersistence(_ folded: FoldedCase, _ thresholds: Thresholds) {
        let scopes = folded.homesOfMissing(in: question)
        for scope in scopes
        where PersistentChild(folded, question, thresholds, scope: scope) != nil {
            parts.append(
                Part(
                    home: Int(clamping: scope.number), place: Figure.persistent.rawValue,
                    amount: 1))
        }
        if !scopes.isEmpty, PersistentChild(folded, question, thresholds, scope: nil) != nil {
            total.append((Figure.persistent.rawValue, 1))
        }
    }
}

extension InterviewStanding {
    /// The figures that it counts in.
    fileprivate var figures: [(Figure, Bool)] {
        [
            (.required, true), (.offered, isOffered), (.offeredIn72, isOfferedIn72),
            (.declined, isDeclined), (.completed, isCompleted),
            (.completedIn72, isCompletedIn72), (.notOffered, isNotOffered),
            (.awaiting, isAwaiting), (.overdue, isOverdue), (.clockUnknown, isClockUnknown),
            (.completedWithoutOffer, isCompletedWithoutOffer),
            (.challengesDue, isChallengeDue),
        ]
    }
}
