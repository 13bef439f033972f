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

    init(_ folded: FoldedCase, _ identity: (id: ChildID, words: IdentityWords?)) {
        (self.folded, subject) = (folded, folded.subject)
        (id, words) = identity
    }

    /// What follows from the child's entries.
    public var record: CaseRecord { folded.record }
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
        let cases = try foldedCases(setting, progress: progress).filter { isWanted($0.record) }
        var files = try Parallel.map(cases, chunk: 512) { part in
            try records.log.read { store in
                try part.map { ChildFile($0, try identity(of: $0, setting, in: store)) }
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
        guard let returned = episode.returned else { return false }
        return try records.log.read { store in
            let number = try records.registry.number(of: SSDA903Row.migrator, in: store)
            guard let number else { return false }
            return try [episode.opening, returned.position].allSatisfy {
                try store.header(at: $0).actor.number == number
            }
        }
    }
}
