import EventLog
import Whereabouts

/// Writes a story as journal entries: remembers who, where and when, so that a line says what.
struct JournalStory {
    private(set) var entries: [JournalEntry] = []
    private var ids: SplitMix64
    private(set) var child: String?
    private(set) var opening: EntryID?
    private var recordedAt: Instant

    init(seed: UInt64, from start: String) {
        ids = SplitMix64(seed: seed)
        recordedAt = Self.moment(start)
    }

    /// A moment of the story; one that cannot be read would be a mistake of its author.
    static func moment(_ text: String) -> Instant {
        guard let moment = try? RFC3339.parse(text) else {
            preconditionFailure("a story's time is written as the journal writes it")
        }
        return moment
    }

    /// From here on everything is about `child`, and no episode is open.
    mutating func turn(to child: String?) {
        self.child = child
        opening = nil
    }

    /// Goes on with an episode that was opened before.
    mutating func resume(_ child: String, _ opening: JournalEntry) {
        self.child = child
        self.opening = opening.id
    }

    /// Lets time pass until the next entry is recorded.
    mutating func wait(until time: String) {
        recordedAt = max(recordedAt, Self.moment(time))
    }

    /// Adds an entry that was recorded five minutes after it happened, or behind the last one.
    @discardableResult
    mutating func add(
        _ kind: Kind, _ time: String, _ facts: JSONValue = [:], by actor: RecordingActor,
        home: String? = nil, words: JSONValue? = nil, refersTo: EntryID? = nil,
        precision: String? = nil
    ) -> JournalEntry {
        let moment = Self.moment(time)
        var entry = JournalEntry(
            kind, id: EntryID.make(at: moment, using: &ids), at: moment, facts)
        recordedAt = max(recordedAt.adding(seconds: 20), moment.adding(minutes: 5))
        entry.recordedAt = recordedAt
        (entry.child, entry.home, entry.actor) = (child, home, actor)
        entry.precision = precision
        (entry.narrative, entry.refersTo) = (words, refersTo)
        if kind.group == .episode {
            if kind == .absenceNoted || opening == nil { opening = entry.id }
            entry.episode = opening
        }
        entries.append(entry)
        return entry
    }
}
