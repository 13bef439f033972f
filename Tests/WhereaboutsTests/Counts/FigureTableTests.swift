import EventLog
import TestSupport
import Testing
import Whereabouts

/// The table of figures is the fast path, the summary with its entries the checked one.
@Suite("Tables of figures")
struct FigureTableTests {
    private static func figures(_ summary: Summary) -> [Summary.NamedFigure] {
        summary.figures.filter { $0.name != "unexplainedMonths" }
    }

    private static func expectSame(
        _ view: RecordsView, _ period: Period, _ comment: Comment,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let (table, summaries) = (
            try view.figures(during: period), try view.summaries(during: period)
        )
        #expect(
            table.total.figures == figures(summaries.total), comment, sourceLocation: location)
        for row in table.homes {
            let summary = summaries.homes.first { $0.counts.home == row.home }
            #expect(
                summary.map { figures($0) } == row.figures, comment, sourceLocation: location)
        }
        let empty = summaries.homes.filter { summary in
            !table.homes.contains { $0.home == summary.counts.home }
        }
        #expect(
            empty.allSatisfy { figures($0).allSatisfy { $0.figure == 0 } }, comment,
            sourceLocation: location)
    }

    @Test(arguments: UInt64(0)..<6)
    func `a table gives the numbers of the summaries, also when asked again`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        var dice = Dice(seed: seed &+ 5)
        let end = try log.records.asOf(.now).size
        var size: UInt64 = 0
        // Rising sizes are served by going on, a smaller one in between by starting anew.
        for _ in 0..<12 {
            size = min(end, size + UInt64(dice.below(400)))
            let asked = dice.happens(20) ? size / 2 : size
            let view = try log.records.asOf(.size(asked))
            try Self.expectSame(view, .year(2025), "seed \(seed) size \(asked)")
        }
    }

    @Test(arguments: UInt64(0)..<4)
    func `a table follows the time that passes without entries`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        var dice = Dice(seed: seed &+ 6)
        var now = try log.records.asOf(.now).now
        for _ in 0..<8 {
            now = now.adding(seconds: Int64(dice.below(40 * 3_600)) + 1)
            let view = try log.records.asOf(.recorded(before: now))
            try Self.expectSame(view, .year(2025), "seed \(seed) now \(now)")
            let later = Period(
                from: London.date(of: now).adding(days: -30),
                to: London.date(of: now).adding(days: 30))
            try Self.expectSame(view, later, "seed \(seed) now \(now)")
        }
    }

    @Test func `a table of a tale with stays to come and links agrees`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T20:00:00Z")
        try tale.returned("2025-05-03T06:00:00Z")
        try tale.add(
            .placementStarted, "2025-05-20T10:00:00Z",
            ["placementId": "P-2", "placeProvider": "PR4", "from": "2025-05-20T10:00:00Z"],
            home: Tale.otherHome, recorded: "2025-05-04T10:00:00Z")
        for day in 4..<25 {
            let date = try LocalDate(year: 2025, month: 5, day: day)
            let view = try tale.records.asOf(.recorded(before: London.midnight(of: date)))
            try Self.expectSame(view, .year(2025), "day \(day)")
        }
    }
}
