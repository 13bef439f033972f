package import EventLog

/// What was known of a child right behind one entry.
package struct CaseStep: Sendable {
    /// The episodes as they followed from the entries so far.
    package let episodes: [Episode]
    /// The flags raised at that moment.
    package let findings: [Finding]
    /// What was owed, and how it stood at that moment.
    package let deadlines: [DeadlineReading]
    /// The episodes after which a return home interview was required.
    package let needInterview: Set<EntryID>

    /// Nothing was known.
    static let empty = CaseStep(episodes: [], findings: [], deadlines: [], needInterview: [])

    /// What is known as of a history's view.
    package init(_ history: History) {
        self.init(
            episodes: history.episodes, findings: history.findings, deadlines: history.deadlines,
            needInterview: Set(
                history.episodes.filter { history.requiresInterview($0) }.map(\.id)))
    }

    init(_ reading: CaseReading) {
        self.init(
            episodes: reading.record.episodes, findings: reading.findings,
            deadlines: reading.deadlines,
            needInterview: Set(
                reading.record.episodes.filter { reading.requiresInterview($0) }.map(\.id)))
    }

    private init(
        episodes: [Episode], findings: [Finding], deadlines: [DeadlineReading],
        needInterview: Set<EntryID>
    ) {
        (self.episodes, self.findings) = (episodes, findings)
        (self.deadlines, self.needInterview) = (deadlines, needInterview)
    }
}

extension RecordsView {
    /// The records as they were right behind an entry of the view, asked at its recorded time.
    package func behind(_ entry: RecordedEntry) -> RecordsView {
        RecordsView(
            records: records, size: min(size, entry.position.rawValue + 1), now: entry.recordedAt)
    }

    /// What followed from a child's entries behind each of them: how knowledge grew.
    ///
    /// - Parameters:
    ///   - child: The host's id, or `#17` for the child with that number.
    ///   - entries: The child's, in log order.
    ///   - body: Gets what was known behind one entry after the other.
    /// - Throws: What reading or `body` throws.
    /// - Complexity: For each entry, linear in the episodes and duties so far.
    package func forEachStep(
        of child: ChildID, _ entries: [RecordedEntry], _ body: (CaseStep) throws -> Void
    ) throws {
        guard let number = try records.number(of: child) else { return }
        var walk = CaseWalk(Subject(number))
        for entry in entries {
            let view = behind(entry)
            try walk.take(entry.stored, view)
            guard let folded = walk.folded else {
                try body(.empty)
                continue
            }
            try body(CaseStep(try CaseReading(folded, view, walk.setting)))
        }
    }
}

/// Folds a child's entries one by one, each on top of the record before it.
private struct CaseWalk {
    private let child: Subject
    private(set) var setting = Setting.none
    private var settingCount = -1
    private(set) var folded: FoldedCase?
    /// Of all numbers that are ever the child's.
    private var entries: [LogEntry] = []

    init(_ child: Subject) { self.child = child }

    mutating func take(_ entry: LogEntry, _ view: RecordsView) throws {
        entries.append(entry)
        let count = try view.settingPositions().count
        if count != settingCount {
            (setting, settingCount, folded) = (try view.setting(), count, nil)
        }
        let identities = setting.links.identities(of: child)
        if folded != nil, !identities.contains(entry.header.subject) { return }
        let own = entries.filter { identities.contains($0.header.subject) }
        guard let last = own.last?.header.position.rawValue else { return }
        let records = view.records
        let record =
            try extended(by: entry, own, records)
            ?? CaseRecord(
                of: own, thresholds: setting.thresholds, homes: records.homeNumber,
                roles: records.role)
        folded = FoldedCase(identities[0], through: last, record, after: folded)
    }

    private func extended(
        by entry: LogEntry, _ own: [LogEntry], _ records: Records
    ) throws -> CaseRecord? {
        guard let folded, setting.links.groups[folded.subject] == nil,
            let start = try folded.record.tailStart(
                [entry], { try records.log.entry(at: $0).header })
        else { return nil }
        let first = min(start, entry.header.position)
        return try folded.record.extended(
            by: Array(own.drop { $0.header.position < first }), from: start, setting.thresholds,
            records.homeNumber, records.role)
    }
}
