import EventLog
import SwiftProtobuf

/// The rules of the flags F01 to F30, all but F25, which needs the date of birth.
///
/// One function a rule. Rules that follow from a deadline are one table.
struct FlagRules {
    let fold: CaseFold
    let entries: [EffectiveEntry]
    /// Those of the entries whose own times are looked at.
    let counted: [EffectiveEntry]
    let deadlines: [Deadline]
    let thresholds: Thresholds
    let homes: CaseRecord.Homes
    let roles: CaseRecord.Roles

    init(
        _ fold: CaseFold, _ entries: [EffectiveEntry], counted: [EffectiveEntry],
        _ deadlines: [Deadline], _ thresholds: Thresholds,
        _ homes: @escaping CaseRecord.Homes, _ roles: @escaping CaseRecord.Roles
    ) {
        (self.fold, self.entries, self.counted) = (fold, entries, counted)
        self.deadlines = deadlines
        (self.thresholds, self.homes, self.roles) = (thresholds, homes, roles)
    }

    /// Every flag but that of overlaps, which looks at all episodes of the child.
    func findings() throws -> [Finding] {
        var findings = counted.flatMap { times(of: $0) } + fromDeadlines()
        for episode in fold.folds {
            findings += endings(episode) + transfers(episode) + start(episode)
            findings += try returns(episode)
            findings += try reviews(episode)
            findings += try grades(episode)
            findings += try categories(episode)
            findings += try protection(episode)
            findings += try interviews(episode)
            findings += offer(episode) + unexplained(episode) + admission(episode)
        }
        return findings
    }

    // MARK: Times of single entries

    /// F01, F26: the moment in force against the time of recording, which nothing changes.
    private func times(of entry: EffectiveEntry) -> [Finding] {
        // What the log says of itself, an erasure say, is no event of the child's.
        guard entry.kind.group != .log, !entry.stored.isAgeNote else { return [] }
        var flags = Flag.ofTimes(
            occurredAt: entry.occurrence.at, recordedAt: entry.header.recordedAt, thresholds)
        let episode = fold.index(ofMember: entry).map { fold.folds[$0].episode.id }
        // The episode of an entry that was stored with one may have been withdrawn: that is no lack.
        if entry.kind.group == .episode, entry.header.refersTo == nil {
            flags.append(.withoutEpisode)
        }
        return flags.map { Finding($0, episode, [entry.header.position]) }
    }

    // MARK: What follows from deadlines

    /// F10, F16, F18 to F22: met late, or due and not met.
    private func fromDeadlines() -> [Finding] {
        deadlines.compactMap { deadline in
            guard let flag = deadline.duty.flag, let due = deadline.due else { return nil }
            let cause = deadline.cause.position
            if let met = deadline.met {
                guard due < met.at else { return nil }
                return Finding(flag, deadline.episode, [cause, met.position])
            }
            guard deadline.released == nil else { return nil }
            return Finding(flag, deadline.episode, [cause], after: due)
        }
    }

    // MARK: Several episodes

    /// F06: two episodes at the same time, on the one that starts later.
    static func overlaps(_ episodes: [Episode]) -> [Finding] {
        let ordered = episodes.sorted {
            ($0.start.at, $0.opening) < ($1.start.at, $1.opening)
        }
        var findings: [Finding] = []
        var longest: (episode: Episode, end: Instant?)?
        for episode in ordered {
            let end = episode.end?.orderingMoment(isEnding: true)
            if let (other, otherEnd) = longest,
                otherEnd.map({ $0 > episode.start.at }) ?? true
            {
                findings.append(
                    Finding(.overlap, episode.id, [other.opening, episode.opening]))
            }
            if let known = longest, known.end.map({ $0 >= (end ?? .distantFuture) }) ?? true {
                continue
            }
            longest = (episode, end)
        }
        return findings
    }
}

extension Instant {
    /// Later than every moment that can be recorded.
    static let distantFuture = Instant(microseconds: .max)
}

extension Finding {
    /// By number of the flag, then by evidence, then by episode.
    func precedes(_ other: Finding) -> Bool {
        if flag != other.flag { return flag.rawValue < other.flag.rawValue }
        if evidence != other.evidence { return evidence.lexicographicallyPrecedes(other.evidence) }
        return place ?? -1 < other.place ?? -1
    }
}

extension Flag {
    /// Late or future, as the times say.
    static func ofTimes(
        occurredAt: Instant, recordedAt: Instant, _ thresholds: Thresholds
    ) -> [Flag] {
        let minutes = thresholds.value(.futureMinutes, at: occurredAt)
        if occurredAt > recordedAt.adding(seconds: minutes * 60) { return [.future] }
        return recordedAt > thresholds.hours(.lateEntryHours, after: occurredAt)
            ? [.lateEntry] : []
    }
}

extension Deadline.Duty {
    /// The flag of a duty that is not met in time.
    fileprivate var flag: Flag? {
        switch self {
        case .absenceReview: .reviewOverdue
        case .returnInterview: .interviewLate
        case .safeAndWell: .noSafeAndWell
        case .placingAuthority: .placingAuthorityNotTold
        case .parents: .parentsUndecided
        case .homeOfficeMissing, .homeOfficeFound: .homeOfficeNotTold
        case .ofsted: .ofstedUndecided
        case .challenge, .action: nil
        }
    }
}
