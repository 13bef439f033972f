import EventLog
import SwiftProtobuf

/// An entry as it is in force: corrections applied in log order, withdrawn ones left out.
///
/// What is stored stays as it is; ``stored`` has it, and ``changes`` lead from it to the rest.
struct EffectiveEntry {
    let stored: LogEntry
    var occurrence: Occurrence
    var scope: Scope
    var facts: [UInt8]
    /// The words; `nil` when they cannot be read, or nobody asked for them.
    var words: [UInt8]?
    /// What corrections did, in the order in which they took effect.
    var changes: [Change] = []

    /// Finds the number of a home that a correction names.
    typealias Homes = (HomeID) throws -> Scope?
    /// Finds the opened words of an entry that has some.
    typealias Words = (Position) throws -> [UInt8]?

    /// Which entries are asked for.
    enum Selection { case inForce, withdrawnToo }

    var header: EntryHeader { stored.header }
    var kind: Kind { Kind(rawValue: header.kind) }

    private init(_ stored: LogEntry, _ words: [UInt8]?) {
        self.stored = stored
        occurrence = Occurrence(stored)
        scope = stored.header.scope
        facts = Array(stored.facts)
        self.words = words
    }

    /// The entries of one child's history, in log order.
    ///
    /// - Parameters:
    ///   - history: All entries about one child, in log order.
    ///   - selection: Whether withdrawn entries are given; their corrections never take effect.
    ///   - homes: The number of a home that a correction names.
    ///   - words: The opened words of an entry; by default none are corrected.
    /// - Returns: The entries with the values in force.
    /// - Throws: When the facts of a correction cannot be read, and what the closures throw.
    static func entries(
        of history: [LogEntry], _ selection: Selection = .inForce, homes: Homes,
        words: Words = { _ in nil }
    ) throws -> [EffectiveEntry] {
        let withdrawn = Withdrawals(of: history.map(\.header))
        var corrections: [Position: [EffectiveEntry]] = [:]
        var entries: [EffectiveEntry] = []
        // From the newest on: what corrects a correction stands behind it.
        for stored in history.reversed() {
            let isWithdrawn = withdrawn.contains(stored.header.position)
            if isWithdrawn, selection == .inForce { continue }
            var entry = EffectiveEntry(stored, try words(stored.header.position))
            for correction in corrections.removeValue(forKey: entry.header.position) ?? [] {
                try entry.apply(correction, homes)
            }
            if entry.kind == .entryCorrected, !isWithdrawn, let target = entry.header.refersTo {
                corrections[target, default: []].insert(entry, at: 0)
            }
            entries.append(entry)
        }
        entries.reverse()
        return entries
    }
}
