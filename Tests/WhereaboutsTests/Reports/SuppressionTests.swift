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
        let hidden = shown(try disclosed(table([[0, 6, 5], [20, 30, 40], [10, 10, 1]])))
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
