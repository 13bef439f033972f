import EventLog
import Whereabouts

/// Writes a story as journal entries: remembers who, where and when, so that a line says what.
struct JournalStory {
    private(set) var entries: [JournalEntry] = []
    private var ids: SplitMix64
    private(set) var child: String?
    private(set) var opening: EntryID?
    private var recordedAt: Instant
    private var strandStart: Instant

    init(seed: UInt64, from start: String) {
        ids = SplitMix64(seed: seed)
        recordedAt = Self.moment(start)
        strandStart = recordedAt
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

    /// Everything from here on is recorded behind everything so far.
    mutating func endRegister() {
        strandStart = recordedAt
    }

    /// Goes back to the end of the register, to tell of a child while others are being told of.
    mutating func beginStrand(of child: String?) {
        turn(to: child)
        recordedAt = strandStart
    }

    /// The entries of all strands in the order of their recorded times.
    var woven: [JournalEntry] {
        let order = entries.indices.sorted {
            (entries[$0].recordedAt ?? strandStart, $0)
                < (entries[$1].recordedAt ?? strandStart, $1)
        }
        return order.map { entries[$0] }
    }

    /// Adds an entry that was recorded five minutes after it happened, or behind the last one.
    @discardableResult
    mutating func add(
        _ kind: Kind, _ time: String, _ facts: JSONValue = [:], by actor: RecordingActor,
        home: String? = nil, words: JSONValue? = nil, refersTo: EntryID? = nil,
        precision: String? = nil
    ) -> JournalEntry {
        add(
            kind, at: Self.moment(time), facts, by: actor, home: home, words: words,
            refersTo: refersTo, precision: precision)
    }

    /// Adds an entry as ``add(_:_:_:by:home:words:refersTo:precision:)`` does.
    @discardableResult
    mutating func add(
        _ kind: Kind, at moment: Instant, _ facts: JSONValue = [:], by actor: RecordingActor,
        home: String? = nil, words: JSONValue? = nil, refersTo: EntryID? = nil,
        precision: String? = nil
    ) -> JournalEntry {
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

extension Instant {
    /// The moment of a story that `text` names, with its offset.
    static func at(_ text: String) -> Instant { JournalStory.moment(text) }

    /// The moment `hours` later.
    func adding(hours: Int) -> Instant { adding(minutes: 60 * hours) }
}
