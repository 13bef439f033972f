import EventLog
import SwiftProtobuf

extension EffectiveEntry {
    /// Applies the patches of one correction, one by one; one that does not fit changes nothing.
    ///
    /// The moment comes first, then the fact that repeats it, because every other fact is checked
    /// together with both.
    mutating func apply(_ correction: EffectiveEntry, _ homes: Homes) throws {
        let words = try correction.words.map { try Narrative(serializedBytes: $0) }
        let patches = try EntryCorrected(serializedBytes: correction.facts)
            .openedPatches(with: words)
        let position = correction.header.position
        for stage in Stage.allCases {
            for (place, patch) in patches.enumerated()
            where Stage(patch.path, momentField: momentField) == stage {
                changes.append(try change(patch, number: place + 1, by: position, homes))
            }
            if stage == .momentField { repeatMoment(by: position) }
        }
    }

    private enum Stage: CaseIterable {
        case moment, momentField, rest

        init(_ path: String, momentField: String?) {
            switch PatchPath(path) {
            case .occurredAt?, .occurredTo?, .precision?: self = .moment
            case .facts(let name)? where name == momentField: self = .momentField
            default: self = .rest
            }
        }
    }

    private var momentField: String? { Moment.storedField(of: kind) }

    private mutating func change(
        _ patch: Patch, number: Int, by position: Position, _ homes: Homes
    ) throws -> Change {
        var change = Change(by: position, path: patch.path)
        change.claimedOld = patch.hasOld ? try? JSONValue(parsing: patch.old) : nil
        let path = PatchPath(patch.path)
        guard patch.hasNew || !patch.path.hasPrefix("narrative.") else {
            change.state = .sealed
            return change
        }
        guard let path, let value = try? JSONValue(parsing: patch.new) else {
            let rule = path == nil ? PatchPath.rule : "the new value is not JSON"
            change.state = .notApplied(
                .vocabulary(.badPatch(kind: .entryCorrected, number: number, rule: rule)))
            return change
        }
        change.now = value
        switch path {
        case .facts(let name): setFact(name, &change)
        case .narrative(let name): setWord(name, &change)
        case .home: try setHome(&change, homes)
        case .occurredAt, .occurredTo, .precision: setMoment(&change)
        }
        return change
    }

    // MARK: Facts

    private mutating func setFact(_ name: String, _ change: inout Change) {
        guard let schema = kind.schema else {
            change.refuse(.unknownField(kind: kind, field: name))
            return
        }
        let fields = MessageFields(kind: kind, schema: schema, prefix: "")
        let (kind, moment) = (kind, occurrence.at)
        fields.set(name, in: &facts, &change) { bytes throws(VocabularyError) in
            try FactsCodec.validate(bytes, as: kind, occurredAt: moment, codes: .newer)
        }
    }

    /// Brings the fact that repeats the moment in line with it.
    private mutating func repeatMoment(by position: Position) {
        guard let momentField else { return }
        var change = Change(by: position, path: "facts.\(momentField)")
        change.now = .string(RFC3339.format(occurrence.at))
        setFact(momentField, &change)
        if change.was != change.now { changes.append(change) }
    }

    // MARK: Words

    private mutating func setWord(_ name: String, _ change: inout Change) {
        guard var bytes = words ?? (stored.hasNarrative ? nil : []) else {
            change.state = .sealed
            return
        }
        let fields = MessageFields(kind: kind, schema: .narrative, prefix: "narrative.")
        let kind = kind
        fields.set(name, in: &bytes, &change) { bytes throws(VocabularyError) in
            try FactsCodec.validate(narrative: bytes, as: kind, codes: .newer)
        }
        words = bytes
    }

    // MARK: Home and moment

    private mutating func setHome(_ change: inout Change, _ homes: Homes) throws {
        change.was = changes.last { $0.path == change.path && $0.state == .applied }?.now
        switch change.now {
        case .string(let text)?:
            guard let number = try homes(HomeID(text)) else {
                change.state = .notApplied(.record(.unknownHome(HomeID(text), kind: kind)))
                return
            }
            scope = number
        case .null? where kind.needsHome:
            change.state = .notApplied(.record(.homeMissing(kind: kind)))
        case .null?: scope = .none
        default: change.refuse(.wrongType(kind: kind, field: "home", expected: "a text"))
        }
    }

    private mutating func setMoment(_ change: inout Change) {
        do throws(VocabularyError) {
            let before = OccurrenceFields(occurrence, kind)
            var after = before
            try after.set(change.path, to: change.now ?? .null)
            occurrence = after.occurrence
            change.was = before[change.path]
            change.now = after[change.path]
            var claimed = before
            if let old = change.claimedOld, (try? claimed.set(change.path, to: old)) != nil {
                change.claimedOld = claimed[change.path]
            }
        } catch {
            change.was = OccurrenceFields(occurrence, kind)[change.path]
            change.refuse(error)
        }
    }
}
