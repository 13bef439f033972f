import EventLog
import Synchronization

/// A child's record, and the entries that went into it.
final class FoldedCase: Sendable {
    /// The child; of several numbers of one child, the lowest.
    let subject: Subject
    /// The newest entry that went into it.
    let through: UInt64
    let record: CaseRecord
    /// What figures look at.
    let digest: CaseDigest
    /// Whether stored ages do not do: near 18, still open, or after a change.
    let needsAge: Bool
    /// The date of birth once it was asked for, which opens words; it never leaves memory.
    private let known = Mutex<ChildAges?>(nil)

    /// Makes a case; the date of birth of an earlier one holds while nothing may have changed it.
    init(_ subject: Subject, through: UInt64, _ record: CaseRecord, after old: FoldedCase?) {
        (self.subject, self.through, self.record) = (subject, through, record)
        digest = CaseDigest(record)
        needsAge =
            record.episodes.contains {
                $0.isOpen || $0.isAgeStale || $0.latestAge ?? 0 >= 17
            }
            || (record.birthChange != nil && !record.episodes.isEmpty)
        // Stored ages may be told otherwise by an entry that is new.
        if let old, old.record.birthChange == record.birthChange,
            let ages = old.known.withLock({ $0 }), ages.birth != nil
        {
            known.withLock { $0 = ages }
        }
    }

    /// Drops the ages, to be read anew.
    func forgetAges() { known.withLock { $0 = nil } }

    /// The ages, read once.
    func ages(_ read: () throws -> ChildAges) rethrows -> ChildAges {
        if let known = known.withLock({ $0 }) { return known }
        let found = try read()
        known.withLock { $0 = found }
        return found
    }
}

/// Children's records as folded last, so that a question costs what is new.
///
/// A record is valid for the newest entry of the child that a view holds, and for the thresholds
/// and linked identities of the view; whatever does not match is folded anew.
final class CaseCache: Sendable {
    private let state = Mutex(State())

    private struct State {
        /// Where settings stand, in log order, as far as the log was looked through.
        var settingPositions: [Position] = []
        var settingsThrough: UInt64 = 0
        var setting: (count: Int, setting: Setting)?
        /// What the records were folded with.
        var key = Key(Setting.none)
        /// How new ``key`` is.
        var keyEntryCount = 0
        /// By child number - 1.
        var slots: [FoldedCase?] = []
        /// Whether what is saved beside the log was taken in.
        var isLoaded = false
        /// Of the periods asked for last; the newest stands last.
        var ledgers: [FigureLedger] = []
    }

    /// What all records depend on.
    private struct Key: Hashable {
        let thresholds: Thresholds
        let links: IdentityLinks

        init(_ setting: Setting) {
            (thresholds, links) = (setting.thresholds, setting.links)
        }
    }

    /// Where the settings before `size` stand; `read` is asked for those from a position on.
    func settingPositions(
        before size: UInt64, _ read: (UInt64) throws -> [Position]
    ) rethrows -> ArraySlice<Position> {
        let (known, through) = state.withLock { ($0.settingPositions, $0.settingsThrough) }
        guard size > through else {
            return known.prefix(known.partitioningIndex { $0.rawValue >= size })
        }
        let all = known + (try read(through))
        state.withLock { state in
            if size > state.settingsThrough {
                (state.settingPositions, state.settingsThrough) = (all, size)
            }
        }
        return all[...]
    }

    /// The setting made of the first `count` entries of the sort, or what `make` makes of them.
    func setting(ofFirst count: Int, _ make: () throws -> Setting) rethrows -> Setting {
        if let known = state.withLock({ $0.setting }), known.count == count {
            return known.setting
        }
        let setting = try make()
        state.withLock { state in
            if count >= state.setting?.count ?? 0 { state.setting = (count, setting) }
        }
        return setting
    }

    /// The cases of all children as far as they are known.
    struct Known {
        /// Of the children with entries, by number; `nil` where it has to be folded.
        var cases: [FoldedCase?] = []
        /// What has to be folded.
        var lacking: [Lacking] = []
    }

    /// A case to fold.
    struct Lacking {
        /// Its place among the cases.
        let place: Int
        let subject: Subject
        /// The newest entry of the child.
        let last: UInt64
    }

    /// The cases as folded through the newest entries, by child number - 1; 0 for no entry.
    func cases(through newest: [UInt64], _ setting: Setting) -> Known {
        let key = Key(setting)
        var known = Known()
        known.cases.reserveCapacity(newest.count)
        state.withLock { state in
            let slots = state.key == key ? state.slots : []
            for (index, last) in newest.enumerated() where last > 0 {
                let slot = index < slots.count ? slots[index] : nil
                if let slot, slot.through == last {
                    known.cases.append(slot)
                    continue
                }
                let subject = Subject(UInt64(index + 1))
                known.lacking.append(
                    Lacking(place: known.cases.count, subject: subject, last: last))
                known.cases.append(nil)
            }
        }
        return known
    }

    /// The case of a child as folded through an entry, if it is known.
    func known(_ subject: Subject, through last: UInt64, _ setting: Setting) -> FoldedCase? {
        stale(subject, setting).flatMap { $0.through == last ? $0 : nil }
    }

    /// The case of a child as folded last, however old, with what `setting` says.
    func stale(_ subject: Subject, _ setting: Setting) -> FoldedCase? {
        let key = Key(setting)
        return state.withLock { state in
            guard state.key == key, subject.number <= state.slots.count else { return nil }
            return state.slots[Int(subject.number - 1)]
        }
    }

    /// Keeps cases, unless one of a later entry is known.
    func keep(_ cases: [FoldedCase], _ setting: Setting) {
        let key = Key(setting)
        state.withLock { state in
            if state.key != key {
                // A view of the past does not drive out what is known of the present.
                guard setting.entryCount >= state.keyEntryCount else { return }
                (state.key, state.keyEntryCount) = (key, setting.entryCount)
                state.slots.removeAll()
            }
            for folded in cases {
                while state.slots.count < folded.subject.number { state.slots.append(nil) }
                let index = Int(folded.subject.number - 1)
                if let known = state.slots[index], known.through > folded.through { continue }
                state.slots[index] = folded
            }
        }
    }

    /// Drops all ages: somebody's words have been erased.
    func forgetAges() {
        for folded in state.withLock({ $0.slots }) { folded?.forgetAges() }
    }

    /// Takes a ledger out, so that nobody else changes it; `nil` when none can serve.
    func takeLedger(_ canServe: (FigureLedger) -> Bool) -> FigureLedger? {
        state.withLock { state in
            guard let place = state.ledgers.lastIndex(where: canServe) else { return nil }
            return state.ledgers.remove(at: place)
        }
    }

    /// Keeps a ledger, instead of an earlier one of the same period.
    func giveLedger(_ ledger: FigureLedger) {
        state.withLock { state in
            if state.ledgers.contains(where: { $0.period == ledger.period && $0.size > ledger.size }
            ) {
                return
            }
            state.ledgers.removeAll { $0.period == ledger.period }
            state.ledgers.append(ledger)
            if state.ledgers.count > 2 { state.ledgers.removeFirst() }
        }
    }

    /// Whether what is saved is to be taken in now: true once.
    func beginLoading() -> Bool {
        state.withLock { state in
            defer { state.isLoaded = true }
            return !state.isLoaded
        }
    }
}

extension Array {
    /// The first index whose element and all later ones fulfil `isBehind`.
    fileprivate func partitioningIndex(_ isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
