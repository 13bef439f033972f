import EventLog
import TestSupport
import Testing
import Whereabouts

/// How a deadline stands as time goes by, against a model of the rule.
@Suite struct DeadlineWalkTests {
    @Test(arguments: UInt64(1)...6)
    func `a deadline goes from on track to due soon to overdue, and never back`(
        seed: UInt64
    ) throws {
        let log = TroubledLog(seed: seed)
        let records = try Records.holding(try log.newEntries())
        var dice = Dice(seed: seed)
        var states: Set<Deadline.State> = []
        for child in log.children {
            for deadline in try records.history(of: child).record.deadlines {
                let middle = deadline.due ?? deadline.cause.at
                var moments = (0..<8).map { _ in
                    middle.adding(minutes: dice.draw(-9_000...9_000))
                }
                moments += [-86_400, 0, 1].map { middle.adding(seconds: $0) }
                let walked = moments.sorted().map { deadline.state(asOf: $0) }
                #expect(walked == moments.sorted().map { Self.model(deadline, asOf: $0) })
                let order: [Deadline.State] = [.onTrack, .dueSoon, .overdue]
                let places = walked.compactMap { order.firstIndex(of: $0) }
                #expect(places == places.sorted())
                #expect(places.count == walked.count || Set(walked).count == 1)
                states.formUnion(walked)
            }
        }
        #expect(states.isSuperset(of: [.onTrack, .dueSoon, .overdue, .met]))
    }

    /// The rule as a table: what happened first decides, then the clock.
    private static func model(_ deadline: Deadline, asOf now: Instant) -> Deadline.State {
        switch (deadline.met?.at, deadline.released, deadline.due) {
        case (let met?, _, let due?): met > due ? .metLate : .met
        case (_?, _, nil): .met
        case (nil, _?, _): .released
        case (nil, nil, nil): .unknown
        case (nil, nil, let due?):
            switch due.microseconds - now.microseconds {
            case ..<0: .overdue
            case 0...86_400_000_000: .dueSoon
            default: .onTrack
            }
        }
    }
}
