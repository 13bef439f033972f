public import EventLog
import SwiftProtobuf

extension Episode {
    /// The episodes in one child's history, in order of their openings.
    ///
    /// A pure function. Corrections are applied in log order; withdrawn entries have no effect, and
    /// a withdrawn opening takes its episode with it. Entries are ordered by when they happened,
    /// ties by position. An episode ends at the earliest return or other end; what happened to the
    /// child's whereabouts later is ignored.
    ///
    /// - Parameters:
    ///   - history: All entries about one child, in log order.
    ///   - homes: The number of a home that a correction names; without it such corrections do not
    ///     move an episode to another home.
    /// - Returns: Open and ended episodes.
    /// - Throws: When the facts of an entry cannot be read, and what `homes` throws.
    /// - Complexity: O(n log n) in the child's entries.
    public static func episodes(
        in history: [LogEntry], homes: (HomeID) throws -> Scope? = { _ in nil }
    ) throws -> [Episode] {
        let entries = try EffectiveEntry.entries(of: history, homes: homes)
        let placements = Placements(entries)
        let isUASC = try UASC.isOne(entries)
        var members: [Position: [EffectiveEntry]] = [:]
        for entry in entries where entry.kind.group == .episode {
            if let opening = entry.header.refersTo { members[opening, default: []].append(entry) }
        }
        return try entries.filter(\.header.opensEpisode).map { opening in
            var fold = try EpisodeFold(
                opening, isUASC: isUASC, home: placements.home(of: opening))
            let others = members[opening.header.position, default: []]
                .filter { $0.header.position != opening.header.position }
            return try fold.run(others)
        }
    }
}

/// One episode being told from its entries.
private struct EpisodeFold {
    private var episode: Episode
    private let openingKnown: Bool
    private let hasConcern: Bool
    private let isAuthorised: Bool

    init(_ opening: EffectiveEntry, isUASC: Bool, home: Scope) throws {
        var start = opening.occurrence
        if opening.kind == .absenceNoted {
            let facts = try AbsenceNoted(serializedBytes: opening.facts)
            openingKnown = facts.whereaboutsKnown
            hasConcern = facts.concerns
            isAuthorised = facts.authorised
            if let seen = facts.lastSeenAt, seen != start.at,
                ResponsibleAdult.includes(facts.lastSeenBy, isUASC: isUASC)
            {
                start = .at(seen)
            }
        } else {
            (openingKnown, hasConcern, isAuthorised) = (false, false, false)
        }
        episode = Episode(
            id: opening.header.id, opening: opening.header.position, scope: home, start: start)
        if opening.kind == .reportedToPolice { noteReport(opening) }
    }

    private var notices: [Instant] = []

    private mutating func noteReport(_ report: EffectiveEntry) {
        episode.policeReports.append(report.header.position)
        episode.policeReportTimes.append(report.occurrence)
        notices.append(report.occurrence.at)
    }

    mutating func run(_ others: [EffectiveEntry]) throws -> Episode {
        let ordered = others.map { Step($0) }.sorted()
        let end = ordered.first { $0.isEnd }
        for step in ordered { try take(step) }
        episode.segments = segments(ordered, until: end)
        return episode
    }

    private mutating func take(_ step: Step) throws {
        switch step.kind {
        case .reportedToPolice: noteReport(step.entry)
        case .placingAuthorityTold, .hostAuthorityNotified:
            notices.append(step.occurrence.at)
        case .childFound where episode.isOpen: episode.found = episode.found ?? step.occurrence
        case .childReturned where episode.isOpen: episode.returned = step.occurrence
        case .episodeEndedOtherwise where episode.isOpen: episode.endedOtherwise = step.occurrence
        case .policeCaseClosed: episode.policeClosed = step.occurrence
        case .policeGraded:
            let facts = try PoliceGraded(serializedBytes: step.entry.facts)
            episode.policeGrades.append(facts.grade)
        default: break
        }
    }

    /// A stretch of time in which nothing changed about the child's whereabouts.
    private struct Stretch {
        enum State { case unknown, known, located }
        var state: State
        var start: Occurrence
        var isRefused = false
    }

