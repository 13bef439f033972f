public import EventLog
public import Whereabouts

/// One line of a journal in the making; unlike ``Whereabouts/NewEntry`` it may break every rule.
public struct JournalEntry: Sendable {
    /// The entry's id.
    public var id: EntryID
    /// What happened.
    public var kind: Kind
    /// Whom it is about.
    public var child: String?
    /// The home it is filed under.
    public var home: String?
    /// Who says so.
    public var actor = RecordingActor.system("generator")
    /// When it happened.
    public var occurredAt: Instant
    /// The end of the range in which it happened.
    public var occurredTo: Instant?
    /// The code of the precision; `nil` stands for `minute`.
    public var precision: String?
    /// When it was recorded.
    public var recordedAt: Instant?
    /// The opening entry of the episode.
    public var episode: EntryID?
    /// What it corrects, withdraws or answers.
    public var refersTo: EntryID?
    /// The facts, in the order of the vocabulary.
    public var facts: JSONValue
    /// The words, in the order of the vocabulary.
    public var narrative: JSONValue?

    /// Makes an entry of the mandatory parts.
    public init(_ kind: Kind, id: EntryID, at occurredAt: Instant, _ facts: JSONValue = [:]) {
        self.kind = kind
        self.id = id
        self.occurredAt = occurredAt
        self.facts = facts
    }

    /// The line as an export writes it, if the facts are in the order of the vocabulary.
    public var line: JSONValue {
        var members = [
            JSONMember("id", .string(id.description)), JSONMember("kind", .string(kind.name)),
        ]
        func add(_ name: String, _ value: JSONValue?) {
            if let value { members.append(JSONMember(name, value)) }
        }
        add("child", child.map { .string($0) })
        add("home", home.map { .string($0) })
        add("actor", JournalWriter.actor(actor))
        add("occurredAt", .time(occurredAt))
        add("occurredTo", occurredTo.map { .time($0) })
        add("precision", precision.map { .string($0) })
        add("recordedAt", recordedAt.map { .time($0) })
        add("episode", episode.map { .id($0) })
        add("refersTo", refersTo.map { .id($0) })
        add("facts", facts)
        add("narrative", narrative)
        return .object(members)
    }

    /// The bytes of ``line`` and a line end.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        line.write(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// The entry as it can be recorded, checked against the vocabulary.
    ///
    /// - Parameter recordedAt: Whether ``recordedAt`` is kept.
    /// - Returns: The entry.
    /// - Throws: ``Whereabouts/JournalProblem`` with the rule that the entry breaks.
    public func newEntry(
        recordedAt: RecordedAtPolicy = .now
    ) throws(JournalProblem) -> NewEntry {
        try JournalLine.entry(line, recordedAt: recordedAt)
    }
}

extension JSONValue {
    /// A moment as the journal writes it.
    public static func time(_ moment: Instant) -> JSONValue { .string(RFC3339.format(moment)) }

    /// The id of an entry as the journal writes it.
    public static func id(_ id: EntryID) -> JSONValue { .string(id.description) }

    /// A day as the journal writes it.
    public static func date(_ day: LocalDate) -> JSONValue { .string(day.description) }
}

extension Instant {
    /// The moment `minutes` later.
    public func adding(minutes: Int) -> Instant { adding(seconds: Int64(minutes) * 60) }
}
