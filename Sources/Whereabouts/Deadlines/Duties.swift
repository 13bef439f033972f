import EventLog
import SwiftProtobuf

/// What is owed for a child, told from the episodes and the entries.
struct Duties {
    private(set) var deadlines: [Deadline] = []
    private let fold: CaseFold
    private let thresholds: Thresholds

    init(_ fold: CaseFold, _ entries: [EffectiveEntry], _ thresholds: Thresholds) throws {
        self.fold = fold
        self.thresholds = thresholds
        for episode in fold.folds {
            addInterview(episode.episode)
            try addSafeAndWell(episode)
            try addNotices(episode)
            try addReviews(episode)
        }
        try addChallenges(entries)
        try addActions(entries)
    }

    private mutating func add(
        _ duty: Deadline.Duty, _ cause: Mark, _ episode: Episode?, scope: Scope, owner: String = "",
        due: Instant?, met: Mark? = nil, released: Mark? = nil
    ) {
        deadlines.append(
            Deadline(
                duty: duty, cause: cause, episode: episode?.id, scope: scope, owner: owner,
                due: due, met: met, released: released))
    }

    // MARK: Aftercare

    /// Whether the child is under 18 is asked when the question is, with the date of birth.
    private mutating func addInterview(_ episode: Episode) {
        guard let returned = episode.returned, episode.hasMissingSegment else { return }
        let interview = episode.interview
        add(
            .returnInterview, returned, episode, scope: episode.careScope,
            owner: authority(at: returned), due: interview.due,
            met: interview.firstCompletion?.mark,
            released: interview.isDeclined ? interview.refusals.last : nil)
    }

    /// The code of the authority that is responsible on the London date of an entry.
    private func authority(at mark: Mark) -> String {
        fold.record.responsibleAuthority(on: London.date(of: mark.at))
    }

    /// The check is the police's: it is owed where they were told, by the force told last before the
    /// return, else by the first (2014 guidance; College of Policing, APP missing persons).
    private mutating func addSafeAndWell(_ fold: EpisodeFold) throws {
        let episode = fold.episode
        guard let returned = episode.returned, !episode.policeReports.isEmpty else { return }
        let force = try fold.force(at: returned.at)
        let due =
            returned.occurrence.hasTime
            ? thresholds.hours(.safeAndWellHours, after: returned.at) : nil
        add(
            .safeAndWell, returned, episode, scope: episode.careScope, owner: force, due: due,
            met: episode.safeAndWell)
    }

    // MARK: Telling others

    /// An absence that is no incident and was not reported calls for no notice.
    private mutating func addNotices(_ fold: EpisodeFold) throws {
        let (episode, cause) = (fold.episode, fold.duty)
        guard !episode.segments.isEmpty || !episode.policeReports.isEmpty else { return }
        let told = try Told(fold)
        func due(_ threshold: Threshold) -> Instant {
            thresholds.hours(threshold, after: cause.at)
        }
        add(
            .placingAuthority, cause, episode, scope: episode.scope,
            due: due(.placingAuthorityHours), met: told.placingAuthority)
        add(
            .parents, cause, episode, scope: episode.scope, due: due(.parentsHours),
            met: told.parents)
        add(
            .ofsted, cause, episode, scope: episode.scope, due: due(.ofstedHours),
            met: told.ofsted)
        guard self.fold.record.isRestricted,
            episode.hasMissingSegment || !episode.policeReports.isEmpty
        else { return }
        add(
            .homeOfficeMissing, cause, episode, scope: episode.scope,
            owner: authority(at: cause), due: due(.homeOfficeHours), met: told.homeOfficeMissing)
        guard let found = episode.found ?? episode.returned else { return }
        add(
            .homeOfficeFound, found, episode, scope: episode.scope,
            owner: authority(at: found),
            due: found.occurrence.hasTime
                ? thresholds.hours(.homeOfficeHours, after: found.at) : nil,
            met: told.homeOfficeFound)
    }

    /// The first notice to everybody.
    private struct Told {
        var placingAuthority: Mark?
        var parents: Mark?
        var ofsted: Mark?
        var homeOfficeMissing: Mark?
        var homeOfficeFound: Mark?

        init(_ fold: EpisodeFold) throws {
            for step in fold.steps {
                let mark = Mark(step.entry)
                let facts = step.entry.facts
                switch step.kind {
                case .placingAuthorityTold:
                    let about = try PlacingAuthorityTold(serializedBytes: facts).about
                    if about != .found { placingAuthority = placingAuthority ?? mark }
                case .parentsTold, .parentsNotTold: parents = parents ?? mark
                case .ofstedNotificationDecided, .ofstedNotified: ofsted = ofsted ?? mark
                case .homeOfficeNotified:
                    if try HomeOfficeNotified(serializedBytes: facts).about == .found {
                        homeOfficeFound = homeOfficeFound ?? mark
                    } else {
                        homeOfficeMissing = homeOfficeMissing ?? mark
                    }
                default: break
                }
            }
        }
    }

    // MARK: Reviews

