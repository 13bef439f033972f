import EventLog
import TestSupport
import Whereabouts

/// A generated log with everything in it that makes later entries change earlier ones.
///
/// Corrections of facts, moments, homes and dates of birth; withdrawals and reinstatements, of one
/// another too; joins, splits, linked identities, thresholds, moves and duties. The same seed gives
/// the same entries.
struct TroubledLog {
    private(set) var entries: [JournalEntry] = []
    private var dice: Dice
    private var ids: SplitMix64
    private var openings: [JournalEntry] = []
    private var homes: [String] = []

    init(seed: UInt64, entries count: Int = 300, children: Int = 5, troublePercent: Int = 20) {
        dice = Dice(seed: seed ^ 0x7201_B1E5)
        ids = SplitMix64(seed: seed &* 31 &+ 7)
        let options = LogGenerator.Options(
            seed: seed, entries: count, children: children, homes: 3)
        for entry in LogGenerator(options) {
            entries.append(entry)
            if entry.kind == .homeRegistered, let home = entry.home { homes.append(home) }
            if entry.kind.mayOpen, entry.episode == entry.id { openings.append(entry) }
            if openings.count > 3, dice.happens(troublePercent) { addTrouble(after: entry) }
        }
    }

    /// The same entries, but what happens in an episode rounded down to a grid of minutes.
    func onGrid(minutes: Int) -> TroubledLog {
        var log = self
        let grid = Int64(minutes) * 60_000_000
        for place in entries.indices {
            let entry = entries[place]
            guard entry.kind.group == .episode, entry.episode != entry.id, entry.precision == nil
            else { continue }
            let moment = entry.occurredAt.microseconds
            log.entries[place].occurredAt = Instant(microseconds: moment / grid * grid)
        }
        return log
    }

    /// The entries as a log takes them, with the times at which they were recorded.
    func newEntries() throws -> [NewEntry] {
        try entries.map { try $0.newEntry(recordedAt: .preserve) }
    }

    var children: [ChildID] {
        entries.filter { $0.kind == .childRegistered }.compactMap { $0.child.map { ChildID($0) } }
    }

    // MARK: Troubles

    private mutating func addTrouble(after last: JournalEntry) {
        let now = last.recordedAt ?? last.occurredAt
        let trouble: JournalEntry? =
            switch dice.below(12) {
            case 0, 1: correction(at: now)
            case 2: move(at: now)
            case 3: birth(at: now)
            case 4, 5: amendment(.entryWithdrawn, at: now)
            case 6: amendment(.entryReinstated, at: now)
            case 7: join(at: now)
            case 8: split(at: now)
            case 9: link(at: now)
            case 10: threshold(at: now)
            default: duty(at: now)
            }
        if var trouble {
            trouble.recordedAt = now
            entries.append(trouble)
        }
    }

    private mutating func entry(
        _ kind: Kind, at moment: Instant, _ facts: JSONValue, about child: String? = nil
    ) -> JournalEntry {
        var entry = JournalEntry(kind, id: EntryID.make(at: moment, using: &ids), at: moment, facts)
        entry.child = child
        entry.actor = .registeredManager("M-1")
        return entry
    }

    private mutating func correction(at now: Instant) -> JournalEntry? {
        let target = dice.pick(dice.happens(50) ? openings : entries)
        guard target.child != nil, target.precision == nil else { return nil }
        let moment = target.occurredAt.adding(seconds: Int64(dice.draw(-36_000...36_000)))
        var patch: JSONValue = ["path": "occurredAt", "new": .time(moment)]
        if target.kind == .absenceNoted, dice.happens(50) {
            let path = dice.pick(["concerns", "whereaboutsKnown", "authorised"])
            patch = ["path": .string("facts.\(path)"), "new": .bool(dice.happens(50))]
        }
        return correction(of: target, patch, at: now)
    }

    private mutating func correction(
        of target: JournalEntry, _ patch: JSONValue, at now: Instant
    ) -> JournalEntry {
        var entry = entry(
            .entryCorrected, at: now, ["patches": .array([patch]), "approvedBy": "M-1"],
            about: target.child)
        entry.refersTo = target.id
        return entry
    }

