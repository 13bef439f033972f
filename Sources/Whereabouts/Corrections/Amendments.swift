import EventLog

/// What later entries did to one entry.
struct Amendments: Sendable {
    var corrections: [Correction] = []
    var state = RecordedEntry.State.inForce
    var annotations: [RecordedEntry] = []
    var effective: EffectiveContent
}

extension RecordedEntry {
    /// Whether an entry still has effect.
    public enum State: Hashable, Sendable {
        /// Nobody has withdrawn it.
        case inForce
        /// It has no effect any more; what it says can still be read.
        case withdrawn(by: Amendment)
        /// It was withdrawn and has effect again.
        case reinstated(by: Amendment, withdrawal: Amendment?)
    }
}

/// Finds out for each entry of one child's history what later ones did to it.
struct AmendmentReader {
    let homes: EffectiveEntry.Homes
    let homeName: (Scope) throws -> HomeID?

    /// The entries with their amendments, in log order; as they are when nothing amends another.
    func amended(_ entries: [RecordedEntry]) throws -> [RecordedEntry] {
        guard entries.contains(where: { $0.kind.amends }) else { return entries }
        var words: [Position: [UInt8]] = [:]
        var said = Said()
        for entry in entries {
            switch entry.narrative {
            case .words(let bytes): words[entry.position] = bytes
            // Without words of its own it came here after they had been erased.
            case .erased, .none: said.withoutWords.insert(entry.position)
            case .sealed: break
            }
        }
        let effective = try EffectiveEntry.entries(
            of: entries.map(\.stored), .withdrawnToo, homes: homes, words: { words[$0] })
        let withdrawn = Withdrawals(of: entries.map(\.stored.header))
        var amended: [RecordedEntry] = []
        // From the newest on: what is said about an amendment stands behind it.
        for (entry, effective) in zip(entries, effective).reversed() {
            var entry = entry
            entry.amendments = try amendments(of: entry, effective, &said)
            if !withdrawn.contains(entry.position) { try said.take(entry) }
            amended.append(entry)
        }
        amended.reverse()
        return amended
    }

    private func amendments(
        of entry: RecordedEntry, _ effective: EffectiveEntry, _ said: inout Said
    ) throws -> Amendments {
        let isMoved = effective.scope != entry.stored.header.scope
        var amendments = Amendments(
            effective: EffectiveContent(
                kind: entry.kind, occurrence: effective.occurrence,
                home: isMoved ? try homeName(effective.scope) : entry.home,
                factBytes: effective.facts, wordBytes: effective.words))
        amendments.corrections = effective.changes.compactMap { change in
            said.corrections[change.by].map {
                Correction(
                    $0, change, storedHome: entry.home,
                    isErased: said.withoutWords.contains(change.by)
                        || said.withoutWords.contains(entry.position))
            }
        }
        amendments.state = said.state(of: entry.position)
        amendments.annotations = said.annotations[entry.position] ?? []
        return amendments
    }
}

/// What the entries read so far, from the newest on, say about earlier ones.
private struct Said {
    /// By the position of the correcting entry.
    var corrections: [Position: Amendment] = [:]
    /// Entries whose words are erased, or that have none.
    var withoutWords: Set<Position> = []
    /// By the position of the target, in log order.
    var annotations: [Position: [RecordedEntry]] = [:]
    /// Withdrawals and reinstatements by the position of the target, the newest first.
    private var rulings: [Position: [(kind: Kind, amendment: Amendment)]] = [:]

    mutating func take(_ entry: RecordedEntry) throws {
        guard let target = entry.stored.header.refersTo else { return }
        switch entry.kind {
        case .entryCorrected: corrections[entry.position] = try Amendment(entry)
        case .entryAnnotated: annotations[target, default: []].insert(entry, at: 0)
        case .entryWithdrawn, .entryReinstated:
            rulings[target, default: []].append((entry.kind, try Amendment(entry)))
        default: break
        }
    }

    func state(of position: Position) -> RecordedEntry.State {
        guard let rulings = rulings[position], let newest = rulings.first else { return .inForce }
        if newest.kind == .entryWithdrawn { return .withdrawn(by: newest.amendment) }
        let withdrawal = rulings.first { $0.kind == .entryWithdrawn }
        return .reinstated(by: newest.amendment, withdrawal: withdrawal?.amendment)
    }
}

extension Correction {
    fileprivate init(
        _ amendment: Amendment, _ change: Change, storedHome: HomeID?, isErased: Bool
    ) {
        by = amendment
        path = change.path
        claimedOld = change.claimedOld
        now = change.now
        state = change.state == .sealed && isErased ? .erased : change.state
        let home = storedHome.map { JSONValue.string($0.text) } ?? .null
        was = change.path == "home" ? change.was ?? home : change.was
    }
}

extension Kind {
    /// Whether an entry of the kind says something about an earlier entry.
    var amends: Bool {
        switch self {
        case .entryCorrected, .entryWithdrawn, .entryReinstated, .entryAnnotated: true
        default: false
        }
    }
}
