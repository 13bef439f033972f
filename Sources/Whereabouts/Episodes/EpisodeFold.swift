import EventLog
import SwiftProtobuf

/// One episode being told from its entries, and what the rules for flags look at besides.
struct EpisodeFold {
    private(set) var episode: Episode
    /// The opening, and then everything in order of time.
    private(set) var steps: [Step] = []
    private(set) var stretches: Stretches
    /// The police's categories, in order of time.
    private(set) var categories: [(step: Step, category: PoliceCategory)] = []
    let opening: EffectiveEntry
    private var notice: Stretches.Notice
    private let thresholds: Thresholds

    /// Tells the episode of `plan`.
    ///
    /// - Parameters:
    ///   - plan: Its entries.
    ///   - origin: The episode that it was split from.
    ///   - residence: Where the child was placed.
    ///   - isUASC: Whether the child is an unaccompanied asylum-seeking one.
    ///   - thresholds: Limits in force.
    /// - Throws: When the facts of an entry are damaged.
    init(
        _ plan: EpisodePlan, from origin: EpisodeFold?, _ residence: Residence, isUASC: Bool,
        _ thresholds: Thresholds
    ) throws {
        opening = plan.opening
        self.thresholds = thresholds
        let first = try Opening(plan.opening, from: origin, isUASC: isUASC)
        notice = first.notice
        for other in plan.joined where other.kind == .absenceNoted {
            if try AbsenceNoted(serializedBytes: other.facts).concerns { notice.hasConcern = true }
        }
        let home = residence.home(of: plan.opening, else: origin?.episode.scope)
        episode = Episode(
            id: opening.header.id, opening: opening.header.position, scope: home,
            start: first.start, opened: opening.occurrence, lastSeen: first.lastSeen,
            careScope: home)
        steps = (plan.members + plan.joined).map { Step($0) }.sorted()
        let cut = plan.cut.map { Step($0) }
        stretches = Stretches(
            from: first.state, at: first.start, steps, until: steps.first { $0.isEnd } ?? cut)
        if opening.kind == .reportedToPolice { noteReport(opening) }
        episode.latestAge = opening.header.age
        episode.ageAtOpening = opening.header.age
        episode.isOpeningAgeStale =
            London.date(of: opening.header.occurredAt) != London.date(of: first.start.at)
        for step in steps { try take(step) }
        if episode.isOpen, let cut { episode.endedOtherwise = Mark(cut.entry) }
        episode.segments = stretches.segments(notice)
        episode.areWhereaboutsKnown = stretches.all.last?.state != .unknown
        if let returned = episode.returned {
            episode.careScope = residence.home(at: returned.at) ?? home
            if returned.occurrence.hasTime, episode.hasMissingSegment {
                episode.interview.due = thresholds.hours(.rhiHours, after: returned.at)
            }
        }
    }

    private mutating func noteReport(_ report: EffectiveEntry) {
        episode.policeReports.append(Mark(report))
        notice.moments.append(report.occurrence.at)
    }

    private mutating func take(_ step: Step) throws {
        let mark = Mark(step.entry)
        if episode.isOpen, !step.endsAtMidnight, let age = step.entry.header.age {
            episode.latestAge = age
        }
        switch step.kind {
        case .reportedToPolice: noteReport(step.entry)
        case .placingAuthorityTold, .hostAuthorityNotified:
            notice.moments.append(step.occurrence.at)
        case .childFound where episode.isOpen:
            episode.found = episode.found ?? mark
            episode.isLostAgain = false
        case .whereaboutsLost where episode.isOpen: episode.isLostAgain = episode.found != nil
        case .childReturned where episode.isOpen:
            episode.returned = mark
            episode.ageAtReturn = step.entry.header.age
            episode.isAgeStale = step.entry.stored.header.occurredAt != step.occurrence.at
        case .episodeEndedOtherwise where episode.isOpen:
            episode.endedOtherwise = mark
            episode.endedReason =
                try EpisodeEndedOtherwise(serializedBytes: step.entry.facts).reason
        case .safeAndWellDone: episode.safeAndWell = episode.safeAndWell ?? mark
        case .childReasonsRecorded: try noteReasons(step.entry, mark)
        default: try takePolice(step)
        }
        try takeCircumstances(step)
    }