    private mutating func move(at now: Instant) -> JournalEntry {
        correction(
            of: dice.pick(openings), ["path": "home", "new": .string(dice.pick(homes))], at: now)
    }

    private mutating func birth(at now: Instant) -> JournalEntry {
        let registered = entries.filter { $0.kind == .childRegistered }
        let day = "\(dice.draw(2007...2012))-0\(dice.draw(1...9))-1\(dice.below(10))"
        return correction(
            of: dice.pick(registered), ["path": "narrative.dob", "new": .string(day)], at: now)
    }

    private mutating func amendment(_ kind: Kind, at now: Instant) -> JournalEntry? {
        let withdrawn = entries.filter { $0.kind == .entryWithdrawn }.compactMap(\.refersTo)
        let amending = entries.filter { $0.kind.group == .governance }
        let pool =
            !amending.isEmpty && dice.happens(40) ? amending : entries.filter { $0.child != nil }
        var target = dice.pick(pool)
        if kind == .entryReinstated {
            guard !withdrawn.isEmpty else { return nil }
            let id = dice.pick(withdrawn)
            target = entries.first { $0.id == id } ?? target
        }
        var entry = entry(kind, at: now, ["approvedBy": "M-1"], about: target.child)
        entry.refersTo = target.id
        return entry
    }

    private mutating func join(at now: Instant) -> JournalEntry? {
        let first = dice.pick(openings)
        guard let second = openings.last(where: { $0.child == first.child && $0.id != first.id })
        else { return nil }
        return entry(
            .episodesJoined, at: now, ["ids": [.id(first.id), .id(second.id)]], about: first.child)
    }

    private mutating func split(at now: Instant) -> JournalEntry {
        let opening = dice.pick(openings)
        var entry = entry(
            .episodeSplit, at: opening.occurredAt.adding(seconds: Int64(dice.draw(600...36_000))),
            ["ids": [.id(opening.id)]], about: opening.child)
        entry.recordedAt = now
        return entry
    }

    private mutating func link(at now: Instant) -> JournalEntry? {
        let first = dice.pick(openings)
        let others = openings.filter { $0.child != first.child }
        guard !others.isEmpty else { return nil }
        let second = dice.pick(others)
        return dice.happens(60)
            ? entry(.childIdentitiesLinked, at: now, ["ids": [.id(first.id), .id(second.id)]])
            : entry(.childIdentitiesUnlinked, at: now, ["ids": [.id(first.id)]])
    }

    private mutating func threshold(at now: Instant) -> JournalEntry {
        let name = dice.pick(["rhiHours", "lateEntryHours", "safeAndWellHours", "persistentCount"])
        return entry(
            .thresholdSet, at: now,
            [
                "name": .string(name), "value": .integer(Int64(dice.draw(1...96))),
                "validFrom": .date(London.date(of: now.adding(minutes: dice.draw(-90_000...1)))),
            ])
    }

    private mutating func duty(at now: Instant) -> JournalEntry {
        let opening = dice.pick(openings)
        let due = now.adding(minutes: dice.draw(60...9_000))
        let choices: [(Kind, JSONValue)] = [
            (
                .challengeRaised,
                ["to": "LA1", "about": "rhi-not-offered", "responseDue": .time(due)]
            ),
            (.challengeAnswered, ["outcome": "sorry"]),
            (.explanationRecorded, ["episodes": [.id(opening.id)]]),
            (
                .actionRaised,
                ["actionId": "X", "owner": "M-1", "due": .date(London.date(of: due))]
            ),
            (.actionDone, ["actionId": "X"]),
            (.policeProtectionTaken, [:]), (.policeProtectionEnded, ["outcome": "home"]),
            (.episodeEndedOtherwise, ["reason": "care-ceased"]),
            (.whereaboutsBecameKnown, ["placeClass": "at-friend"]),
            (.returnRefused, ["whereabouts": "at-friend"]),
            (.ofstedNotified, ["limb": "4a", "reference": "O-1"]),
        ]
        let (kind, facts) = dice.pick(choices)
        var entry = entry(kind, at: now, facts, about: opening.child)
        entry.episode = opening.id
        return entry
    }
}
