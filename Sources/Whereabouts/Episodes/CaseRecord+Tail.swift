package import EventLog
import SwiftProtobuf

/// Telling only the newest episodes anew: who goes missing often has a long history, and what comes
/// in is nearly always about the last episode.
///
/// Gives the same record as telling everything, or `nil` where that cannot be said.
extension CaseRecord {
    /// The first opening of the episodes that new entries are about; `nil` when an entry may reach
    /// further back, as a correction or a placement does.
    func tailStart(_ new: [LogEntry]) throws -> Position? {
        guard !milestones.contains(where: { $0.kind.reshapesEpisodes }) else { return nil }
        var start: Position?
        var oldestAnswered: Position?
        for entry in new {
            let kind = Kind(rawValue: entry.header.kind)
            guard kind.group == .episode, !kind.reachesBack, let own = entry.header.refersTo,
                try !raisesRisk(entry, kind)
            else { return nil }
            let covered = try Self.covered(by: entry, kind).compactMap { id in
                episodes.first { $0.id == id }?.opening
            }
            let openings = [own] + covered + (start.map { [$0] } ?? [])
            start = openings.min()
            if kind.answersOffer, let offer = entry.alsoRefersTo {
                oldestAnswered = min(oldestAnswered ?? offer, offer)
            }
        }
        // What an older offer covers is not kept.
        if let start, let oldestAnswered, oldestAnswered < start { return nil }
        return start
    }

    /// The record with the entries of `tail`, which begins with the opening at `start`.
    ///
    /// Entries up to `last` are in this record already; ``tailStart(_:)`` says where to begin.
    func extended(
        by tail: [LogEntry], from start: Position, after last: Position,
        _ thresholds: Thresholds, _ homes: @escaping Homes, _ roles: @escaping Roles
    ) throws -> CaseRecord? {
        let fold = try CaseFold(tail, thresholds, homes, onTopOf: self, milestonesAfter: last)
        let entries = fold.entries
        guard !entries.contains(where: { $0.kind.reachesBackInTail }) else { return nil }
        let counted = entries.filter { entry in
            entry.kind.group == .episode && entry.header.refersTo.map { $0 >= start } ?? false
        }
        let kept = episodes.count { $0.opening < start }
        var record = fold.record
        record.deadlines = try Duties(fold, counted, thresholds).deadlines
        record.findings = try FlagRules(
            fold, entries, counted: counted, record.deadlines, thresholds, homes, roles
        ).findings()
        record.place { id in fold.index(of: id).map { $0 + kept } }
        let retold = Set(counted.map(\.header.position))
        record.episodes = episodes.prefix(kept) + record.episodes
        record.deadlines += deadlines.filter { $0.place.map { $0 < kept } ?? true }
        record.findings += findings.filter { finding in
            guard finding.flag != .overlap else { return false }
            if let place = finding.place { return place < kept }
            return !finding.evidence.contains { retold.contains($0) }
        }
        var overlaps = FlagRules.overlaps(record.episodes)
        for index in overlaps.indices {
            overlaps[index].place = record.episodes.firstIndex { $0.id == overlaps[index].episode }
        }
        record.findings += overlaps
        record.milestones = milestones + record.milestones
        record.sort()
        return record
    }

    /// The episodes that an offer, an interview or an explanation names.
    private static func covered(by entry: LogEntry, _ kind: Kind) throws -> [EntryID] {
        let facts = Array(entry.facts)
        return switch kind {
        case .rhiOffered: try RhiOffered(serializedBytes: facts).coversEpisodes
        case .rhiCompleted: try RhiCompleted(serializedBytes: facts).coversEpisodes
        case .explanationRecorded: try ExplanationRecorded(serializedBytes: facts).episodes
        default: []
        }
    }

    /// Whether an entry says of a risk that was not known: it bears on every episode of the child.
    private func raisesRisk(_ entry: LogEntry, _ kind: Kind) throws -> Bool {
        let facts = Array(entry.facts)
        let factors: [RiskFlag]
        switch kind {
        case .riskJudged: factors = try RiskJudged(serializedBytes: facts).factors
        case .exploitationConcernRaised:
            factors = try ExploitationConcernRaised(serializedBytes: facts).flags
        default: return false
        }
        var person = person
        person.flag(factors)
        return person != self.person
    }
}

extension Kind {
    /// Whether an entry of the kind joins or splits episodes.
    fileprivate var reshapesEpisodes: Bool { self == .episodesJoined || self == .episodeSplit }

    /// Whether an entry of the kind may answer an offer of an interview.
    fileprivate var answersOffer: Bool {
        switch self {
        case .rhiAccepted, .rhiDeclined, .rhiCompleted, .rhiNotOffered, .rhiNotCarriedOut: true
        default: false
        }
    }

    /// Whether an entry of the kind is matched with others wherever they stand.
    fileprivate var reachesBack: Bool {
        switch self {
        case .challengeRaised, .challengeAnswered, .actionRaised, .actionDone, .actionDropped,
            .actionInLightOfReasons:
            true
        default: false
        }
    }

    fileprivate var reachesBackInTail: Bool { reachesBack || reshapesEpisodes }
}

extension CaseRecord {
    /// The record with new entries, told as a question does; `nil` where all has to be told anew.
    package func extended(
        by new: [LogEntry], after last: Position, history: [LogEntry],
        thresholds: Thresholds = Thresholds()
    ) throws -> CaseRecord? {
        guard let start = try tailStart(new) else { return nil }
        let tail = history.filter { $0.header.position >= min(start, new[0].header.position) }
        return try extended(
            by: tail, from: start, after: last, thresholds, { _ in nil }, { _ in nil })
    }
}
