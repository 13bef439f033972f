import EventLog
import SwiftProtobuf

/// What the log holds of a child when its rows of a return are read.
///
/// Every entry is seen twice: as the returns say, with the corrections and withdrawals of earlier
/// imports alone, and as it is in force. So a correction by hand stands until a return says
/// something new.
struct SSDA903Known {
    let child: ChildID
    /// The id of the child's registration.
    let registration: EntryID
    /// Whether a return registered the child.
    let isFromReturn: Bool
    /// The codes of all authorities that have been responsible for the child.
    let authorities: Set<String>
    /// Who the child is as the returns say, and as in force; `nil` when the words are erased.
    let said: IdentityWords?
    let identity: IdentityWords?
    /// Where the registration of a return came from, as it says itself.
    let source: String?
    /// Where the child was placed, as in force.
    let residence: Residence
    private let entries: [EntryID: Entry]
    private let history: [LogEntry]

    /// One entry that may be corrected.
    struct Entry {
        let stored: LogEntry
        /// As the returns say.
        let said: EffectiveEntry
        let isWithdrawnByReturn: Bool
        /// As in force; `nil` when withdrawn.
        let inForce: EffectiveEntry?
        /// The newest entry that corrects, withdraws or reinstates it, else its own id.
        let last: EntryID
    }

    /// Reads a child's history.
    ///
    /// - Throws: What reading throws.
    init?(
        _ number: UInt64, _ records: Records, authority: String, child: String,
        in store: any StoreReading, last: Position?
    ) throws {
        let (registry, identities) = (records.registry, records.identities)
        guard let last, let sources = try registry.sources(ofChild: number, in: store) else {
            return nil
        }
        var history: [LogEntry] = []
        try store.follow(from: last.rawValue) { position, bytes in
            guard let entry = LogEntry(copying: bytes) else {
                throw ReadError.corrupt(position: Position(position))
            }
            history.append(entry)
            return entry.header.previousOfSubject?.rawValue
        }
        history.reverse()
        self.history = history
        let migrator = try registry.number(of: SSDA903Row.migrator, in: store)
        let homes: EffectiveEntry.Homes = { home in
            try registry.number(of: home, in: store).map { Scope($0) }
        }
        let words = try Self.identityWords(of: history, records, in: store)
        let views = try Views(history, migrator, homes, words)
        guard
            let first = history.first(where: { $0.header.position.rawValue == sources.registration }
            )
        else { return nil }
        self.child = try identities.child(number, in: store)
        registration = first.header.id
        isFromReturn = registration == SSDA903Key.child(child, of: authority)
        authorities = try Self.authorities(views.inForce)
        said = try Self.identity(views.said.filter { $0.kind != .childDetailsChanged })
        identity = try Self.identity(views.inForce)
        let evidence =
            try words[first.header.position]
            .map { try Narrative(serializedBytes: $0).evidence } ?? ""
        source = evidence.hasPrefix("SSDA903 ") ? evidence : nil
        residence = try Residence(views.inForce)
        entries = views.entries
    }

    subscript(id: EntryID) -> Entry? { entries[id] }

    /// The opened words of the entries that say who the child is, and of what corrects these.
    private static func identityWords(
        of history: [LogEntry], _ records: Records, in store: any StoreReading
    ) throws -> [Position: [UInt8]] {
        var wanted: Set<Position> = []
        var words: [Position: [UInt8]] = [:]
        for entry in history {
            let kind = Kind(rawValue: entry.header.kind)
            let isCorrection =
                kind == .entryCorrected && entry.header.refersTo.map(wanted.contains) ?? false
            guard kind == .childRegistered || kind == .childDetailsChanged || isCorrection else {
                continue
            }
            wanted.insert(entry.header.position)
            if case .words(let bytes) = try records.log.narrative(of: entry, in: store) {
                words[entry.header.position] = bytes
            }
        }
        return words
    }

    private static func identity(_ entries: [EffectiveEntry]) throws -> IdentityWords? {
        var identity: IdentityWords?
        for entry in entries {
            guard entry.kind == .childRegistered || entry.kind == .childDetailsChanged,
                let bytes = entry.words
            else { continue }
            let words = try Narrative(serializedBytes: bytes)
            if identity == nil { identity = IdentityWords(words) } else { identity?.take(words) }
        }
        return identity
    }

    private static func authorities(_ entries: [EffectiveEntry]) throws -> Set<String> {
        var codes: Set<String> = []
        for entry in entries {
            switch entry.kind {
            case .childRegistered:
                codes.insert(
                    try ChildRegistered(serializedBytes: entry.facts).responsibleAuthority)
            case .childDetailsChanged:
                codes.insert(
                    try ChildDetailsChanged(serializedBytes: entry.facts).responsibleAuthority)
            default: break
            }
        }
        return codes.subtracting([""])
    }
}

/// A history as the returns say, and as it is in force.
private struct Views {
    /// In log order, withdrawn ones too.
    let said: [EffectiveEntry]
    /// In log order.
    let inForce: [EffectiveEntry]
    let entries: [EntryID: SSDA903Known.Entry]