    private func segments(_ ordered: [Step], until end: Step?) -> [Episode.Segment] {
        var segments: [Episode.Segment] = []
        var stretch = Stretch(state: openingKnown ? .known : .unknown, start: episode.start)
        func close(_ next: Occurrence?) {
            if let segment = segment(stretch, end: next) { segments.append(segment) }
        }
        for step in ordered {
            if let end, !(step < end) { break }
            let next: Stretch.State
            switch (step.kind, stretch.state) {
            case (.whereaboutsBecameKnown, .unknown): next = .known
            case (.whereaboutsLost, .known), (.whereaboutsLost, .located): next = .unknown
            case (.childFound, .unknown): next = .located
            case (.returnRefused, .located):
                stretch.isRefused = true
                continue
            default: continue
            }
            close(step.occurrence)
            // A change recorded as earlier than the stretch it ends cannot begin before it.
            let isBefore = step.moment < stretch.start.at
            stretch = Stretch(state: next, start: isBefore ? stretch.start : step.occurrence)
        }
        close(end?.occurrence)
        return segments
    }

    private func segment(_ stretch: Stretch, end: Occurrence?) -> Episode.Segment? {
        let isReturnable: Bool
        switch stretch.state {
        case .unknown: isReturnable = true
        case .known: isReturnable = !isAuthorised && (hasConcern || isNoticed(before: end))
        case .located: isReturnable = stretch.isRefused
        }
        guard isReturnable else { return nil }
        // An end that was recorded before the start ends the segment where it starts.
        let isBehind = end.map {
            $0.orderingMoment(isEnding: true) < stretch.start.orderingMoment(isEnding: false)
        }
        return Episode.Segment(
            segmentClass: stretch.state == .unknown ? .missing : .away, start: stretch.start,
            end: isBehind == true ? stretch.start : end)
    }

    private func isNoticed(before end: Occurrence?) -> Bool {
        notices.contains { notice in
            end.map { notice < $0.orderingMoment(isEnding: true) } ?? true
        }
    }
}

/// One entry of an episode in its place in time.
private struct Step: Comparable {
    let entry: EffectiveEntry
    let moment: Instant

    init(_ entry: EffectiveEntry) {
        self.entry = entry
        let isEnding = entry.kind == .childFound || entry.header.endsEpisode
        moment = entry.occurrence.orderingMoment(isEnding: isEnding)
    }

    var kind: Kind { entry.kind }
    var occurrence: Occurrence { entry.occurrence }
    var position: Position { entry.header.position }
    var isEnd: Bool { entry.header.endsEpisode }

    static func < (left: Step, right: Step) -> Bool {
        (left.moment, left.position) < (right.moment, right.position)
    }

    static func == (left: Step, right: Step) -> Bool { left.position == right.position }
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

/// Whether a child is an unaccompanied asylum-seeking one, as last registered.
private enum UASC {
    static func isOne(_ entries: [EffectiveEntry]) throws -> Bool {
        for entry in entries.reversed() {
            switch entry.kind {
            case .childDetailsChanged:
                let facts = try ChildDetailsChanged(serializedBytes: entry.facts)
                if facts.hasUasc { return facts.uasc }
            case .childRegistered:
                return try ChildRegistered(serializedBytes: entry.facts).uasc
            default: continue
            }
        }
        return false
    }
}

/// Where a child was placed when, by home number.
private struct Placements {
    private let starts: [(at: Instant, position: Position, scope: Scope)]

    init(_ entries: [EffectiveEntry]) {
        starts = entries.lazy
            .filter { $0.kind == .placementStarted }
            .map { ($0.occurrence.at, $0.header.position, $0.scope) }
            .sorted { ($0.at, $0.position) < ($1.at, $1.position) }
    }

    /// The home that an opening names, else the one of the newest placement by then.
    func home(of opening: EffectiveEntry) -> Scope {
        if opening.scope != .none { return opening.scope }
        return starts.last { $0.at <= opening.occurrence.at }?.scope ?? .none
    }
}
