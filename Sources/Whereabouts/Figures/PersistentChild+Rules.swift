import EventLog

extension PersistentChild {
    /// The child's case, if its missing episodes meet a rule; `scope` limits it to one home.
    init?(
        _ folded: FoldedCase, _ question: Question, _ thresholds: Thresholds, scope: Scope?
    ) {
        let missing = folded.digest.absences.filter {
            $0.hasMissingSegment && (scope == nil || $0.scope == scope)
        }
        let starts = missing.map(\.start).sorted()
        rules = Rule.allCases.filter { $0.isMet(by: starts, question, thresholds) }
        guard !rules.isEmpty else { return nil }
        subject = folded.subject
        episodes = missing.filter { question.contains($0.start) }.map(\.id)
        let milestones = folded.record.milestones
        func last(_ kinds: Kind...) -> Mark? {
            milestones.filter { kinds.contains($0.kind) }.map(\.mark)
                .max { ($0.at, $0.position) < ($1.at, $1.position) }
        }
        lastMeeting = last(.strategyMeetingHeld, .riskManagementMeetingHeld)
        reviewRequested = last(.carePlanReviewRequested)
        reviewDecided = last(.carePlanReviewDecided)
        escalated = last(.escalated)
    }
}

extension PersistentChild.Rule {
    /// Whether enough starts lie within the days of the rule, the last of them in the period.
    ///
    /// Days are London dates: 3 in 90 days means that the first and the third are at most 89 dates
    /// apart.
    fileprivate func isMet(
        by starts: [Instant], _ question: Question, _ thresholds: Thresholds
    ) -> Bool {
        starts.indices.contains { last in
            guard question.contains(starts[last]) else { return false }
            let (count, days) = limits(thresholds, at: starts[last])
            guard count > 0 else { return false }
            let first = last - count + 1
            guard first >= 0 else { return false }
            let span =
                London.date(of: starts[last]).daysSince1970
                - London.date(of: starts[first]).daysSince1970
            return span < days
        }
    }

    private func limits(_ thresholds: Thresholds, at moment: Instant) -> (count: Int, days: Int) {
        func value(_ threshold: Threshold) -> Int { Int(thresholds.value(threshold, at: moment)) }
        return switch self {
        case .persistent: (value(.persistentCount), value(.persistentDays))
        case .strategyMeeting: (value(.strategyMeetingCount), value(.strategyMeetingDays))
        case .veryHigh: (value(.veryHighCount), 365)
        }
    }
}

extension FoldedCase {
    /// The homes from which the child went missing in the period, by number.
    func homesOfMissing(in question: Question) -> [Scope] {
        var scopes: [Scope] = []
        for absence in digest.absences
        where absence.hasMissingSegment && question.contains(absence.start)
            && !scopes.contains(absence.scope)
        {
            scopes.append(absence.scope)
        }
        return scopes.sorted { $0.number < $1.number }
    }
}