    init(
        _ history: [LogEntry], _ migrator: UInt64?, _ homes: EffectiveEntry.Homes,
        _ words: [Position: [UInt8]]
    ) throws {
        let own = history.filter {
            !Kind(rawValue: $0.header.kind).amends || $0.header.actor.number == migrator
        }
        let withdrawn = Withdrawals(of: own.map(\.header))
        said = try EffectiveEntry.entries(
            of: own, .withdrawnToo, homes: homes, words: { words[$0] })
        inForce = try EffectiveEntry.entries(of: history, homes: homes, words: { words[$0] })
        let effective = Dictionary(
            uniqueKeysWithValues: inForce.map { ($0.header.position, $0) })
        var last: [Position: EntryID] = [:]
        for entry in history where Kind(rawValue: entry.header.kind).amends {
            if let target = entry.header.refersTo { last[target] = entry.header.id }
        }
        var entries: [EntryID: SSDA903Known.Entry] = [:]
        for entry in said where !entry.kind.amends {
            let position = entry.header.position
            entries[entry.header.id] = SSDA903Known.Entry(
                stored: entry.stored, said: entry,
                isWithdrawnByReturn: withdrawn.contains(position),
                inForce: effective[position], last: last[position] ?? entry.header.id)
        }
        self.entries = entries
    }
}

// MARK: - What others recorded

extension SSDA903Known {
    /// What is on record of a child by other means than rows of a return.
    struct Others {
        /// Days of the periods missing or away.
        var absences: [(isAway: Bool, from: LocalDate, to: LocalDate?)] = []
        /// Days of the stays in placements.
        var stays: [(from: LocalDate, to: LocalDate?)] = []

        /// Whether a period of that class covers the days of a row.
        func covers(_ row: SSDA903Absence) -> Bool {
            absences.contains { absence in
                guard absence.isAway == row.isAway, absence.from <= row.start else { return false }
                guard let end = absence.to else { return true }
                let isInside = row.start < end || row.start == absence.from
                return isInside && (row.end.map { $0 <= end } ?? true || row.start == absence.from)
            }
        }

        /// Whether a stay covers the first day of a row.
        func covers(_ row: SSDA903Episode) -> Bool {
            stays.contains { stay in
                stay.from == row.start || stay.from < row.start && row.start < stay.to ?? .last
            }
        }
    }

    /// Tells it; nothing for a child of whom only returns speak.
    func others(_ records: Records, in store: any StoreReading) throws -> Others {
        var others = Others()
        let own = ownIDs
        let strangers = entries.values.filter { entry in
            entry.inForce != nil && !own.contains(entry.stored.header.id)
        }
        guard
            strangers.contains(where: {
                $0.stored.header.opensEpisode || $0.said.kind == .placementStarted
            })
        else { return others }
        for stay in residence.stays where !own.contains(stay.started.id) {
            others.stays.append(
                (London.date(of: stay.started.at), stay.ended.map { London.date(of: $0.at) }))
        }
        let record = try CaseRecord(
            of: history,
            homes: { try records.registry.number(of: $0, in: store).map { Scope($0) } })
        for episode in record.episodes where !own.contains(episode.id) {
            for segment in episode.segments {
                others.absences.append(
                    (
                        segment.segmentClass == .away, London.date(of: segment.start.at),
                        segment.end.map { London.date(of: $0.at) }
                    ))
            }
        }
        return others
    }

    /// The ids of the openings and placements that rows of returns made.
    var ownIDs: Set<EntryID> {
        var counts: [[String]: Int] = [:]
        var ids: Set<EntryID> = []
        for entry in entries.values {
            guard let columns = Self.keyColumns(of: entry.stored) else { continue }
            counts[columns, default: 0] += 1
        }
        for (columns, count) in counts {
            let kind: Kind = columns[0] == "Missing" ? .absenceNoted : .placementStarted
            for ordinal in 1...count {
                ids.insert(
                    SSDA903Key.Row(registration: registration, columns: columns, ordinal: ordinal)
                        .id(kind))
            }
        }
        return ids
    }

    /// The days of the earliest returns in force, by the openings of their absences.
    var returns: [Position: LocalDate] {
        var days: [Position: LocalDate] = [:]
        for entry in entries.values {
            guard let returned = entry.inForce, returned.kind == .childReturned,
                let opening = returned.header.refersTo
            else { continue }
            let day = London.date(of: returned.occurrence.at)
            days[opening] = min(days[opening] ?? day, day)
        }
        return days
    }

    /// The key columns of the row that an entry would come from.
    static func keyColumns(of entry: LogEntry) -> [String]? {
        let day = London.date(of: entry.header.occurredAt).description
        switch Kind(rawValue: entry.header.kind) {
        case .absenceNoted:
            guard let facts = try? AbsenceNoted(serializedBytes: Array(entry.facts)) else {
                return nil
            }
            return ["Missing", facts.whereaboutsKnown ? "A" : "M", day]
        case .placementStarted: return ["Episodes", day]
        default: return nil
        }
    }
}
