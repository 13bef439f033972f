import EventLog
import Testing
import Whereabouts
import WhereaboutsReports
import WhereaboutsTestKit

/// What is kept back cannot be told from what is shown.
@Suite struct SuppressionTests {
    /// A table of numbers with totals to the right and below.
    private func table(_ numbers: [[Int]]) -> Table {
        let names = numbers[0].indices.map { "c\($0)" }
        func row(_ label: String, _ counts: [Int]) -> Table.Row {
            Table.Row([.text(label)] + (counts + [counts.reduce(0, +)]).map { .count($0) })
        }
        let sums = numbers[0].indices.map { column in
            numbers.reduce(0) { $0 + $1[column] }
        }
        return Table(
            "t", "T",
            columns: [Table.Column("label", "label")] + names.map { Table.Column($0, $0) }
                + [Table.Column("sum", "sum", sumOf: names)],
            rows: numbers.enumerated().map { row("r\($0)", $1) }, total: row("sum", sums))
    }

    private func disclosed(_ table: Table) throws -> Table {
        let view = try Records.inMemory().asOf(.now)
        let document = Document(
            "d", "D", from: try Provenance(view),
            [Document.Section("s", "S", tables: [table])])
        return try document.disclosed(at: .public).sections[0].tables[0]
    }

    /// The shown numbers with their totals; `nil` where one is hidden.
    private func shown(_ table: Table) -> [[Int?]] {
        (table.rows + [table.total].compactMap { $0 }).map { row in
            row.cells.dropFirst().map { cell in
                if case .count(let number) = cell { number } else { nil }
            }
        }
    }

    @Test func `a count from 1 to 5 is hidden, and 0 and 6 are shown`() throws {
        let hidden = shown(try disclosed(table([[0, 6, 5], [20, 30, 40], [10, 10, 3]])))
        #expect(hidden[0][0] == 0 && hidden[0][1] == 6 || hidden[0][1] == nil)
        #expect(hidden[0][2] == nil && hidden[2][2] == nil)
        #expect(hidden[1][2] == 40)
    }

    /// Looks for other numbers by trying, apart from the code that hides.
    @Test(arguments: UInt64(0)..<120)
    func `no hidden number can be told from the totals`(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let numbers = (0..<3).map { _ in
            (0..<2).map { _ in Int(dice.next() % 5 == 0 ? dice.next() % 12 : dice.next() % 7) }
        }
        let grid = shown(try disclosed(table(numbers)))
        var search = Filling(grid)
        search.run()
        #expect(search.told.isEmpty, "seed \(seed): \(numbers) shown as \(grid)")
    }

    @Test func `a part is hidden when little is left of its whole`() throws {
        let view = try Records.inMemory().asOf(.now)
        let document = Document(
            "d", "D", from: try Provenance(view),
            [
                Document.Section(
                    "s", "S",
                    figures: [
                        Document.Figure("all", "all", .count(20)),
                        Document.Figure("some", "some", .count(18), partOf: "all"),
                        Document.Figure("half", "half", .count(10), partOf: "all"),
                        Document.Figure("rate", "rate", .rate(Rate(18, of: 20))),
                    ])
            ])
        let values = try document.disclosed(at: .public).sections[0].figures.map(\.value)
        #expect(values == [.count(20), .suppressed, .count(10), .suppressed])
    }

    @Test func `what is hidden in a ranking does not keep its place`() throws {
        let view = try Records.inMemory().asOf(.now)
        let table = Table(
            "t", "T", columns: [Table.Column("home", "home"), Table.Column("n", "n")],
            rows: [
                Table.Row([.text("A"), .count(40)], people: 30),
                Table.Row([.text("Z"), .count(30)], people: 2),
                Table.Row([.text("C"), .count(20)], people: 12),
                Table.Row([.text("B"), .count(3)], people: 9),
            ], isRanked: true)
        let document = Document(
            "d", "D", from: try Provenance(view), [Document.Section("s", "S", tables: [table])])
        let rows = try document.disclosed(at: .public).sections[0].tables[0].rows
        #expect(rows.map { $0.cells[0] } == [.text("A"), .text("C"), .text("B"), .text("Z")])
        #expect(rows[3].cells[1] == .suppressed)
    }
}

