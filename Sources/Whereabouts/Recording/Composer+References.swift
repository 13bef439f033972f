import EventLog
import LMDB
import SwiftProtobuf

extension Composer {
    /// Sets the episode that the entry belongs to, or the entry that it corrects.
    ///
    /// A repeat without an episode belongs to the one that the first sending joined.
    func setReferences(
        of entry: NewEntry, _ target: EntryHeader?, _ first: EntryHeader?,
        _ draft: inout EntryDraft, _ context: AppendContext
    ) throws {
        guard entry.kind.group == .episode else {
            draft.refersTo = target.map { .entry($0.position) } ?? .none
            if let episode = entry.episode {
                draft.alsoRefersTo = try opening(episode, of: entry, draft, context)
            }
            return
        }
        draft.alsoRefersTo = target?.position
        if let episode = entry.episode {
            draft.refersTo =
                episode == entry.id && entry.kind.mayOpenEpisode
                ? .itself : .entry(try opening(episode, of: entry, draft, context))
        } else {
            draft.isReferenceImplied = true
            draft.refersTo = try impliedEpisode(of: entry, first, draft, context)
        }
        try setEpisodeFlags(of: entry, first, &draft, context)
    }

    /// The episode that an entry without one joins: the latest open one, else the latest.
    ///
    /// An absence always opens one; a report to the police does when none is open.
    private func impliedEpisode(
        of entry: NewEntry, _ first: EntryHeader?, _ draft: EntryDraft, _ context: AppendContext
    ) throws -> EntryDraft.Reference {
        if entry.kind == .absenceNoted { return .itself }
        if let first {
            return first.opensEpisode ? .itself : first.refersTo.map { .entry($0) } ?? .none
        }
        let episodes = try episodes(of: draft.subject, first, context)
        if episodes.newestOpen > 0 { return .entry(Position(episodes.newestOpen)) }
        if entry.kind == .reportedToPolice { return .itself }
        return episodes.latest > 0 ? .entry(Position(episodes.latest)) : .none
    }

    private func setEpisodeFlags(
        of entry: NewEntry, _ first: EntryHeader?, _ draft: inout EntryDraft,
        _ context: AppendContext
    ) throws {
        switch draft.refersTo {
        case .itself:
            if entry.kind == .reportedToPolice {
                draft.remarks |= [Flag.reportWithoutAbsence].bits
            }
            if try episodes(of: draft.subject, first, context).newestOpen > 0 {
                draft.remarks |= [Flag.overlap].bits
            }
        case .none: draft.remarks |= [Flag.withoutEpisode].bits
        case .entry: break
        }
    }

    /// The child's episodes before the entry; before its first sending, where this is a repeat.
    private func episodes(
        of subject: Subject, _ first: EntryHeader?, _ context: AppendContext
    ) throws -> EpisodeTracker.OpenEpisodes {
        if let first {
            return try EpisodeTracker.episodes(through: first.previousOfSubject, in: context.store)
        }
        return try tracker.episodes(
            of: subject, last: context.last(of: subject), in: context.store)
    }

    /// The position of the opening entry called `id`, which must be about the same child.
    private func opening(
        _ id: EntryID, of entry: NewEntry, _ draft: EntryDraft, _ context: AppendContext
    ) throws -> Position {
        guard let position = try context.position(of: id) else {
            throw RecordError.unknownEntry(id, kind: entry.kind, field: "episode")
        }
        let header = try context.entry(at: position).header
        guard header.opensEpisode else {
            throw RecordError.notAnOpening(id, kind: entry.kind, field: "episode")
        }
        guard header.subject == draft.subject else {
            throw RecordError.otherChild(id, kind: entry.kind, field: "episode")
        }
        return position
    }

    /// Checks that every entry named in the facts exists.
    func checkEntryFacts(of entry: NewEntry, _ context: AppendContext) throws {
        guard let schema = entry.kind.schema, schema.namesEntries else { return }
        for (field, id) in try FactsCodec.entries(in: entry.encoded.facts, schema) {
            let isKnown = try id == entry.id || context.position(of: id) != nil
            guard isKnown else {
                throw RecordError.unknownEntry(id, kind: entry.kind, field: field)
            }
        }
    }
}

extension Kind {
    /// Whether an entry of the kind may open an episode.
    var mayOpenEpisode: Bool { self == .absenceNoted || self == .reportedToPolice }

    /// Whether `refersTo` is mandatory.
    var needsTarget: Bool { amends }

    /// Whether the entry must be filed under a home.
    var needsHome: Bool {
        switch self {
        case .absenceNoted, .homeRegistered, .homeChanged, .homeClosed: true
        default: false
        }
    }

    /// Whether the entry must be about a child; a strategy may be a home's.
    func needsChild(home: HomeID?) -> Bool {
        switch self {
        case .strategyRecorded: home == nil
        case .childRegistered, .childDetailsChanged, .legalStatusChanged, .placementStarted,
            .placementEnded, .careStarted, .careCeased, .childDied, .preIncidentRiskAssessed,
            .planArrangementRecorded, .philomenaProfileRecorded, .hostAuthorityTold:
            true
        default: group == .episode
        }
    }
}

/// The rules for moment, range and precision.
enum OccurrenceRule {
    static func check(_ entry: NewEntry) throws(RecordError) {
        let occurrence = entry.occurrence
        func bad(_ rule: String) -> RecordError { .badOccurrence(kind: entry.kind, rule: rule) }
        guard RFC3339.recordable.contains(occurrence.at) else {
            throw bad("the year must be 1900 to 2199")
        }
        switch (occurrence.precision, occurrence.to) {
        case (.between, let end?):
            guard end >= occurrence.at, RFC3339.recordable.contains(end) else {
                throw bad("the range ends before it starts; give occurredTo behind occurredAt")
            }
        case (.between, nil):
            throw bad("precision between needs occurredTo, the end of the range")
        case (_, .some):
            throw bad("occurredTo goes with precision between only")
        case (.date, nil):
            let midnight = London.midnight(of: London.date(of: occurrence.at))
            guard midnight == occurrence.at else {
                throw bad("precision date needs the midnight that begins the day in London")
            }
        default: break
        }
    }
}

extension Occurrence {
    /// The code in the entry; a moment known to the minute has none.
    var storedPrecision: UInt8 {
        precision == .minute ? 0 : UInt8(clamping: precision.rawValue)
    }
}
