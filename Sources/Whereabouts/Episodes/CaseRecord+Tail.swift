package import EventLog
import SwiftProtobuf

/// Telling only the newest episodes anew: who goes missing often has a long history, and what comes
/// in is nearly always about the last episode.
///
/// Gives the same record as telling everything, or `nil` where that cannot be said.
extension CaseRecord {
    /// The first opening of the episodes that new entries are about; `nil` when an entry may reach
    /// further back, as a placement does.
    ///
    /// `header` gives the fixed fields of what is corrected or withdrawn.
    func tailStart(
        _ new: [LogEntry], _ header: (Position) throws -> EntryHeader
    ) throws -> Position? {
        guard !milestones.contains(where: { $0.kind.reshapesEpisodes }) else { return nil }
        var start: Position?
        var oldestAnswered: Position?
        for entry in new {
            let kind = Kind(rawValue: entry.header.kind)
            if kind.isAmendment {
                guard let opening = try Self.opening(amendedBy: entry.header, header),
                    try kind != .entryCorrected || !Person.mayChangeBirth(Array(entry.facts))
                else { return nil }
                start = min(start ?? opening, opening)
                continue
            }
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
    /// ``tailStart(_:_:)`` says where to begin.
    func extended(
        by tail: [LogEntry], from start: Position,
        _ thresholds: Thresholds, _ homes: @escaping Homes, _ roles: @escaping Roles
    ) throws -> CaseRecord? {
        let retold = Self.positions(in: tail, from: start)
        let fold = try CaseFold(tail, thresholds, homes, onTopOf: self, milestonesOf: retold)
        let entries = fold.entries
        guard !entries.contains(where: { $0.kind.reachesBackInTail }) else { return nil }
        let counted = entries.filter { retold.contains($0.header.position) }
        let kept = episodes.count { $0.opening < start }
        var record = fold.record
        record.deadlines = try Duties(fold, counted, thresholds).deadlines
        record.findings = try FlagRules(
            fold, entries, counted: counted, record.deadlines, thresholds, homes, roles
        ).findings()
        record.place { id in fold.index(of: id).map { $0 + kept } }
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
        record.milestones += milestones.filter { !retold.contains($0.mark.position) }
        record.milestones.sort { $0.mark.position < $1.mark.position }
        record.sort()
        return record
    }

    /// The entries of a tail that belong to its episodes, and what amends one of these.
    private static func positions(in tail: [LogEntry], from start: Position) -> Set<Position> {
        var positions: Set<Position> = []
        for entry in tail {
            let kind = Kind(rawValue: entry.header.kind)
            guard let target = entry.header.refersTo else { continue }
            let belongs =
                kind.group == .episode
                ? target >= start : kind.isAmendment && positions.contains(target)
            if belongs { positions.insert(entry.header.position) }
        }
        return positions
    }

    /// The opening of the episode of what is amended; `nil` where that belongs to none, as another
    /// amendment does, or reaches beyond its episode.
    private static func opening(
        amendedBy amendment: EntryHeader, _ header: (Position) throws -> EntryHeader
    ) throws -> Position? {
        guard let target = amendment.refersTo else { return nil }
        let amended = try header(target)
        let kind = Kind(rawValue: amended.kind)
        guard kind.group == .episode, !kind.reachesBeyondEpisode else { return nil }
        return amended.refersTo
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

    /// Whether an entry of the kind corrects, withdraws, reinstates or annotates another.
    fileprivate var isAmendment: Bool {
        switch self {
        case .entryCorrected, .entryWithdrawn, .entryReinstated, .entryAnnotated: true
        default: false
        }
    }

    /// Whether an entry of the kind may bear on other episodes than its own.
    fileprivate var reachesBeyondEpisode: Bool {
        switch self {
        case .riskJudged, .exploitationConcernRaised, .rhiOffered, .explanationRecorded: true
        default: reachesBack || answersOffer
        }
    }

    fileprivate var reachesBackInTail: Bool { reachesBack || reshapesEpisodes }
}

extension CaseRecord {
    /// The record with new entries, told as a question does; `nil` where all has to be told anew.
    package func extended(
        by new: [LogEntry], history: [LogEntry],
        thresholds: Thresholds = Thresholds()
    ) throws -> CaseRecord? {
        let start = try tailStart(new) { target in
            guard let entry = history.first(where: { $0.header.position == target }) else {
                throw ReadError.missing(position: target)
            }
            return entry.header
        }
        guard let start else { return nil }
        let tail = history.filter { $0.header.position >= min(start, new[0].header.position) }
        return try extended(
            by: tail, from: start, thresholds, { _ in nil }, { _ in nil })
    }
}