/// One document is one system: what is hidden in one place is not shown, or told, in another.
@Suite struct WholeDocumentTests {
    private func disclosed(
        _ sections: [Document.Section], relations: [Relation] = [], by rule: Suppression = .standard
    ) throws -> Document {
        let view = try Records.inMemory().asOf(.now)
        return try Document("d", "D", from: try Provenance(view), sections, relations: relations)
            .disclosed(at: .public, keepingBack: rule)
    }

    private func section(_ name: String, _ figures: [(String, Cell)]) -> Document.Section {
        Document.Section(
            name, name, figures: figures.map { Document.Figure($0.0, $0.0, $0.1) })
    }

    /// Three children in area, 16 out of area, each missing twice.
    private func board() throws -> RecordsView {
        let scenario = try Scenario().given(home: "SC1")
        let elsewhere = HomeRegistered.with {
            ($0.name, $0.providerID, $0.kind) = ("House SC2", "P1", .childrensHome)
            ($0.hostAuthority, $0.policeForce, $0.capacity) = ("LA2", "PF1", 20)
        }
        try scenario.record(
            .recording(elsewhere, child: .nobody, home: "SC2").by(.system("setup")))
        for child in 0..<19 {
            try scenario.given(
                child: ChildID("C\(child)"), born: "2011-03-04", placedAt: child < 3 ? "SC1" : "SC2"
            )
            for _ in 0..<2 {
                try scenario.given(.absence()).given(.reportedToPolice())
                try scenario.after(hours: 9).given(.found()).given(.returned())
                scenario.after(days: 3)
            }
        }
        return try scenario.records.asOf(.now)
    }

    @Test func `3 of 19 children in area cannot be told from headline, trend and cohorts`() throws {
        let report = try BoardReport(try board(), during: .year(2025)).document
        let inside = report.sections[2].tables[0]
        #expect(inside.rows.map { $0.cells[1] } == [.count(3), .count(16), .count(0)])
        let shown = try report.disclosed(at: .public)
        let cohorts = shown.sections[2].tables[0]
        let (headline, trend) = (shown.sections[0].figures, shown.sections[1].tables[0])
        #expect(cohorts.rows[0].cells[1] == .suppressed)
        let total = headline[0].value
        #expect(total == trend.rows.last?.cells[1] && total == cohorts.total?.cells[1])
        #expect(cohorts.rows[1].cells[1] == .suppressed || total == .suppressed)
    }

    @Test func `one quantity in two sections is hidden in both, or in none`() throws {
        let shown = try disclosed(
            [
                section("one", [("all", .count(20)), ("few", .count(17))]),
                section("two", [("few", .count(17))]),
            ], relations: [.part("one.few", of: "one.all"), .same("one.few", "two.few")])
        #expect(shown.sections[0].figures[1].value == .suppressed)
        #expect(shown.sections[1].figures[0].value == .suppressed)
    }

