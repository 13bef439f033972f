public import EventLog
import SwiftProtobuf

/// One entry as the log holds it, with the hosts' own ids.
public struct RecordedEntry: Sendable {
    /// The entry's id.
    public let id: EntryID
    /// Its place in the log.
    public let position: Position
    /// What happened.
    public let kind: Kind
    /// Whom it is about; `#17` when the child's words are sealed or erased.
    public let child: ChildID?
    /// The home it is filed under.
    public let home: HomeID?
    /// Who said so; `nil` for the log's own entries.
    public let actor: RecordingActor?
    /// When it happened.
    public let occurrence: Occurrence
    /// When the log learned it.
    public let recordedAt: Instant
    /// The child's age in completed years when it happened; `nil` when not known.
    public let age: Int?
    /// The opening entry of its episode.
    public let episode: EntryID?
    /// What it corrects, withdraws, reinstates, annotates or answers.
    public let refersTo: EntryID?
    /// What has become of its words.
    public let narrative: EventLog.Narrative
    /// The entry as stored.
    public let stored: LogEntry

    /// The facts as the message of their kind.
    ///
    /// - Throws: When the entry is of another kind, or its bytes are damaged.
    public func facts<Kinded: Facts>(as type: Kinded.Type = Kinded.self) throws -> Kinded {
        guard Kinded.kind == kind else {
            throw VocabularyError.unknownKind(name: Kinded.kind.name)
        }
        return try Kinded(serializedBytes: Array(stored.facts))
    }

    /// The words; `nil` when there are none or they cannot be read.
    public func words() throws -> Narrative? {
        guard case .words(let bytes) = narrative else { return nil }
        return try Narrative(serializedBytes: bytes)
    }

    /// Facts and words as the journal writes them.
    public func decoded() throws -> DecodedFacts {
        var words: [UInt8]?
        if case .words(let bytes) = narrative { words = bytes }
        return try FactsCodec.decode(Array(stored.facts), narrative: words, as: kind)
    }

    /// Oddities that follow from the entry's own times.
    public var flags: [Flag] {
        guard kind.group != .log else { return [] }
        return Flag.ofLateness(occurredAt: occurrence.at, recordedAt: recordedAt)
    }
}

/// One child's entries, and the episodes that follow from them.
public struct History: Sendable {
    /// The child.
    public let child: ChildID
    /// The entries, in log order.
    public let entries: [RecordedEntry]
    /// The episodes, in order of their openings.
    public let episodes: [Episode]
    let homes: [Scope: HomeID]

    /// The home from which the child went; `nil` when it is not known.
    public func home(of episode: Episode) -> HomeID? { homes[episode.scope] }
}
