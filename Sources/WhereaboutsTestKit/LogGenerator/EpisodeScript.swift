import EventLog
import Whereabouts

/// All entries of one generated absence, from the opening to the interview.
///
/// What depends on an entry is recorded after it, and everything after the opening.
struct EpisodeScript {
    let child: GeneratedChild
    let home: Int
    var dice: Dice
    private(set) var entries: [JournalEntry] = []
    /// When the child is back.
    private(set) var end: Instant
    private let options: LogGenerator.Options
    private let start: Instant
    private let shape: Shape
    private var generator: SplitMix64
    private var opening: EntryID?
    private var openingRecordedAt: Instant

    enum Shape { case missing, away, allowed, lost, reported, absentThenMissing }

    init(
        _ options: LogGenerator.Options, child: GeneratedChild, home: Int, start: Instant,
        seed: UInt64
    ) {
        self.options = options
        self.child = child
        self.home = home
        self.start = start
        generator = SplitMix64(seed: seed)
        dice = Dice(seed: seed &+ 1)
        let minutes =
            switch dice.below(20) {
            case 0..<10: dice.draw(60...8 * 60)
            case 10..<15: dice.draw(8 * 60...24 * 60)
            case 15..<19: dice.draw(24 * 60...72 * 60)
            default: dice.draw(4 * 1_440...20 * 1_440)
            }
        end = start.adding(minutes: minutes)
        openingRecordedAt = start
        shape =
            switch dice.below(100) {
            case 0..<62: .missing
            case 62..<77: .away
            case 77..<85: .allowed
            case 85..<92: .lost
            case 92..<96: .reported
            default: .absentThenMissing
            }
    }

    /// Writes all entries, in the order in which they happen.
    mutating func write() {
        open()
        look()
        if shape != .allowed, shape == .reported || dice.happens(85) { police() }
        tell()
        if shape == .lost {
            add(.whereaboutsLost, minutes: 45, ["placeClass": "at-friend"])
        }
        let returned = comeBack()
        afterwards()
        interview()
        govern(returned)
    }

    /// A minute of the absence: `minutes` after the start, at the latest one before its end.
    func minute(_ minutes: Int) -> Instant {
        min(start.adding(minutes: minutes), end.adding(minutes: -1))
    }

    var staff: RecordingActor { .homeStaff("S-\(home + 1)-\(options.seed % 7)") }
    var worker: RecordingActor { .placingAuthorityWorker("W-\(child.authority)") }
    var provider: RecordingActor { .rhiProvider("R-\(child.authority)") }
    var officer: RecordingActor { .police("P-\(home % GeneratedRegister.forces + 1)") }
    var force: String { "PF\(home % GeneratedRegister.forces + 1)" }

    // MARK: Adding

    @discardableResult
    mutating func add(
        _ kind: Kind, minutes: Int, _ facts: JSONValue = [:], by actor: RecordingActor? = nil,
        after earlier: JournalEntry? = nil
    ) -> JournalEntry {
        add(kind, at: minute(minutes), facts, by: actor, after: earlier)
    }

    /// Adds an entry; `earlier` is recorded before it.
    @discardableResult
    mutating func add(
        _ kind: Kind, at moment: Instant, _ facts: JSONValue = [:],
        by actor: RecordingActor? = nil, after earlier: JournalEntry? = nil,
        refersTo target: EntryID? = nil
    ) -> JournalEntry {
        let isLate = dice.happens(5)
        let lag = isLate ? dice.draw(25 * 3600...100 * 3600) : dice.draw(120...2_400)
        var entry = JournalEntry(
            kind, id: EntryID.make(at: moment, using: &generator), at: moment, facts)
        entry.child = child.id
        entry.actor = actor ?? staff
        let earliest = max(earlier?.recordedAt ?? openingRecordedAt, openingRecordedAt)
        entry.recordedAt = max(moment.adding(seconds: Int64(lag)), earliest.adding(seconds: 1))
        entry.refersTo = target
        entry.narrative = words(kind, isLate: isLate)
        if opening == nil {
            opening = entry.id
            openingRecordedAt = entry.recordedAt ?? start
        }
        if kind.group == .episode { entry.episode = opening }
        entries.append(entry)
        return entry
    }

    private mutating func words(_ kind: Kind, isLate: Bool) -> JSONValue? {
        guard dice.happens(options.narrativePercent) else { return nil }
        var members: [JSONMember] = []
        switch kind {
        case .absenceNoted:
            members.append(JSONMember("circumstances", .string(GeneratedWords.text(&dice))))
            members.append(JSONMember("clothing", .string(GeneratedWords.text(&dice))))
        case .childReasonsRecorded, .rhiCompleted:
            members.append(JSONMember("childWords", .string(GeneratedWords.text(&dice))))
        case .entryCorrected, .entryWithdrawn, .entryReinstated:
            members.append(JSONMember("reason", .string(GeneratedWords.text(&dice))))
        default: members.append(JSONMember("note", .string(GeneratedWords.text(&dice))))
        }
        if isLate { members.append(JSONMember("lateReason", .string("found in the paper book"))) }
        return .object(members)
    }

    // MARK: Opening

    private mutating func open() {
        guard shape != .reported else {
            report(at: start)
            return
        }
        let seen = start.adding(minutes: -dice.draw(5...180))
        let seenBy = dice.pick([
            "homeStaff", "homeStaff", "homeStaff", "education", "parent", "child",
            child.isUASC ? "homeOffice" : "placingAuthorityWorker",
        ])
        let isKnown = shape == .away || shape == .allowed || shape == .lost
        add(
            .absenceNoted, at: start,
            [
                "whereaboutsKnown": .bool(isKnown), "concerns": .bool(shape != .allowed),
                "expectedPlace": dice.happens(80) ? "home" : "school", "lastSeenAt": .time(seen),
                "lastSeenBy": .string(seenBy),
                "authorised": .bool(shape == .allowed && dice.happens(60)),
                "hasPhone": .bool(dice.happens(70)),
            ])
        entries[0].home = GeneratedNames.home(home)
        setPrecision()
    }

    private mutating func setPrecision() {
        switch dice.below(20) {
        case 0, 1:
            entries[0].precision = "between"
            entries[0].occurredTo = start.adding(minutes: dice.draw(10...50))
        case 2:
            entries[0].precision = "date"
            entries[0].occurredAt = London.midnight(of: London.date(of: start))
        default: break
        }
    }

    /// The opening entry as far as it is written.
    var openingID: EntryID? { opening }

    mutating func report(at moment: Instant) {
        add(
            .reportedToPolice, at: moment,
            [
                "force": .string(force), "callRef": .string("CAD-\(dice.below(1_000_000))"),
                "reporter": .string(staff.id), "method": .string(dice.pick(["101", "101", "999"])),
            ])
    }

    var isAbsent: Bool { shape == .absentThenMissing }
    var isMissing: Bool { shape != .away && shape != .allowed }
}

/// Words that nobody could take for a child's.
enum GeneratedWords {
    private static let words = [
        "amber", "basket", "candle", "dapple", "ember", "fern", "garden", "harbour", "island",
        "juniper", "kettle", "lantern", "meadow", "nutmeg", "orchard", "pebble", "quilt", "river",
        "saffron", "thistle", "umbrella", "velvet", "willow", "yarrow", "zephyr", "café", "façade",
    ]

    static func text(_ dice: inout Dice) -> String {
        (0..<dice.draw(4...30)).map { _ in dice.pick(words) }.joined(separator: " ")
    }
}