    private mutating func takeCircumstances(_ step: Step) throws {
        let facts = step.entry.facts
        switch step.kind {
        case .childFound:
            episode.circumstances.noteFinding(try ChildFound(serializedBytes: facts))
        case .policeCaseClosed:
            let harm = try PoliceCaseClosed(serializedBytes: facts).harm
            episode.circumstances.harms.insert(harm)
        case .exploitationConcernRaised:
            let flags = try ExploitationConcernRaised(serializedBytes: facts).flags
            episode.circumstances.risks.insert(flags)
        case .homeOfficeNotified: episode.circumstances.isHomeOfficeTold = true
        case .nrmReferralMade: episode.circumstances.isReferred = true
        case .sightingRecorded:
            notePlace(try SightingRecorded(serializedBytes: facts).placeClass)
        case .whereaboutsBecameKnown:
            notePlace(try WhereaboutsBecameKnown(serializedBytes: facts).placeClass)
        case .whereaboutsLost:
            notePlace(try WhereaboutsLost(serializedBytes: facts).placeClass)
        default: break
        }
    }

    private mutating func notePlace(_ place: FoundCircumstance) {
        if episode.found == nil, episode.isOpen { episode.circumstances.lastPlace = place }
    }

    private mutating func takePolice(_ step: Step) throws {
        let facts = step.entry.facts
        switch step.kind {
        case .policeCategorised:
            categories.append((step, try PoliceCategorised(serializedBytes: facts).category))
        case .recategorised:
            categories.append((step, try Recategorised(serializedBytes: facts).toCategory))
        case .policeGraded:
            episode.policeGrades.append(try PoliceGraded(serializedBytes: facts).grade)
        case .policeCaseClosed: episode.policeClosed = step.occurrence
        default: break
        }
        episode.policeCategory = categories.last?.category
    }

    /// That nobody asked is no reason; that the child would not say is one.
    private mutating func noteReasons(_ entry: EffectiveEntry, _ mark: Mark) throws {
        let reasons = try ChildReasonsRecorded(serializedBytes: entry.facts).reasons
        if reasons.contains(where: { $0 != .noReasonAsked }) { noteExplanation(mark) }
        episode.circumstances.reasons.insert(reasons)
    }

    mutating func noteInterview(_ facts: RhiCompleted) {
        episode.circumstances.noteInterview(facts)
    }

    mutating func noteExplanation(_ mark: Mark) {
        if let known = episode.explanation,
            (known.at, known.position) <= (mark.at, mark.position)
        {
            return
        }
        episode.explanation = mark
    }

    mutating func changeInterview(_ change: (inout Interview) -> Void) {
        change(&episode.interview)
    }

    mutating func noteOfferChallenge(_ position: Position) {
        episode.offerChallenges.append(position)
    }

    /// The report to the police, else the opening: from then on others are to be told.
    var duty: Mark { episode.policeReports.first ?? Mark(opening) }
}

/// What the opening entry says about the start.
private struct Opening {
    var start: Occurrence
    var lastSeen: Instant?
    var state = Stretches.State.unknown
    var notice = Stretches.Notice(hasConcern: false, isAuthorised: false, moments: [])

    init(_ opening: EffectiveEntry, from origin: EpisodeFold?, isUASC: Bool) throws {
        start = opening.occurrence
        if opening.kind == .episodeSplit {
            continueFrom(origin)
        } else if opening.kind == .absenceNoted {
            let facts = try AbsenceNoted(serializedBytes: opening.facts)
            state = facts.whereaboutsKnown ? .known : .unknown
            notice.hasConcern = facts.concerns
            notice.isAuthorised = facts.authorised
            lastSeen = facts.lastSeenAt
            if let lastSeen, lastSeen != start.at,
                ResponsibleAdult.includes(facts.lastSeenBy, isUASC: isUASC)
            {
                start = .at(lastSeen)
            }
        }
    }

    /// The child is where the first part left it; after a return nobody knows where.
    private mutating func continueFrom(_ origin: EpisodeFold?) {
        guard let origin else { return }
        notice = origin.openingNotice
        if origin.episode.returned == nil, let last = origin.stretches.all.last {
            state = last.state
        }
    }
}

extension EpisodeFold {
    /// Concern and leave of the opening, without who was told.
    fileprivate var openingNotice: Stretches.Notice {
        var copy = notice
        copy.moments = []
        return copy
    }
}

/// Who counts as a responsible adult for the start of an absence (DfE's SSDA903 guide).
private enum ResponsibleAdult {
    static func includes(_ role: Role, isUASC: Bool) -> Bool {
        switch role {
        case .homeStaff, .registeredManager, .responsibleIndividual, .placingAuthorityWorker,
            .edt, .iro, .hostAuthority, .rhiProvider, .health, .education:
            true
        case .homeOffice: isUASC
        default: false
        }
    }
}
