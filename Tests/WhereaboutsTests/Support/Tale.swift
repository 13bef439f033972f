import EventLog
import Synchronization
import TestSupport
import Whereabouts

/// One child's records in memory, told entry by entry; each is recorded five minutes later.
final class Tale {
    let records: Records
    private let clock: Clock
    private var ids = SplitMix64(seed: 1)

    static let home = "SC000001"
    static let otherHome = "SC000002"
    static let child = "C001"

    private final class Clock: Sendable {
        let now = Mutex(Tale.moment("2025-05-01T08:00:00Z"))
    }

    init(
        uasc: Bool = false,
        open: (WallClock) throws -> Records = { try .inMemory(clock: $0) }
    ) throws {
        let clock = Clock()
        self.clock = clock
        records = try open(WallClock { clock.now.withLock { $0 } })
        for home in [Self.home, Self.otherHome] {
            try add(
                .homeRegistered, "2025-05-01T08:00:00Z",
                [
                    "name": "House", "providerId": "P1", "kind": "childrens-home",
                    "hostAuthority": "LA1", "policeForce": "PF1", "capacity": 4,
                ], child: nil, home: home)
        }
        try add(
            .childRegistered, "2025-05-01T08:00:00Z",
            ["responsibleAuthority": "LA1", "uasc": .bool(uasc)],
            words: ["dob": "2010-02-03", "sex": "F", "ethnicity": "OOTH"])
        try add(
            .placementStarted, "2025-04-30T23:00:00Z",
            [
                "placementId": "P-1", "placeProvider": "PR4", "from": "2025-04-30T23:00:00Z",
            ], home: Self.home)
    }

    static func moment(_ text: String) -> Instant {
        guard let moment = try? RFC3339.parse(text) else { preconditionFailure(text) }
        return moment
    }

    @discardableResult
    func add(
        _ kind: Kind, _ time: String, _ facts: JSONValue = [:], child: String? = Tale.child,
        home: String? = nil, by actor: RecordingActor = .homeStaff("S-1"),
        words: JSONValue? = nil, episode: EntryID? = nil, refersTo: EntryID? = nil,
        precision: String? = nil, recorded: String? = nil
    ) throws -> RecordReceipt {
        let moment = Self.moment(time)
        let now = recorded.map(Self.moment) ?? moment.adding(minutes: 5)
        clock.now.withLock { $0 = now }
        var entry = JournalEntry(
            kind, id: EntryID.make(at: moment, using: &ids), at: moment, facts)
        (entry.child, entry.home, entry.actor) = (child, home, actor)
        (entry.narrative, entry.precision) = (words, precision)
        (entry.episode, entry.refersTo) = (episode, refersTo)
        return try records.recordAndWait([try entry.newEntry()])[0]
    }

    @discardableResult
    func absence(
        _ time: String, known: Bool = false, concerns: Bool = true, authorised: Bool = false,
        seen: String? = nil, by role: String = "homeStaff", recorded: String? = nil
    ) throws -> RecordReceipt {
        try add(
            .absenceNoted, time,
            [
                "whereaboutsKnown": .bool(known), "concerns": .bool(concerns),
                "expectedPlace": "home", "lastSeenAt": .string(seen ?? time),
                "lastSeenBy": .string(role), "authorised": .bool(authorised),
            ], home: Self.home, recorded: recorded)
    }

    @discardableResult
    func report(_ time: String, episode: EntryID? = nil) throws -> RecordReceipt {
        try add(
            .reportedToPolice, time,
            ["force": "PF1", "callRef": "CAD-1", "reporter": "S-1", "method": "101"],
            episode: episode)
    }

    @discardableResult
    func found(_ time: String, precision: String? = nil) throws -> RecordReceipt {
        try add(
            .childFound, time,
            ["foundBy": "police", "placeClass": "street", "circumstances": "street"],
            precision: precision)
    }

    @discardableResult
    func returned(_ time: String, precision: String? = nil) throws -> RecordReceipt {
        try add(
            .childReturned, time, ["toHome": .string(Self.home), "returnedBy": "police"],
            precision: precision)
    }

    @discardableResult
    func refused(_ time: String) throws -> RecordReceipt {
        try add(.returnRefused, time, ["whereabouts": "at-friend"])
    }

    @discardableResult
    func known(_ time: String) throws -> RecordReceipt {
        try add(.whereaboutsBecameKnown, time, ["placeClass": "at-friend"])
    }

    @discardableResult
    func lost(_ time: String) throws -> RecordReceipt {
        try add(.whereaboutsLost, time, ["placeClass": "at-friend"])
    }

    @discardableResult
    func withdraw(_ entry: RecordReceipt, _ time: String) throws -> RecordReceipt {
        try add(.entryWithdrawn, time, ["approvedBy": "M-1"], refersTo: entry.id)
    }

    @discardableResult
    func reinstate(_ entry: RecordReceipt, _ time: String) throws -> RecordReceipt {
        try add(.entryReinstated, time, ["approvedBy": "M-1"], refersTo: entry.id)
    }

    @discardableResult
    func correct(
        _ entry: RecordReceipt, _ time: String, _ path: String, to value: JSONValue
    ) throws -> RecordReceipt {
        try correct(entry, time, [["path": .string(path), "new": value]])
    }

    @discardableResult
    func correct(
        _ entry: RecordReceipt, _ time: String, _ patches: JSONValue, why: String? = nil
    ) throws -> RecordReceipt {
        try add(
            .entryCorrected, time, ["patches": patches, "approvedBy": "M-1"],
            words: why.map { ["reason": .string($0)] }, refersTo: entry.id)
    }

    /// The entry with everything that was said about it.
    func told(_ entry: RecordReceipt) throws -> RecordedEntry {
        let entries = try records.history(of: ChildID(Self.child)).entries
        guard let found = entries.first(where: { $0.id == entry.id }) else {
            preconditionFailure("an entry about the child")
        }
        return found
    }

    var episodes: [Episode] {
        get throws { try records.history(of: ChildID(Self.child)).episodes }
    }

    /// The segments of the newest episode.
    var segments: [String] {
        get throws { try episodes.last?.segmentTexts ?? [] }
    }
}

extension Episode {
    /// Class, start and end of each segment, such as `M 2025-05-02T20:00:00Z -` while it lasts.
    var segmentTexts: [String] {
        segments.map { segment in
            let end = segment.end.map { RFC3339.format($0.at) } ?? "-"
            return "\(segment.segmentClass.rawValue) \(RFC3339.format(segment.start.at)) \(end)"
        }
    }
}
