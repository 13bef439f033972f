import EventLog
import TestSupport
import Testing
import Whereabouts

/// The classes of the national return turn on whereabouts alone.
@Suite struct SegmentPropertyTests {
    @Test(arguments: UInt64(1)...10)
    func `segments lie in their episode and never overlap`(seed: UInt64) throws {
        let log = TroubledLog(seed: seed, entries: 500, children: 6)
        let records = try Records.holding(try log.newEntries())
        var count = 0
        for child in log.children {
            let history = try records.history(of: child)
            for episode in history.episodes {
                check(episode)
                checkStarts(episode, history)
                count += episode.segments.count
            }
        }
        #expect(count > 10)
    }

    private func check(_ episode: Episode) {
        var last = episode.start.at
        for (place, segment) in episode.segments.enumerated() {
            let isLast = place == episode.segments.count - 1
            #expect(last <= segment.start.at, "\(episode.id) \(place) begins before the one before")
            guard let end = segment.end else {
                #expect(isLast && episode.isOpen, "\(episode.id) \(place) has no end")
                continue
            }
            #expect(segment.start.lastMoment >= segment.start.at)
            // What was recorded as before the start stands as it came.
            let isAsItCame = end.at < episode.start.at
            #expect(
                segment.start.at <= end.lastMoment || isAsItCame,
                "\(episode.id) \(place) ends early")
            last = max(last, end.at)
            if let over = episode.end {
                #expect(end.at <= max(over.lastMoment, episode.start.at), "\(episode.id) \(place)")
            }
        }
    }

    /// A segment begins with the episode, or where the whereabouts changed.
    ///
    /// A change that is recorded as earlier than the one before takes the place of that one.
    private func checkStarts(_ episode: Episode, _ history: History) {
        var lost: Set<Instant> = []
        var known: Set<Instant> = []
        for entry in history.entries {
            let moment = entry.effective.occurrence.at
            if entry.kind == .whereaboutsLost { lost.insert(moment) }
            if entry.kind == .whereaboutsBecameKnown || entry.kind == .childFound {
                known.insert(moment)
            }
        }
        // What began a segment may also have begun a later one that was recorded as earlier.
        var earlier = [episode.start.at]
        for segment in episode.segments {
            let begins = segment.segmentClass == .missing ? lost : known
            let start = segment.start.at
            #expect(
                begins.contains(start) || earlier.contains(start),
                "\(episode.id) has a segment from nowhere")
            earlier.append(start)
        }
    }

    @Test(arguments: UInt64(1)...10)
    func `what the police call it changes no segment`(seed: UInt64) throws {
        let log = TroubledLog(seed: seed, entries: 400, children: 5)
        let records = try Records.holding(try log.newEntries())
        var random = PoliceWords(seed: seed)
        let noted = log.entries.filter { $0.kind == .absenceNoted && $0.episode == $0.id }
        let quiet = noted.map { random.quietAbsence(like: $0) }
        try records.recordAndWait(try quiet.map { try $0.newEntry() })
        let before = try segments(records, log.children)
        // Nobody was told and nobody is concerned: only the police's words could make these count.
        #expect(quiet.allSatisfy { before[$0.id] == [] })
        var words: [NewEntry] = []
        for opening in noted + quiet {
            for _ in 0..<3 { words.append(try random.word(on: opening).newEntry()) }
        }
        try records.recordAndWait(words)
        #expect(try segments(records, log.children) == before)
        #expect(words.count > 20)
    }

    private func segments(
        _ records: Records, _ children: [ChildID]
    ) throws -> [EntryID: [Episode.Segment]] {
        var segments: [EntryID: [Episode.Segment]] = [:]
        for child in children {
            for episode in try records.history(of: child).episodes {
                segments[episode.id] = episode.segments
            }
        }
        return segments
    }
}

/// Categories and grades that the police may give at any time, in any order.
private struct PoliceWords {
    private var dice: Dice
    private var ids: SplitMix64

    init(seed: UInt64) {
        (dice, ids) = (Dice(seed: seed), SplitMix64(seed: seed ^ 0x901C))
    }

    /// An absence with known whereabouts that concerns nobody.
    mutating func quietAbsence(like opening: JournalEntry) -> JournalEntry {
        let moment = opening.occurredAt.adding(minutes: 20_000)
        var entry = opening
        entry.id = EntryID.make(at: moment, using: &ids)
        (entry.episode, entry.occurredAt) = (entry.id, moment)
        (entry.occurredTo, entry.precision, entry.narrative) = (nil, nil, nil)
        entry.facts = [
            "whereaboutsKnown": true, "concerns": false, "expectedPlace": "home",
            "lastSeenAt": .time(moment), "lastSeenBy": "homeStaff",
        ]
        return entry
    }

    mutating func word(on opening: JournalEntry) -> JournalEntry {
        let categories = CodeList(name: "policeCategory")?.codes ?? []
        let grades = CodeList(name: "policeGrade")?.codes ?? []
        func category() -> JSONValue { .string(dice.pick(categories)) }
        let (kind, facts): (Kind, JSONValue) =
            switch dice.below(3) {
            case 0: (.policeCategorised, ["category": category()])
            case 1: (.recategorised, ["fromCategory": category(), "toCategory": category()])
            default: (.policeGraded, ["grade": .string(dice.pick(grades)), "officer": "P-9"])
            }
        let moment = opening.occurredAt.adding(minutes: dice.draw(-60...3_000))
        var entry = JournalEntry(kind, id: EntryID.make(at: moment, using: &ids), at: moment, facts)
        (entry.child, entry.episode, entry.actor) = (opening.child, opening.id, .police("P-9"))
        return entry
    }
}

extension Occurrence {
    /// The last moment at which it may have happened, as endings are ordered.
    fileprivate var lastMoment: Instant {
        precision == .date ? London.midnight(after: London.date(of: at)) : at
    }
}
