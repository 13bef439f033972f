import EventLog
import SwiftProtobuf

extension CaseFold {
    /// What reports list of an entry besides episodes; `nil` for most kinds.
    func milestone(_ entry: EffectiveEntry) throws -> Milestone? {
        guard let code = try MilestoneCode.code(of: entry) else { return nil }
        let (episode, scope) = subject(of: entry)
        return Milestone(
            kind: entry.kind, mark: Mark(entry), recordedAt: entry.header.recordedAt,
            episode: episode?.id, scope: scope, code: code)
    }

    /// The episode that an entry is about, and the home that it is filed under, else that of what
    /// it is about.
    ///
    /// A withdrawn target still says where it belongs: its own home, else its episode's.
    private func subject(of entry: EffectiveEntry) -> (episode: Episode?, scope: Scope) {
        var (scope, next) = (Scope.none, Optional(entry))
        while let current = next {
            if scope == .none { scope = current.scope }
            if let index = index(ofMember: current) {
                let episode = folds[index].episode
                return (episode, scope == .none ? episode.scope : scope)
            }
            if current.header.opensEpisode {
                return (nil, scope == .none ? residence.home(of: current, else: nil) : scope)
            }
            next = current.header.refersTo.flatMap { self.entry(at: $0) }
        }
        return (nil, scope)
    }
}

/// Which entries are milestones, and the number of the code that says what.
private enum MilestoneCode {
    static func code(of entry: EffectiveEntry) throws -> Int? {
        let facts = entry.facts
        return switch entry.kind {
        case .ofstedNotificationDecided:
            try OfstedNotificationDecided(serializedBytes: facts).decision.rawValue
        case .ofstedNotified: try OfstedNotified(serializedBytes: facts).limb.rawValue
        case .challengeRaised: try ChallengeRaised(serializedBytes: facts).about.rawValue
        case .escalated: Int(clamping: try Escalated(serializedBytes: facts).level)
        case .carePlanReviewRequested:
            try CarePlanReviewRequested(serializedBytes: facts).grounds.rawValue
        case .carePlanReviewDecided:
            try CarePlanReviewDecided(serializedBytes: facts).decision.rawValue
        case .challengeAnswered, .strategyMeetingHeld, .riskManagementMeetingConvened,
            .riskManagementMeetingHeld, .strategyRecorded, .entryCorrected, .entryWithdrawn,
            .entryReinstated, .episodesJoined, .episodeSplit:
            0
        default: nil
        }
    }
}
