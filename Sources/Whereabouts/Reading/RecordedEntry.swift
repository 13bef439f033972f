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
    /// Who erased its words, when and by which rule; `nil` when they are not erased, or were lost
    /// without an entry that says so.
    public let erasure: ErasureReceipt?
    /// The entry as stored.
    public let stored: LogEntry
    /// What later entries did to it; `nil` when nothing, or when only the entry was asked for.
    var amendments: Amendments?

    /// Whether it does nothing but keep the child's age on a day, which figures need: recorded by an
    /// erasure, before the date of birth was gone.
    public var isAgeNote: Bool { stored.isAgeNote }

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
}

/// What later entries did to this one, known in a ``History`` only.
///
/// ``occurrence``, ``home``, ``facts(as:)``, ``words()`` and ``decoded()`` stay what was stored.
extension RecordedEntry {
    /// What corrections changed, in log order; withdrawn corrections are not among them.
    public var corrections: [Correction] { amendments?.corrections ?? [] }

    /// Whether it still has effect.
    public var state: State { amendments?.state ?? .inForce }

    /// The annotations of it, in log order; withdrawn ones are not among them.
    public var annotations: [RecordedEntry] { amendments?.annotations ?? [] }

    /// What it says with all corrections in force.
    public var effective: EffectiveContent {
        if let amendments { return amendments.effective }
        var words: [UInt8]?
        if case .words(let bytes) = narrative { words = bytes }
        return EffectiveContent(
            kind: kind, occurrence: occurrence, home: home, factBytes: Array(stored.facts),
            wordBytes: words)
    }
}

/// One child's entries, and the episodes that follow from them.
public struct History: Sendable {
    /// The child.
    public let child: ChildID
    /// The entries, in log order.
    public let entries: [RecordedEntry]
    /// The flags raised as of the view, by number, then by evidence.
    public let findings: [Finding]
    /// What is owed for the child, and how it stands as of the view.
    public let deadlines: [DeadlineReading]
    private let reading: CaseReading
    private let homes: [Scope: HomeID]

    init(
        child: ChildID, entries: [RecordedEntry], reading: CaseReading, homes: [Scope: HomeID]
    ) {
        (self.child, self.entries, self.reading, self.homes) = (child, entries, reading, homes)
        (findings, deadlines) = (reading.findings, reading.deadlines)
    }

    /// What follows from the entries.
    public var record: CaseRecord { reading.record }

    /// The episodes, in order of their openings.
    public var episodes: [Episode] { reading.record.episodes }

    /// The moment at which the question was asked.
    public var now: Instant { reading.now }

    /// The home from which the child went; `nil` when it is not known.
    public func home(of episode: Episode) -> HomeID? { homes[episode.scope] }

    /// The id behind a home's number; `nil` when it has none.
    public func home(_ scope: Scope) -> HomeID? { homes[scope] }

    /// Whether a return home interview is required: returned, missing at any time, under 18.
    public func requiresInterview(_ episode: Episode) -> Bool {
        reading.requiresInterview(episode)
    }

    /// The flags that an entry is evidence of.
    public func flags(of entry: RecordedEntry) -> [Flag] {
        var flags: [Flag] = []
        for finding in findings where finding.evidence.contains(entry.position) {
            if !flags.contains(finding.flag) { flags.append(finding.flag) }
        }
        return flags
    }
}
