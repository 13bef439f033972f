/// What the log answers once an entry is stored.
public struct Receipt: Hashable, Sendable {
    /// The entry's id.
    public let id: EntryID
    /// Its place in the log.
    public let position: Position
    /// When the log learned it.
    public let recordedAt: Instant
    /// The opening entry of the episode that it joined, or the entry that it corrects.
    public let refersTo: Position?
    /// Whether the id was stored before with the same content: nothing was added this time.
    public let isRepeat: Bool
    /// What the layer above remarked when it composed the entry; not stored.
    public let remarks: UInt64
}

/// What must still be true when entries are appended.
public struct AppendCondition: Hashable, Sendable {
    let subject: Subject
    let lastSeen: Position?

    /// Nothing new about `subject` since `lastSeen`; `nil` means that it has no entries.
    public static func unchanged(_ subject: Subject, since lastSeen: Position?) -> Self {
        AppendCondition(subject: subject, lastSeen: lastSeen)
    }
}

/// The log as the writer sees it while it composes entries: committed ones and those before.
///
/// Of use only during the call that it was given to.
public struct AppendContext {
    let tail: LogTail
    /// Reads and writes of the transaction.
    package let store: any StoreWriting

    /// The position that the next entry will get.
    public var nextPosition: Position { Position(tail.heads.size) }

    /// The recorded time that the next entry gets at least.
    public var lastRecordedAt: Instant { tail.heads.lastRecordedAt }

    /// The number of subjects so far; the next one to be registered gets the next number.
    public var subjectCount: UInt64 { UInt64(tail.heads.subjects.count) }

    /// The number of scopes so far.
    public var scopeCount: UInt64 { UInt64(tail.heads.scopes.count) }

    /// The newest entry of a subject; `nil` when it has none.
    public func last(of subject: Subject) -> Position? {
        let last = tail.heads.subject(subject.number).last
        return last == 0 ? nil : Position(last)
    }

    /// The position of the entry called `id`; `nil` when there is none.
    public func position(of id: EntryID) throws -> Position? {
        try tail.ids.position(of: id, in: store).map { Position($0) }
    }

    /// Copies the entry at `position`.
    public func entry(at position: Position) throws -> LogEntry {
        try store.entry(at: position)
    }
}

extension StoreReading {
    /// Copies the entry at `position`.
    package func entry(at position: Position) throws -> LogEntry {
        var found: LogEntry?
        try follow(from: position.rawValue) { _, bytes in
            found = LogEntry(copying: bytes)
            return nil
        }
        guard let found else { throw ReadError.corrupt(position: position) }
        return found
    }
}
