import EventLog
import SwiftProtobuf

/// An entry as it is in force: withdrawn ones left out, corrections applied in log order.
///
/// What is stored stays as it is; ``stored`` has it.
struct EffectiveEntry {
    let stored: LogEntry
    private(set) var occurrence: Occurrence
    private(set) var scope: Scope
    private(set) var facts: [UInt8]

    /// Finds the number of a home that a correction names.
    typealias Homes = (HomeID) throws -> Scope?

    var header: EntryHeader { stored.header }
    var kind: Kind { Kind(rawValue: header.kind) }

    private init(_ stored: LogEntry) {
        self.stored = stored
        occurrence = Occurrence(stored)
        scope = stored.header.scope
        facts = Array(stored.facts)
    }

    /// The entries in force of one child's history, in log order.
    ///
    /// - Throws: When the facts of a correction cannot be read, and what `homes` throws.
    static func entries(of history: [LogEntry], homes: Homes) throws -> [EffectiveEntry] {
        let withdrawn = Withdrawals(of: history.map(\.header))
        var corrections: [Position: [EffectiveEntry]] = [:]
        var entries: [EffectiveEntry] = []
        // From the newest on: what corrects a correction stands behind it.
        for stored in history.reversed() where !withdrawn.contains(stored.header.position) {
            var entry = EffectiveEntry(stored)
            for correction in corrections.removeValue(forKey: entry.header.position) ?? [] {
                try entry.apply(correction, homes)
            }
            if entry.kind == .entryCorrected, let target = entry.header.refersTo {
                corrections[target, default: []].insert(entry, at: 0)
            }
            entries.append(entry)
        }
        entries.reverse()
        return entries
    }

    private mutating func apply(_ correction: EffectiveEntry, _ homes: Homes) throws {
        let patches = try EntryCorrected(serializedBytes: correction.facts).patches
        var changes: [(name: String, value: JSONValue)] = []
        for patch in patches {
            guard patch.hasNew, let value = try? JSONValue(parsing: patch.new) else { continue }
            switch PatchPath(patch.path) {
            case .facts(let name)?: changes.append((name, value))
            case .home?: scope = try Self.scope(value, homes) ?? scope
            case .occurredAt?, .occurredTo?, .precision?: change(patch.path, to: value)
            default: continue
            }
        }
        if let name = Moment.storedField(of: kind) {
            changes.append((name, .string(RFC3339.format(occurrence.at))))
        }
        if !changes.isEmpty { change(facts: changes) }
    }

    private static func scope(_ value: JSONValue, _ homes: Homes) throws -> Scope? {
        switch value {
        case .string(let text): try homes(HomeID(text))
        case .null: Scope.none
        default: nil
        }
    }

    private mutating func change(_ path: String, to value: JSONValue) {
        var (moment, end, precision) = (occurrence.at, occurrence.to, occurrence.precision)
        switch (path, value) {
        case ("occurredAt", .string(let text)): moment = (try? RFC3339.parse(text)) ?? moment
        case ("occurredTo", .string(let text)): end = (try? RFC3339.parse(text)) ?? end
        case ("occurredTo", .null): end = nil
        case ("precision", .string(let text)):
            let number = CodeList.precision.number(of: text)
            precision = number.flatMap(Precision.init(rawValue:)) ?? precision
        case ("precision", .null): precision = .minute
        default: break
        }
        occurrence = Occurrence(moment, to: end, precision)
    }

    /// Writes facts anew; a change that breaks a rule of the kind leaves them as they were.
    private mutating func change(facts changes: [(name: String, value: JSONValue)]) {
        guard let decoded = try? FactsCodec.decode(facts, as: kind),
            case .object(var members) = decoded.facts
        else { return }
        for change in changes {
            members.removeAll { $0.name == change.name }
            if change.value != .null { members.append(JSONMember(change.name, change.value)) }
        }
        let encoded = try? FactsCodec.encode(
            .object(members), as: kind, occurredAt: occurrence.at)
        if let encoded { facts = encoded.facts }
    }
}
