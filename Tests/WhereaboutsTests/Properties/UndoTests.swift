import EventLog
import TestSupport
import Testing
import Whereabouts

/// What is taken back is as if it had never been said.
@Suite struct UndoTests {
    @Test(arguments: UInt64(1)...3)
    func `withdrawing and reinstating an entry changes nothing in the end`(seed: UInt64) throws {
        let told = try ToldTwice(seed: seed)
        var changed = 0
        for child in told.children {
            for entry in try told.records.history(of: child).entries where entry.isInForce {
                let isChanged = try told.undoes(child) { add in
                    try add(.entryWithdrawn, ["approvedBy": "M-1"], entry.id)
                } back: { add, _ in
                    try add(.entryReinstated, ["approvedBy": "M-1"], entry.id)
                }
                if isChanged { changed += 1 }
            }
        }
        #expect(changed > 5)
    }

    @Test(arguments: UInt64(1)...3)
    func `a correction that is withdrawn changes nothing in the end`(seed: UInt64) throws {
        let told = try ToldTwice(seed: seed)
        var dice = Dice(seed: seed)
        var changed = 0
        for child in told.children {
            for entry in try told.records.history(of: child).entries
            where entry.isInForce && entry.occurrence.precision == .minute && dice.happens(25) {
                let moment = entry.occurrence.at.adding(minutes: dice.draw(-3_000...3_000))
                let patch: JSONValue = ["path": "occurredAt", "new": .time(moment)]
                let isChanged = try told.undoes(child) { add in
                    try add(
                        .entryCorrected, ["patches": .array([patch]), "approvedBy": "M-1"],
                        entry.id)
                } back: { add, said in
                    try add(.entryWithdrawn, ["approvedBy": "M-1"], said)
                }
                if isChanged { changed += 1 }
            }
        }
        #expect(changed > 2)
    }

    @Test(arguments: UInt64(1)...3)
    func `a join that is withdrawn changes nothing in the end`(seed: UInt64) throws {
        let told = try ToldTwice(seed: seed, entries: 160)
        var dice = Dice(seed: seed)
        var changed = 0
        for child in told.children {
            let openings = try told.records.history(of: child).entries
                .filter { $0.kind.mayOpen && $0.episode == $0.id && $0.child == child }.map(\.id)
            guard openings.count > 1 else { continue }
            for _ in 0..<4 {
                let ids = [dice.pick(openings), dice.pick(openings)]
                guard ids[0] != ids[1] else { continue }
                let isChanged = try told.undoes(child) { add in
                    try add(.episodesJoined, ["ids": .array(ids.map { .id($0) })], nil)
                } back: { add, said in
                    try add(.entryWithdrawn, ["approvedBy": "M-1"], said)
                }
                if isChanged { changed += 1 }
            }
        }
        #expect(changed > 0)
    }
}

/// A log to which something is said, and then the opposite.
private final class ToldTwice {
    let records: Records
    let children: [ChildID]
    private var ids: SplitMix64

    typealias Add = (Kind, JSONValue, EntryID?) throws -> EntryID

    init(seed: UInt64, entries: Int = 80) throws {
        let log = TroubledLog(seed: seed, entries: entries, children: 2)
        records = try Records.holding(try log.newEntries())
        children = log.children
        ids = SplitMix64(seed: seed ^ 0xABCD)
    }

    /// Says something, takes it back, and expects the child's state of before.
    ///
    /// - Returns: Whether it changed anything meanwhile.
    func undoes(
        _ child: ChildID, _ say: (Add) throws -> EntryID, back: (Add, EntryID) throws -> EntryID
    ) throws -> Bool {
        let before = try State(records, child)
        let add: Add = { [self] kind, facts, target in
            try self.add(kind, facts, target)
        }
        let said = try say(add)
        let between = try State(records, child)
        _ = try back(add, said)
        let after = try State(records, child)
        #expect(after.difference(from: before) == nil, "\(said) about \(child)")
        return between != before
    }

    private func add(_ kind: Kind, _ facts: JSONValue, _ target: EntryID?) throws -> EntryID {
        let now = try records.asOf(.now).now
        var entry = JournalEntry(kind, id: EntryID.make(at: now, using: &ids), at: now, facts)
        entry.actor = .registeredManager("M-1")
        entry.refersTo = target
        return try records.recordAndWait([try entry.newEntry()])[0].id
    }

    /// What follows from a child's entries, without what follows from amendments themselves.
    private struct State: Equatable {
        let episodes: [Episode]
        let findings: [Finding]
        let deadlines: [Deadline]
        let figures: [Summary.NamedFigure]
        let interviews: Interviews

        init(_ records: Records, _ child: ChildID) throws {
            let history = try records.history(of: child)
            let amending = Set(
                history.entries.filter { $0.kind.group == .governance }.map(\.position))
            episodes = history.episodes
            findings = history.record.findings.filter { amending.isDisjoint(with: $0.evidence) }
            deadlines = history.record.deadlines
            let total = try records.asOf(.now).summaries(during: Answers.period).total
            figures = total.figures.filter { $0.name != "corrections" }
            interviews = total.interviews
        }

        func difference(from other: State) -> String? {
            if episodes != other.episodes { return "episodes" }
            if findings != other.findings { return "findings" }
            if deadlines != other.deadlines { return "deadlines" }
            if figures != other.figures { return "figures" }
            return interviews == other.interviews ? nil : "interviews"
        }
    }
}

extension RecordedEntry {
    /// Whether it has effect, and has not been taken back.
    fileprivate var isInForce: Bool { state == .inForce && kind.group != .log }
}