    /// A review is no longer needed once the child is back or held missing.
    private mutating func addReviews(_ fold: EpisodeFold) throws {
        var reviews: [(mark: Mark, due: Instant)] = []
        var done: [EntryID: Mark] = [:]
        for step in fold.steps {
            let facts = step.entry.facts
            if step.kind == .absenceReviewSet {
                let set = try AbsenceReviewSet(serializedBytes: facts)
                if let due = set.dueAt { reviews.append((Mark(step.entry), due)) }
            } else if step.kind == .absenceReviewDone {
                let review = try AbsenceReviewDone(serializedBytes: facts)
                let mark = Mark(step.entry)
                if let due = review.dueRef, done[due] == nil { done[due] = mark }
                if let next = review.nextDue { reviews.append((mark, next)) }
            }
        }
        let released = fold.firstMarkThatEndsReviews
        for review in reviews {
            let isReleased = released.map { $0.at <= review.due } ?? false
            add(
                .absenceReview, review.mark, fold.episode, scope: fold.episode.scope,
                due: review.due, met: done[review.mark.id], released: isReleased ? released : nil)
        }
    }

    // MARK: Challenges and actions

    private mutating func addChallenges(_ entries: [EffectiveEntry]) throws {
        let answers = entries.filter { $0.kind == .challengeAnswered }
        var used: Set<Position> = []
        for entry in entries where entry.kind == .challengeRaised {
            let facts = try ChallengeRaised(serializedBytes: entry.facts)
            let answer = answers.first { answer in
                if let named = answer.stored.alsoRefersTo { return named == entry.header.position }
                return answer.header.refersTo == entry.header.refersTo
                    && answer.occurrence.at >= entry.occurrence.at
                    && !used.contains(answer.header.position)
            }
            if let answer { used.insert(answer.header.position) }
            let episode = fold.index(ofMember: entry).map { fold.folds[$0].episode }
            add(
                .challenge, Mark(entry), episode,
                scope: entry.scope == .none ? episode?.careScope ?? .none : entry.scope,
                owner: facts.to, due: facts.responseDue, met: answer.map { Mark($0) })
        }
    }

    /// An action is due by the end of its day.
    private mutating func addActions(_ entries: [EffectiveEntry]) throws {
        var ends: [String: (done: Mark?, dropped: Mark?)] = [:]
        for entry in entries {
            if entry.kind == .actionDone {
                let id = try ActionDone(serializedBytes: entry.facts).actionID
                ends[id, default: (nil, nil)].done = ends[id]?.done ?? Mark(entry)
            } else if entry.kind == .actionDropped {
                let id = try ActionDropped(serializedBytes: entry.facts).actionID
                ends[id, default: (nil, nil)].dropped = ends[id]?.dropped ?? Mark(entry)
            }
        }
        for entry in entries {
            guard let action = try Action(entry) else { continue }
            let episode = fold.index(ofMember: entry).map { fold.folds[$0].episode }
            let end = ends[action.id]
            add(
                .action, Mark(entry), episode,
                scope: entry.scope == .none ? episode?.careScope ?? .none : entry.scope,
                owner: action.owner, due: action.due.map { London.midnight(after: $0) },
                met: end?.done, released: end?.dropped)
        }
    }

    /// An action that was raised; one in light of reasons is known by its entry's id.
    private struct Action {
        let id: String
        let owner: String
        let due: LocalDate?

        init?(_ entry: EffectiveEntry) throws {
            switch entry.kind {
            case .actionRaised:
                let facts = try ActionRaised(serializedBytes: entry.facts)
                (id, owner, due) = (facts.actionID, facts.owner, facts.due)
            case .actionInLightOfReasons:
                let facts = try ActionInLightOfReasons(serializedBytes: entry.facts)
                (id, owner, due) = (entry.header.id.description, facts.owner, facts.due)
            default: return nil
            }
        }
    }
}

extension EpisodeFold {
    /// The police force that held the case at a moment.
    fileprivate func force(at moment: Instant) throws -> String {
        let reports = ([Step(opening)] + steps).filter { $0.kind == .reportedToPolice }
        let last = reports.last { $0.occurrence.at <= moment } ?? reports.first
        return try last.map { try ReportedToPolice(serializedBytes: $0.entry.facts).force } ?? ""
    }

    /// What makes reviews of a child held absent needless: the end, or being held missing.
    fileprivate var firstMarkThatEndsReviews: Mark? {
        let missing = categories.first { $0.category == .missing }.map { Mark($0.step.entry) }
        let end = episode.returned ?? episode.endedOtherwise
        guard let missing, let end else { return missing ?? end }
        return missing.at <= end.at ? missing : end
    }
}

extension Deadline {
    /// By the entry that it follows from, then by duty.
    func comesBefore(_ other: Deadline) -> Bool {
        (cause.position, duty.order, place ?? -1)
            < (other.cause.position, other.duty.order, other.place ?? -1)
    }
}

extension Deadline.Duty {
    /// The place in the list of duties.
    var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
