import Dispatch
import EventLog
import Synchronization

extension RecordsView {
    /// What all children's records depend on.
    ///
    /// - Complexity: Linear in its entries when one is new, else constant.
    func setting() throws -> Setting {
        let positions = try settingPositions()
        return try records.cases.setting(ofFirst: positions.count) {
            try records.log.read { store in
                try Setting(
                    of: positions.map { try store.entry(at: $0) }, homes: records.homeNumber
                ) { ids in try records.subjects(ofEntries: ids, before: size) }
            }
        }
    }

    /// Where the entries stand that all children's records depend on.
    func settingPositions() throws -> ArraySlice<Position> {
        try records.cases.settingPositions(before: size) { start in
            try records.log.read {
                try SettingIndex.list.positions(from: start, before: size, in: $0)
            }
        }
    }

    /// The record of one child; `nil` when the child has no entry in view.
    func folded(_ subject: Subject, _ setting: Setting) throws -> FoldedCase? {
        let first = setting.links.identities(of: subject)[0]
        let last = try newest(first, setting)
        guard last > 0 else { return nil }
        if let known = records.cases.known(first, through: last, setting) { return known }
        let folded = try fold(
            first, through: last, setting, onTopOf: records.cases.stale(first, setting))
        records.cases.keep([folded], setting)
        return folded
    }

    /// The records of all children with entries in view, by number.
    ///
    /// `progress` is told how many children are done, one call at a time, on any thread.
    ///
    /// - Complexity: Linear in what is new since the last question, and in the number of children.
    func foldedCases(
        _ setting: Setting, progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws -> [FoldedCase] {
        let newest = newestOfFirsts(try records.log.newestBySubject(in: logView), setting)
        var known = records.cases.cases(through: newest, setting)
        if known.lacking.count > Self.fewCases {
            try records.loadSnapshot()
            known = records.cases.cases(through: newest, setting)
        }
        return try complete(known, setting, progress)
    }

    /// The newest entries by child, under the lowest number of each; 0 for the other numbers.
    private func newestOfFirsts(_ newest: [UInt64], _ setting: Setting) -> [UInt64] {
        var firsts = newest
        for (subject, group) in setting.links.groups where subject.number <= newest.count {
            let all = group.compactMap {
                $0.number <= newest.count ? newest[Int($0.number - 1)] : nil
            }
            firsts[Int(subject.number - 1)] = group.first == subject ? all.max() ?? 0 : 0
        }
        return firsts
    }

    /// So many histories are told anew sooner than a snapshot of all is read.
    private static let fewCases = 256

    /// Folds what is lacking, on all cores.
    private func complete(
        _ known: CaseCache.Known, _ setting: Setting,
        _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws -> [FoldedCase] {
        let lacking = known.lacking
        guard !lacking.isEmpty else { return known.cases.compactMap { $0 } }
        // Small enough that a few long histories are shared among the cores.
        let chunk = max(1, min(256, lacking.count / 16))
        let results = Mutex(FoldResults(known.cases))
        DispatchQueue.concurrentPerform(iterations: (lacking.count + chunk - 1) / chunk) { place in
            do {
                let part = lacking[place * chunk..<min(lacking.count, (place + 1) * chunk)]
                let folded = try part.map { lack in
                    try fold(
                        lack.subject, through: lack.last, setting,
                        onTopOf: records.cases.stale(lack.subject, setting))
                }
                results.withLock { results in
                    for (lack, folded) in zip(part, folded) { results.cases[lack.place] = folded }
                    results.doneCount += folded.count
                    progress(
                        WorkProgress(done: results.doneCount, total: known.cases.count))
                }
                records.cases.keep(folded, setting)
            } catch {
                results.withLock { $0.error = $0.error ?? error }
            }
        }
        return try results.withLock { results in
            if let error = results.error { throw error }
            return results.cases.compactMap { $0 }
        }
    }

    private struct FoldResults {
        var cases: [FoldedCase?]
        var doneCount: Int
        var error: (any Error)?

        init(_ cases: [FoldedCase?]) {
            self.cases = cases
            doneCount = cases.count { $0 != nil }
        }
    }

    /// All entries of a child in view, in log order, under all numbers of the child.
    func entries(of subject: Subject, _ setting: Setting) throws -> [LogEntry] {
        let identities = setting.links.identities(of: subject)
        guard identities.count > 1 else {
            return try records.log.history(of: subject, in: logView)
        }
        return try identities.flatMap { try records.log.history(of: $0, in: logView) }
            .sorted { $0.header.position < $1.header.position }
    }

    /// Folds a case; on top of an earlier one where the new entries allow it.
    private func fold(
        _ subject: Subject, through last: UInt64, _ setting: Setting, onTopOf old: FoldedCase?
    ) throws -> FoldedCase {
        if let old, old.through < last, setting.links.groups[subject] == nil,
            let record = try extend(old, setting)
        {
            return FoldedCase(subject, through: last, record, after: old)
        }
        let record = try CaseRecord(
            of: try entries(of: subject, setting), thresholds: setting.thresholds,
            homes: records.homeNumber, roles: records.role)
        return FoldedCase(subject, through: last, record, after: nil)
    }

    private func extend(_ old: FoldedCase, _ setting: Setting) throws -> CaseRecord? {
        let last = Position(old.through)
        let new = try records.log.history(of: old.subject, in: logView, after: last)
        let start = try old.record.tailStart(new) { try records.log.entry(at: $0).header }
        guard let start else { return nil }
        let tail =
            start > last
            ? new
            : try records.log.history(
                of: old.subject, in: logView, after: Position(start.rawValue - 1))
        return try old.record.extended(
            by: tail, from: start, setting.thresholds, records.homeNumber,
            records.role)
    }

    private func newest(_ subject: Subject, _ setting: Setting) throws -> UInt64 {
        try setting.links.identities(of: subject)
            .map { try records.log.newest(of: $0, in: logView) }.max() ?? 0
    }
}

extension Records {
    /// The number of a home; `nil` when it is not registered.
    @Sendable func homeNumber(_ home: HomeID) throws -> Scope? {
        try log.read { try registry.number(of: home, in: $0) }.map { Scope($0) }
    }

    /// The role of who recorded an entry; `nil` for the log itself.
    @Sendable func role(of actor: ActorNumber) throws -> Role? {
        guard actor != .log else { return nil }
        return try log.read { try registry.actor(actor.number, in: $0) }?.role
    }

    /// The children whose entries have these ids, as far as the entries lie before `size`.
    func subjects(ofEntries ids: [EntryID], before size: UInt64) throws -> [Subject] {
        try log.positions(of: ids).filter { $0.rawValue < size }
            .map { try log.entry(at: $0).header.subject }.filter { $0 != .none }
    }
}