    @Test func `a sum over sections gives no part away`() throws {
        let sections = [
            section("whole", [("n", .count(30))]), section("a", [("n", .count(4))]),
            section("b", [("n", .count(10))]), section("c", [("n", .count(16))]),
        ]
        let relations: [Relation] = [.sum("whole.n", of: ["a.n", "b.n", "c.n"])]
        let shown = try disclosed(sections, relations: relations)
        #expect(
            shown.sections.map { $0.figures[0].value }
                == [.count(30), .suppressed, .suppressed, .count(16)])
    }

    @Test func `six single children are not told by their sum`() throws {
        let parts = (0..<6).map { "p\($0)" }
        let shown = try disclosed(
            [section("s", [("all", .count(6))] + parts.map { ($0, .count(1)) })],
            relations: [.sum("s.all", of: parts.map { "s.\($0)" })])
        #expect(shown.sections[0].figures.allSatisfy { $0.value == .suppressed })
    }

    @Test func `a rate goes with the quantities it is made of, and stays with them`() throws {
        let shown = try disclosed([
            Document.Section(
                "s", "S",
                figures: [
                    Document.Figure("all", "all", .count(40)),
                    Document.Figure("some", "some", .count(20)),
                    Document.Figure("few", "few", .count(3)),
                    Document.Figure("one", "one", .rate(Rate(20, of: 40)), from: ["some", "all"]),
                    Document.Figure("two", "two", .rate(Rate(3, of: 40)), from: ["few", "all"]),
                ])
        ])
        #expect(shown.sections[0].figures[3].value == .rate(Rate(20, of: 40)))
        #expect(shown.sections[0].figures[4].value == .suppressed)
    }

    @Test(arguments: [
        (0, 0), (1, 0), (2, 0), (3, 5), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (52, 50),
        (53, 55),
    ])
    func `a count is rounded to the nearest five, whatever is beside it`(
        count: Int, rounded: Int
    ) throws {
        let shown = try disclosed([section("s", [("n", .count(count))])], by: .rounded)
        #expect(shown.sections[0].figures[0].value == .count(rounded))
    }

    @Test func `a rounded rate is of rounded counts, and of few none`() throws {
        let shown = try disclosed(
            [section("s", [("a", .rate(Rate(12, of: 48))), ("b", .rate(Rate(9, of: 22)))])],
            by: .rounded)
        #expect(shown.sections[0].figures.map(\.value) == [.rate(Rate(10, of: 50)), .suppressed])
    }

    @Test func `four threes are not told by their rounded sum`() throws {
        // 3 to 7 each, 8 to 12 together: each would be 3.
        let parts = (0..<4).map { "p\($0)" }
        let shown = try disclosed(
            [section("s", [("all", .count(12))] + parts.map { ($0, .count(3)) })],
            relations: [.sum("s.all", of: parts.map { "s.\($0)" })], by: .rounded)
        #expect(shown.sections[0].figures.contains { $0.value == .suppressed })
    }

    @Test func `what is out already stays, and what would tell the rest goes`() throws {
        let view = try Records.inMemory().asOf(.now)
        func document(_ to: String, _ count: Int) throws -> Document {
            Document(
                "d", "D",
                during: Period(from: try LocalDate(iso: "2025-04-01"), to: try LocalDate(iso: to)),
                from: try Provenance(view), [section("s", [("n", .count(count))])])
        }
        let (may, june) = (try document("2025-06-01", 17), try document("2025-07-01", 20))
        let shown = { (document: Document) in document.sections[0].figures[0].value }
        #expect(shown(try june.disclosed(at: .public)) == .count(20))
        #expect(shown(try june.disclosed(at: .public, beside: [may])) == .suppressed)
        #expect(
            shown(try document("2025-07-01", 27).disclosed(at: .public, beside: [may]))
                == .count(27))
    }
}

/// Looks for numbers in the hidden cells of a grid, with totals in its last column and row, until
/// each hidden number was seen with two values.
private struct Filling {
    private let grid: [[Int?]]
    private var numbers: [[Int]]
    private var values: [[Set<Int>]]
    private let height: Int
    private let width: Int

    init(_ grid: [[Int?]]) {
        self.grid = grid
        numbers = grid.map { $0.map { $0 ?? 0 } }
        values = grid.map { $0.map { _ in [] } }
        (height, width) = (grid.count - 1, grid[0].count - 1)
    }

    /// The hidden cells that have fewer than two values, as far as the search has gone.
    var told: [(row: Int, column: Int)] {
        (0..<height).flatMap { row in
            (0..<width).filter { grid[row][$0] == nil && values[row][$0].count < 2 }
                .map { (row, $0) }
        }
    }

    mutating func run(_ place: Int = 0) {
        if place % width == 0, place > 0, !rowAgrees(place / width - 1) { return }
        guard place < height * width else { return note() }
        let (row, column) = (place / width, place % width)
        guard grid[row][column] == nil else { return run(place + 1) }
        let bound = min(20, grid[row][width] ?? 20, grid[height][column] ?? 20)
        for number in 0...bound {
            numbers[row][column] = number
            run(place + 1)
            if told.isEmpty { return }
        }
        numbers[row][column] = 0
    }

    private func rowAgrees(_ row: Int) -> Bool {
        grid[row][width].map { $0 == numbers[row][..<width].reduce(0, +) } ?? true
    }

    private mutating func note() {
        for column in 0..<width {
            let sum = (0..<height).reduce(0) { $0 + numbers[$1][column] }
            if let shown = grid[height][column], shown != sum { return }
        }
        let all = (0..<height).reduce(0) { $0 + numbers[$1][..<width].reduce(0, +) }
        if let shown = grid[height][width], shown != all { return }
        for row in 0..<height {
            for column in 0..<width { values[row][column].insert(numbers[row][column]) }
        }
    }
}
