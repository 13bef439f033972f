import EventLog
import TestSupport
import Testing
import Whereabouts

/// Corrections keep everything that is needed to go back.
@Suite struct CorrectionPropertyTests {
    @Test(arguments: UInt64(1)...10)
    func `taking corrections back in reverse order gives what was stored`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        let records = try Records.inMemory()
        try records.recordAndWait(try log.entries.map { try $0.newEntry() })
        var random = RandomCorrections(log.entries, seed: seed)
        for _ in 0..<300 { try records.recordAndWait([try random.next().newEntry()]) }

        var (applied, refused) = (0, 0)
        for number in 1...25 {
            for entry in try records.history(of: ChildID("#\(number)")).entries {
                let stored = try Fields(
                    entry.occurrence, Array(entry.stored.facts), try entry.decoded(), entry.kind)
                let effective = entry.effective
                var fields = try Fields(
                    effective.occurrence, effective.factBytes, try effective.decoded(), entry.kind)
                for correction in entry.corrections.reversed() {
                    guard correction.state == .applied else {
                        refused += 1
                        continue
                    }
                    #expect(fields[correction.path] == correction.now)
                    fields[correction.path] = correction.was
                    applied += 1
                }
                #expect(fields == stored, "entry \(entry.position) of child \(number)")
            }
        }
        #expect(applied > 100)
        #expect(refused > 0)
    }
}

/// An entry's values by the paths of corrections.
private struct Fields: Equatable {
    private var values: [String: JSONValue] = [:]

    /// Facts from their bytes alone, where the patches of words are without values.
    init(
        _ occurrence: Occurrence, _ facts: [UInt8], _ decoded: DecodedFacts, _ kind: Kind
    ) throws {
        values["occurredAt"] = .time(occurrence.at)
        let facts = try FactsCodec.decode(facts, as: kind).facts
        for (prefix, object) in [("facts.", facts), ("narrative.", decoded.narrative)] {
            guard case .object(let members)? = object else { continue }
            for member in members { values[prefix + member.name] = member.value }
        }
        values["narrative.patches"] = nil
    }

    subscript(path: String) -> JSONValue? {
        get { values[path] ?? .null }
        set { values[path] = newValue == .null ? nil : newValue }
    }
}

/// Corrections of facts, words and moments, of entries and of one another.
private struct RandomCorrections {
    private var dice: Dice
    private var facts: RandomFacts
    private var ids: SplitMix64
    private var targets: [JournalEntry]

    init(_ entries: [JournalEntry], seed: UInt64) {
        facts = RandomFacts(seed: seed)
        ids = SplitMix64(seed: seed)
        // Few targets, so that corrections meet each other.
        var dice = Dice(seed: seed)
        let children = entries.filter { $0.child != nil }
        targets = (0..<40).map { _ in dice.pick(children) }
        self.dice = dice
    }

    mutating func next() -> JournalEntry {
        let target = dice.pick(targets)
        let moment = Instant(microseconds: 1_780_000_000_000_000)
        var entry = JournalEntry(
            .entryCorrected, id: EntryID.make(at: moment, using: &ids), at: moment,
            ["patches": .array(patches(of: target)), "approvedBy": "M-1"])
        entry.child = target.child
        entry.refersTo = target.id
        if dice.happens(30) { targets.append(entry) }
        return entry
    }

    private mutating func patches(of target: JournalEntry) -> [JSONValue] {
        // A correction gets patches that its own target may not fit.
        if target.kind == .entryCorrected {
            let inner: JSONValue = [
                ["path": "facts.approvedBy", "new": "M-3"],
                ["path": "occurredAt", "new": "2026-01-01T00:00:00Z"],
            ]
            return [["path": "facts.patches", "new": inner]]
        }
        guard case .object(let members) = facts.facts(of: target.kind) else { return [] }
        var patches = members.filter { _ in dice.happens(60) }.map { member -> JSONValue in
            ["path": .string("facts.\(member.name)"), "old": "unseen", "new": member.value]
        }
        if dice.happens(30) { patches.append(["path": "narrative.note", "new": "other words"]) }
        if dice.happens(30) {
            patches.append(["path": "occurredAt", "new": "2025-12-24T12:00:00Z"])
        }
        return patches
    }
}
