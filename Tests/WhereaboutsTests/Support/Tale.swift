import EventLog
import TestSupport
import Whereabouts
import WhereaboutsTestKit

/// One child's records in memory, told entry by entry; each is recorded five minutes later.
final class Tale {
    let records: Records
    private let scenario: Scenario
    private var ids = SplitMix64(seed: 1)

    static let home = "SC000001"
    static let otherHome = "SC000002"
    static let child = "C001"

    init(
        uasc: Bool = false, placedSince since: StoryTime = "2025-04-30T23:00:00Z",
        open: (WallClock) throws -> Records = { try .inMemory(clock: $0) }
    ) throws {
        scenario = try Scenario(clock: ManualClock(at: "2025-05-01T08:00:00Z"), open: open)
            .given(home: HomeID(Self.home)).given(home: HomeID(Self.otherHome))
            .given(
                child: ChildID(Self.child), born: "2010-02-03", placedAt: HomeID(Self.home),
                since: since, isUASC: uasc)
        records = scenario.records
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
        scenario.clock.now = recorded.map(Self.moment) ?? moment.adding(minutes: 5)
        var entry = JournalEntry(
            kind, id: EntryID.make(at: moment, using: &ids), at: moment, facts)
        (entry.child, entry.home, entry.actor) = (child, home, actor)
        (entry.narrative, entry.precision) = (words, precision)
        (entry.episode, entry.refersTo) = (episode, refersTo)
        return try records.recordAndWait([try entry.newEntry()])[0]
    }

    /// Tells what happens; with precision `date`, at the midnight that `time` must be.
    private func tell(
        _ happening: Happening, _ time: String, _ precision: String? = nil
    ) throws -> RecordReceipt {
        let moment = Self.moment(time)
        let occurrence: Occurrence =
            precision == "date" ? .on(London.date(of: moment)) : .at(moment)
        return try scenario.record(happening.at(occurrence).recorded(afterMinutes: 5))
    }

    @discardableResult
    func absence(
        _ time: String, known: Bool = false, concerns: Bool = true, authorised: Bool = false,
        seen: String? = nil, by role: String = "homeStaff", recorded: String? = nil
    ) throws -> RecordReceipt {
        let number = CodeList(name: "role")?.number(of: role) ?? 0
        let absence = Happening.absence(
            whereabouts: known ? .known : .unknown, hasConcerns: concerns,
            isAuthorised: authorised, lastSeen: seen.map { StoryTime($0) },
            by: Role(rawValue: number) ?? .unspecified)
        guard let recorded else { return try tell(absence, time) }
        return try scenario.record(
            absence.at(StoryTime(time)).recorded(at: StoryTime(recorded)))
    }

    @discardableResult
    func report(_ time: String, episode: EntryID? = nil) throws -> RecordReceipt {
        guard let episode else { return try tell(.reportedToPolice(), time) }
        return try tell(.reportedToPolice().inEpisode(episode), time)
    }

    @discardableResult
    func found(_ time: String, precision: String? = nil) throws -> RecordReceipt {
        try tell(.found(), time, precision)
    }

    @discardableResult
    func returned(_ time: String, precision: String? = nil) throws -> RecordReceipt {
        try tell(.returned(), time, precision)
    }

    @discardableResult
    func refused(_ time: String) throws -> RecordReceipt { try tell(.returnRefused(), time) }

    @discardableResult
    func known(_ time: String) throws -> RecordReceipt {
        try tell(.whereaboutsBecameKnown(), time)
    }

    @discardableResult
    func lost(_ time: String) throws -> RecordReceipt { try tell(.whereaboutsLost(), time) }

    @discardableResult
    func withdraw(_ entry: RecordReceipt, _ time: String) throws -> RecordReceipt {
        try tell(.withdrawal(of: entry).by(.homeStaff("S-1")), time)
    }

    @discardableResult
    func reinstate(_ entry: RecordReceipt, _ time: String) throws -> RecordReceipt {
        try tell(.reinstatement(of: entry).by(.homeStaff("S-1")), time)
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
