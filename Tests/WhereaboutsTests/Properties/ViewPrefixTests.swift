import EventLog
import Foundation
import Synchronization
import TestSupport
import Testing
import Whereabouts

/// A view is what was known then: no later entry and no other question changes it.
@Suite struct ViewPrefixTests {
    @Test(arguments: UInt64(1)...4)
    func `a view of n entries equals the log when it held only those`(seed: UInt64) throws {
        let history = try GrowingLog(seed: seed)
        let whole = try Records.holding(history.entries)
        var sizes = history.sizes
        var dice = Dice(seed: seed)
        dice.shuffle(&sizes)
        for size in sizes {
            let answers = try Answers(whole, ofSize: size, history.children)
            #expect(try #require(history.answers[size]).difference(from: answers) == nil, "\(size)")
        }
        #expect(sizes.count > 10)
    }

    @Test(arguments: UInt64(1)...2)
    func `many threads asking at once in any order get the same answers`(seed: UInt64) throws {
        let log = TroubledLog(seed: seed, entries: 160, children: 3)
        let entries = try log.newEntries()
        let (alone, shared) = (try Records.holding(entries), try Records.holding(entries))
        var dice = Dice(seed: seed)
        let sizes = (0..<6).map { _ in UInt64(dice.draw(60...entries.count)) }
        let expected = try sizes.map { try Answers(alone, ofSize: $0, log.children) }
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for step in 0..<sizes.count {
                let place = (step * 5 + thread) % sizes.count
                let answers = try? Answers(shared, ofSize: sizes[place], log.children)
                if answers != expected[place] {
                    failures.withLock { $0.append("thread \(thread) at size \(sizes[place])") }
                }
            }
        }
        #expect(failures.withLock { $0 } == [])
    }

    @Test(arguments: UInt64(1)...3)
    func `a view by size and one by time agree apart from the time of asking`(
        seed: UInt64
    ) throws {
        let log = TroubledLog(seed: seed, entries: 200, children: 3)
        let records = try Records.holding(try log.newEntries())
        var dice = Dice(seed: seed)
        for _ in 0..<6 {
            let last = dice.pick(log.entries.suffix(log.entries.count / 2))
            let moment = try #require(last.recordedAt).adding(seconds: 1)
            let byTime = try records.asOf(.recorded(before: moment))
            let bySize = try records.asOf(.size(byTime.size))
            #expect(bySize.now < byTime.now)
            for child in log.children {
                let (first, second) = (
                    try byTime.history(of: child), try bySize.history(of: child)
                )
                #expect(first.record == second.record)
                #expect(first.deadlines.map(\.deadline) == second.deadlines.map(\.deadline))
                #expect(first.entries.map(\.id) == second.entries.map(\.id))
            }
        }
    }

    @Test(arguments: UInt64(1)...6)
    func `one home's summary is the one among those of all homes`(seed: UInt64) throws {
        let log = TroubledLog(seed: seed)
        let view = try Records.holding(try log.newEntries()).asOf(.now)
        for summary in try view.summaries(during: Answers.period).homes {
            guard let home = summary.counts.home else { continue }
            let alone = try view.summary(of: home, during: Answers.period)
            #expect(alone.figures == summary.figures, "\(home)")
            #expect(alone.counts == summary.counts, "\(home)")
        }
    }
}

/// What a log said each time it had grown, long before it held what came later.
struct GrowingLog {
    let entries: [NewEntry]
    let children: [ChildID]
    /// The sizes at which it was asked: around everything that amends, joins or links.
    private(set) var sizes: [UInt64] = []
    private(set) var answers: [UInt64: Answers] = [:]

    init(seed: UInt64) throws {
        let log = TroubledLog(seed: seed, entries: 160, children: 3)
        entries = try log.newEntries()
        children = log.children
        let records = try Records.inMemory(clock: .standing)
        var dice = Dice(seed: seed)
        var first = 0
        for (place, entry) in log.entries.enumerated() {
            // Before an amendment, after it, and now and then in the middle of an episode.
            let isAmended = entry.kind.group == .governance && dice.happens(40)
            guard isAmended || dice.happens(2) || place == entries.count - 1 else { continue }
            for end in [place, place + 1] where end > first {
                try records.recordAndWait(Array(entries[first..<end]))
                first = end
                let size = try records.log.size
                sizes.append(size)
                answers[size] = try Answers(records, ofSize: size, children)
            }
        }
    }
}
