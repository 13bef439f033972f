import EventLog
import Whereabouts

/// What happens in a generated log once everybody is registered.
///
/// A queue holds, by recorded time, entries of absences under way and absences to come. A child has
/// one absence at a time and few afterwards to be closed, so the queue grows with the children.
struct GeneratedWorld {
    private enum Event {
        case entry(JournalEntry)
        case absence(child: Int)
    }

    private let options: LogGenerator.Options
    private var dice: Dice
    private var queue = TimedQueue<Event>()
    private var nextStart: Instant
    private let gapSeconds: Int
    private var homes: [Int32]
    private var freeFrom: [Int64]

    private static let entriesOfEpisode = 16
    /// 2025-03-29T23:30Z and 2025-10-25T23:30Z: the clocks change within the next two hours.
    private static let clockChanges = [1_743_291_000, 1_761_435_000]

    init(_ options: LogGenerator.Options, from start: Instant) {
        self.options = options
        dice = Dice(seed: options.seed ^ 0x5DEE_CE66)
        nextStart = start
        homes = (0..<options.children).map { Int32(GeneratedChild(options, $0).home) }
        freeFrom = Array(repeating: start.microseconds, count: options.children)
        let rest = max(0, options.entries - GeneratedRegister.count(options))
        let episodes = max(1, rest / Self.entriesOfEpisode)
        let days = min(max(episodes * 365 / (options.children * 6), 300), 1_095)
        gapSeconds = max(1, days * 86_400 / episodes)
        for change in Self.clockChanges {
            for minutes in [0, 20, 70] {
                let moment = Instant(microseconds: Int64(change) * 1_000_000)
                queue.insert(
                    .absence(child: dice.rank(of: options.children)),
                    at: moment.adding(minutes: minutes))
            }
        }
    }

    /// The next entry by recorded time; there is always one more.
    mutating func next() -> JournalEntry? {
        while true {
            guard let first = queue.firstTime, first <= nextStart else {
                startAbsence(of: freeChild(), at: nextStart)
                // A third of absences come from bursts, so the others are that much rarer.
                nextStart = nextStart.adding(seconds: Int64(1 + dice.below(3 * gapSeconds)))
                continue
            }
            switch queue.removeFirst() {
            case .entry(let entry)?: return entry
            case .absence(let child)?: startAbsence(of: child, at: first)
            case nil: return nil
            }
        }
    }

    /// A child who is in placement; after some tries any child, who is then away twice.
    private mutating func freeChild() -> Int {
        for _ in 0..<8 {
            let child = dice.rank(of: options.children)
            if freeFrom[child] <= nextStart.microseconds { return child }
        }
        return dice.below(options.children)
    }

    private mutating func startAbsence(of child: Int, at start: Instant) {
        guard freeFrom[child] <= start.microseconds else { return }
        if dice.happens(2) { move(child, at: start) }
        var script = EpisodeScript(
            options, child: GeneratedChild(options, child), home: Int(homes[child]),
            start: start, seed: dice.bits())
        script.write()
        for entry in script.entries {
            queue.insert(.entry(entry), at: entry.recordedAt ?? start)
        }
        freeFrom[child] = script.end.adding(minutes: 12 * 60).microseconds
        if dice.happens(33) {
            let pause = dice.draw(12 * 60 + 1...48 * 60)
            queue.insert(.absence(child: child), at: script.end.adding(minutes: pause))
        }
    }

    /// Moves a child to another home, which takes effect at once.
    private mutating func move(_ child: Int, at moment: Instant) {
        let home = dice.below(options.homes)
        guard home != Int(homes[child]) else { return }
        homes[child] = Int32(home)
        let id = GeneratedChild(options, child).id
        var generator = SplitMix64(seed: dice.bits())
        var entry = JournalEntry(
            .placementStarted, id: EntryID.make(at: moment, using: &generator), at: moment,
            [
                "placementId": .string("PL-\(dice.below(1_000_000))-M"),
                "placeProvider": "PR4", "from": .time(moment), "place": "K2",
            ])
        (entry.child, entry.home) = (id, GeneratedNames.home(home))
        (entry.actor, entry.recordedAt) = (GeneratedRegister.actor, moment)
        queue.insert(.entry(entry), at: moment)
    }
}

/// A queue by time; what was put in first comes out first among equals.
struct TimedQueue<Element> {
    private var heap: [(key: Key, element: Element)] = []
    private var nextTicket: UInt64 = 0

    private struct Key: Comparable {
        let time: Instant
        let ticket: UInt64

        static func < (left: Key, right: Key) -> Bool {
            (left.time, left.ticket) < (right.time, right.ticket)
        }
    }

    var firstTime: Instant? { heap.first?.key.time }

    mutating func insert(_ element: Element, at time: Instant) {
        heap.append((Key(time: time, ticket: nextTicket), element))
        nextTicket += 1
        var place = heap.count - 1
        while place > 0, heap[place].key < heap[(place - 1) / 2].key {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func removeFirst() -> Element? {
        guard let last = heap.indices.last else { return nil }
        heap.swapAt(0, last)
        let first = heap.removeLast().element
        var place = 0
        while true {
            var smallest = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if heap[child].key < heap[smallest].key { smallest = child }
            }
            guard smallest != place else { return first }
            heap.swapAt(place, smallest)
            place = smallest
        }
    }
}
