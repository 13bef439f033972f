public import EventLog
import SwiftProtobuf

/// What the log answers about words that were erased.
public struct ErasureReceipt: Hashable, Sendable {
    /// How far an erasure has come.
    public enum State: Hashable, Sendable {
        /// Nobody can read the words in this log; old pages and backups still hold sealed bytes
        /// and wrapped keys, which the wrapping key would open.
        case pending
        /// The files were rewritten, and the wrapping key that could open old ones is destroyed.
        case complete(Completion)
    }

    /// The second step of an erasure.
    public struct Completion: Hashable, Sendable {
        /// The id of the entry that says so.
        public let id: EntryID
        /// Its place in the log.
        public let position: Position
        /// When it was recorded.
        public let recordedAt: Instant
        /// Names the wrapping key in use from then on.
        public let keyID: String
    }

    /// The id of the entry that says so.
    public let id: EntryID
    /// Its place in the log.
    public let position: Position
    /// When it was recorded.
    public let recordedAt: Instant
    /// The child by its number, `#17`, which outlives every other name.
    public let child: ChildID
    /// Which words, by code.
    public let classes: [WordClass]
    /// Why.
    public let reason: String
    /// The rule it rests on.
    public let legalBasis: String
    /// How many sealed records were destroyed.
    public let recordsDestroyed: Int
    /// How many data keys were destroyed.
    public let keysDestroyed: Int
    /// How far it has come.
    public let state: State
    /// Whether these words were erased before: nothing was left to do this time.
    public var isRepeat = false

    init(_ entry: LogEntry, completedBy completion: Completion?) throws {
        let facts = try WordsErased(serializedBytes: Array(entry.facts))
        id = entry.header.id
        position = entry.header.position
        recordedAt = entry.header.recordedAt
        child = ChildID("#\(entry.header.subject.number)")
        classes = facts.classes
        reason = facts.reason
        legalBasis = facts.legalBasis
        recordsDestroyed = Int(clamping: facts.records)
        keysDestroyed = Int(clamping: facts.keys)
        state = completion.map { .complete($0) } ?? .pending
    }
}

extension ErasureReceipt.Completion {
    init(_ entry: LogEntry) throws {
        id = entry.header.id
        position = entry.header.position
        recordedAt = entry.header.recordedAt
        keyID = try ErasureCompleted(serializedBytes: Array(entry.facts)).keyID
    }
}
