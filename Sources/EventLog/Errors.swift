/// Why a log could not be opened.
@nonexhaustive
public enum OpenError: Error, Equatable, Sendable {
    /// There is no log in the folder, and the caller did not ask to create one.
    case notFound(path: String)
    /// The folder holds something else.
    case notALog(path: String)
    /// The log was written by a newer version of this library.
    case newerFormat(found: Int, supported: Int)
    /// The log was written before children had a key in the map of checkpoints.
    case olderFormat(found: Int, supported: Int)
    /// The process may not read or write the log.
    case permissionDenied(path: String)
    /// The log's keys are in another state than the log, or the given key does not open them.
    case wrongKey(reason: String)
    /// Another open has the log, or it is being rewritten.
    case inUse(path: String)
    /// A key file that others than its owner could read, or that is not 32 bytes in Base64.
    case badKeyFile(path: String, reason: String)
}

extension OpenError: CustomStringConvertible {
    /// What failed, where, and what to do next.
    public var description: String {
        switch self {
        case .notFound(let path):
            "no log at \(path); create one with `whereabouts init` or open it for creation"
        case .notALog(let path):
            "\(path) is not a log: it holds other files; name the log's own folder"
        case .newerFormat(let found, let supported):
            "the log has format version \(found), this program reads up to \(supported); "
                + "use a newer version of it"
        case .olderFormat(let found, let supported):
            "the log has format version \(found), this program needs \(supported); export its "
                + "journal with the program that wrote it and import that into a new log"
        case .permissionDenied(let path):
            "no permission for the log at \(path); ask its owner for access to the folder and "
                + "every file in it"
        case .wrongKey(let reason):
            "the key does not fit this log: \(reason); give the key that the log was made with"
        case .inUse(let path):
            "the log at \(path) is in use, or is being rewritten: end every program that has it "
                + "open, then try again"
        case .badKeyFile(let path, let reason):
            "key file \(path) refused: \(reason)"
        }
    }
}

/// Why entries were not appended.
///
/// Nothing of the batch was stored.
@nonexhaustive
public enum AppendError: Error, Hashable, Sendable {
    /// The subject's history has grown since the caller last read it.
    case conflict(subject: Subject, expected: Position?, actual: Position?)
    /// The id belongs to an earlier entry with other content.
    case idReused(id: EntryID, position: Position)
    /// An entry's bytes exceed what a log can hold.
    case entryTooLarge(bytes: Int, limit: Int)
    /// An entry's words exceed what one sealed record may hold.
    case wordsTooLarge(id: EntryID, bytes: Int, limit: Int)
    /// A batch has more entries than one transaction may take.
    case batchTooLarge(entries: Int, limit: Int)
    /// A preserved recorded time lies before the last one of the log.
    case recordedAtDecreases(id: EntryID, given: Instant, last: Instant)
    /// The entry names an earlier position that does not exist.
    case unknownReference(id: EntryID, position: Position)
    /// The entry's subject or scope has a number beyond the next one to be registered.
    case numberSkipped(id: EntryID, number: UInt64, next: UInt64)
    /// The entry has words, and the log was opened without keys to seal them.
    case keysRequired(id: EntryID)
    /// The kind's number lies outside 64...999.
    case badKind(UInt32)
    /// An entry says that words were erased, and nothing erases them, or the other way about.
    case notAnErasure(id: EntryID)
    /// The log was opened for reading only.
    case readOnly
    /// The log has been closed.
    case closed
    /// An entry was put elsewhere than at the end: another writer was there.
    case notAtEnd(position: Position, size: UInt64)
}

extension AppendError: CustomStringConvertible {
    /// What was refused, and what to do next.
    public var description: String {
        switch self {
        case .conflict(let subject, let expected, let actual):
            "append for subject \(subject.number) refused: last seen position "
                + "\(Self.text(expected)), found \(Self.text(actual)); read the history again"
        case .idReused(let id, let position):
            "id \(id) belongs to the entry at position \(position), which has other content; "
                + "give a new entry a new id"
        case .entryTooLarge(let bytes, let limit):
            "the entry takes \(bytes) bytes, the limit is \(limit); shorten its facts"
        case .wordsTooLarge(let id, let bytes, let limit):
            "id \(id): the narrative takes \(bytes) bytes, the limit is \(limit); "
                + "shorten it or record it in parts"
        case .batchTooLarge(let entries, let limit):
            "the batch has \(entries) entries, the limit is \(limit); split it"
        case .recordedAtDecreases(let id, let given, let last):
            "id \(id): recordedAt \(given.microseconds) lies before the log's last, "
                + "\(last.microseconds) microseconds since 1970; order the entries by recordedAt"
        case .unknownReference(let id, let position):
            "id \(id) refers to position \(position), which does not exist"
        case .numberSkipped(let id, let number, let next):
            "id \(id) has the subject or scope number \(number), the next free one is \(next); "
                + "number them without gaps"
        case .keysRequired(let id):
            "id \(id) has a narrative, and the log was opened without keys; open it with its keys"
        case .badKind(let kind):
            "kind \(kind) lies outside 64...999"
        case .notAnErasure(let id):
            "id \(id) says that words were erased; only erasing them may record that"
        case .readOnly:
            "the log was opened for reading only; open it for writing"
        case .closed:
            "the log has been closed; open it again"
        case .notAtEnd(let position, let size):
            "append at position \(position) refused: the log has \(size) entries; "
                + "another writer was there, open the log again"
        }
    }

    private static func text(_ position: Position?) -> String {
        position.map(\.description) ?? "none"
    }
}

/// Why something could not be read.
@nonexhaustive
public enum ReadError: Error, Equatable, Sendable {
    /// An entry's bytes do not match their checksum.
    case corrupt(position: Position)
    /// There is no entry at the position.
    case missing(position: Position)
    /// A sealed record does not match the entry that commits to it.
    case sealBroken(position: Position)
    /// A derived value is damaged; rebuilding mends it.
    case damagedIndex(name: String)
}

extension ReadError: CustomStringConvertible {
    /// What could not be read, and what to do next.
    public var description: String {
        switch self {
        case .corrupt(let position):
            "the entry at position \(position) is corrupt: its checksum does not match; "
                + "restore the log from a backup, and keep this one as evidence"
        case .missing(let position):
            "no entry at position \(position); the log ends before it"
        case .sealBroken(let position):
            "the narrative at position \(position) does not match what its entry commits to; "
                + "keep this log as evidence and compare it with a backup"
        case .damagedIndex(let name):
            "the index \(name) is damaged; run `whereabouts rebuild` on the log"
        }
    }
}
