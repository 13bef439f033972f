public import EventLog

/// What a return looks at of one child: the record, and who it is.
public struct ChildFile: Sendable {
    /// The child; of several numbers of one child, the lowest.
    public let subject: Subject
    /// The host's own id; `#17` for one whose words are erased.
    public let id: ChildID
    /// Who it is; `nil` when the words are erased.
    public let words: IdentityWords?
    private let folded: FoldedCase
    private let sources: InterviewSources

    init(
        _ folded: FoldedCase, _ identity: (id: ChildID, words: IdentityWords?),
        _ sources: InterviewSources
    ) {
        (self.folded, subject, self.sources) = (folded, folded.subject, sources)
        (id, words) = identity
    }

    /// What follows from the child's entries.
    public var record: CaseRecord { folded.record }

    /// Whether offers of an interview after an episode are recorded here: else none is no data.
    ///
    /// - Throws: What reading throws.
    public func recordsOffers(of episode: Episode) throws -> Bool {
        try sources.source(of: episode, record).holdsOffers
    }
}

extension RecordsView {
    /// Whether words can be opened: the log was opened with its key.
    public var hasKeys: Bool { records.log.hasKeys }

    /// The files of all children in view, in order of the bytes of their ids.
    ///
    /// - Parameters:
    ///   - isWanted: Whose words are opened; the others are left out.
    ///   - progress: Told how many children are done, one call at a time, on any thread.
    /// - Returns: A file a child.
    /// - Throws: ``RecordError/keysRequired`` without the log's key, or what reading throws.
    /// - Complexity: Opens the words of every wanted child, on all cores.
    public func childFiles(
        where isWanted: @Sendable (CaseRecord) -> Bool = { _ in true },
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws -> [ChildFile] {
        guard records.log.hasKeys else { throw RecordError.keysRequired }
        let setting = try setting()
        let sources = try InterviewSources(self, setting)
        let cases = try foldedCases(setting, progress: progress).filter { isWanted($0.record) }
        var files = try Parallel.map(cases, chunk: 512) { part in
            try records.log.read { store in
                try part.map { ChildFile($0, try identity(of: $0, setting, in: store), sources) }
            }
        }
        files.sort {
            $0.id.text.utf8.lexicographicallyPrecedes($1.id.text.utf8)
                || ($0.id == $1.id && $0.subject.number < $1.subject.number)
        }
        return files
    }

    /// Whether an absence came from another's return and was taken over as it stood there.
    ///
    /// Such a row was clipped and split when that return was made.
    ///
    /// - Throws: What reading throws.
    public func isFromReturn(_ episode: Episode) throws -> Bool {
        guard let returned = episode.returned, let number = try returnMigrator() else {
            return false
        }
        return try recorded([episode.opening, returned.position], by: number)
    }

    /// Who records what comes from a return, by number; `nil` where nothing came from one.
    func returnMigrator() throws -> UInt64? {
        try records.log.read { try records.registry.number(of: SSDA903Row.migrator, in: $0) }
    }

    /// Whether all entries at these positions were recorded by one actor, by number.
    func recorded(_ positions: [Position], by actor: UInt64) throws -> Bool {
        try records.log.read { store in
            try positions.allSatisfy { try store.header(at: $0).actor.number == actor }
        }
    }
}
