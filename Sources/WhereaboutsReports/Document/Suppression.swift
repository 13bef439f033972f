import Whereabouts

/// Keeps small numbers back in what is published, and what would give them away.
///
/// 1. *Primary*: a count from 1 to 5 is shown as `c`; so is a part when what is left of its whole is
///    from 1 to 5, and a rate or an average with a small number behind it.
/// 2. *Secondary*: where rows add up to a total, or columns to a column, a number that could be
///    told by subtraction is hidden by hiding another with it, the smallest first, until at least
///    two are hidden that add up to more than the limit.
/// 3. *Few people*: where a whole document, or a row, is about so few children that any figure of
///    it would be theirs, everything in it is kept back, zeros too.
///
/// A true zero stays (DfE, "Children looked after in England", footnotes).
public struct Suppression: Hashable, Sendable {
    /// The largest number that is kept back.
    public let limit: Int

    /// 1 to 5, as the Department did up to 2017 and boards do.
    public static let standard = Suppression(limit: 5)

    /// Keeps back numbers from 1 to `limit`.
    public init(limit: Int) { self.limit = limit }

    func apply(to document: inout Document) {
        if isSmall(document.people ?? 0) {
            // Which rows there are tells of the few as well.
            for place in document.sections.indices { document.sections[place].tables = [] }
            document.sections.removeAll(where: \.figures.isEmpty)
            document.change { cell in if cell.isFigure { cell = .suppressed } }
            document.notes.append(
                "c: kept back, since the report is about fewer than \(limit + 1) children")
            return
        }
        for place in document.sections.indices { apply(to: &document.sections[place]) }
        document.notes.append(
            "c: kept back, a number from 1 to \(limit) or one that would give such a number away")
    }

    private func isSmall(_ number: Int) -> Bool { (1...limit).contains(number) }

    // MARK: Figures

    private func apply(to section: inout Document.Section) {
        let values = section.figures.reduce(into: [String: Int]()) { values, figure in
            values[figure.name] = figure.value.number
        }
        for place in section.figures.indices {
            let figure = section.figures[place]
            let left = figure.whole.flatMap { values[$0] }.flatMap { whole in
                figure.value.number.map { whole - $0 }
            }
            if hides(figure.value) || isSmall(left ?? 0) {
                section.figures[place].value = .suppressed
            }
        }
        for place in section.tables.indices { apply(to: &section.tables[place]) }
    }

    /// Whether a value has a small number in it or behind it.
    private func hides(_ cell: Cell) -> Bool {
        switch cell {
        case .count(let number): isSmall(number)
        case .rate(let rate), .wholeRate(let rate):
            [rate.numerator, rate.denominator, rate.denominator - rate.numerator]
                .contains(where: isSmall)
        case .ratio(let rate), .average(let rate):
            isSmall(rate.numerator) || isSmall(rate.denominator)
        case .hours(_, let behind), .pounds(_, let behind): isSmall(behind)
        default: false
        }
    }

    // MARK: Tables

    private func apply(to table: inout Table) {
        var grid = table.rows.map(\.cells) + (table.total.map { [$0.cells] } ?? [])
        for (place, row) in table.rows.enumerated() where isSmall(row.people ?? 0) {
            for cell in grid[place].indices where grid[place][cell].isFigure {
                grid[place][cell] = .suppressed
            }
            grid[place] = grid[place].map { if case .number = $0 { .suppressed } else { $0 } }
        }
        let numbers = (table.rows.map(\.cells) + (table.total.map { [$0.cells] } ?? []))
            .map { $0.map(\.number) }
        for row in grid.indices {
            for column in grid[row].indices where hides(grid[row][column]) {
                grid[row][column] = .suppressed
            }
        }
        let lines = lines(of: table)
        while let more = lines.lazy.compactMap({ next(in: $0, grid, numbers) }).first {
            grid[more.row][more.column] = .suppressed
        }
        for row in table.rows.indices { table.rows[row].cells = grid[row] }
        if table.total != nil { table.total?.cells = grid[grid.count - 1] }
        hideDerived(&table)
        if table.isRanked { table.moveHiddenRowsToTheEnd() }
    }

    /// The place of a cell.
    private struct Place: Hashable {
        let row: Int
        let column: Int
    }

    /// Cells that add up: the parts and, last, their sum.
    private func lines(of table: Table) -> [[Place]] {
        let height = table.rows.count + (table.total == nil ? 0 : 1)
        var lines: [[Place]] = []
        if table.total != nil {
            for column in table.columns.indices {
                lines.append((0..<height).map { Place(row: $0, column: column) })
            }
        }
        for (sum, column) in table.columns.enumerated() where !column.parts.isEmpty {
            let parts = column.parts.compactMap { name in
                table.columns.firstIndex { $0.name == name }
            }
            for row in 0..<height {
                lines.append((parts + [sum]).map { Place(row: row, column: $0) })
            }
        }
        return lines
    }

    /// What has to be hidden besides, so that nothing hidden in a line can be told.
    private func next(in line: [Place], _ grid: [[Cell]], _ numbers: [[Int?]]) -> Place? {
        let counted = line.filter { numbers[$0.row][$0.column] != nil }
        let hidden = counted.filter { grid[$0.row][$0.column] == .suppressed }
        guard !hidden.isEmpty else { return nil }
        func number(_ place: Place) -> Int { numbers[place.row][place.column] ?? 0 }
        // With the sum hidden, whatever is hidden among the parts stands behind two unknowns.
        let isSumHidden = line.last.map { hidden.contains($0) } ?? false
        let others = hidden.count - (isSumHidden ? 1 : 0)
        let sum = hidden.filter { $0 != line.last }.reduce(0) { $0 + number($1) }
        let isSafe =
            isSumHidden ? others >= 1 || counted.count <= 1 : others >= 2 && sum > limit
        guard !isSafe else { return nil }
        let open = counted.filter { grid[$0.row][$0.column] != .suppressed }
        // Hiding a zero hides nothing; where no part is left, the sum itself has to go.
        let parts = open.filter { $0 != line.last && number($0) > 0 }
        let smallest = parts.min {
            (number($0), $0.row, $0.column) < (number($1), $1.row, $1.column)
        }
        return smallest ?? open.last { $0 == line.last }
    }

    /// Rates and the like stand on counts: where one of a row's is hidden, so are they.
    private func hideDerived(_ table: inout Table) {
        func hide(_ cells: inout [Cell]) {
            guard cells.contains(.suppressed) else { return }
            for place in cells.indices where cells[place].isDerived { cells[place] = .suppressed }
        }
        for row in table.rows.indices { hide(&table.rows[row].cells) }
        if var total = table.total {
            hide(&total.cells)
            table.total = total
        }
    }
}

extension Cell {
    /// A count of people or events that can be added up and taken apart.
    var number: Int? {
        if case .count(let number) = self { number } else { nil }
    }

    /// Whether it is a figure at all, and no label.
    var isFigure: Bool {
        switch self {
        case .count, .rate, .wholeRate, .ratio, .average, .hours, .single, .change, .pounds,
            .noData, .negligible:
            true
        default: false
        }
    }

    /// Whether it follows from other figures.
    var isDerived: Bool {
        switch self {
        case .rate, .wholeRate, .ratio, .average, .hours, .change, .pounds: true
        default: false
        }
    }
}

extension Table {
    /// In the order of their labels, so that their places tell nothing.
    fileprivate mutating func moveHiddenRowsToTheEnd() {
        func isHidden(_ row: Row) -> Bool { row.cells.contains(.suppressed) }
        let hidden = rows.filter(isHidden).map { row in
            var row = row
            row.cells = row.cells.map { if case .number = $0 { .suppressed } else { $0 } }
            return row
        }
        func label(_ row: Row) -> String { row.cells.first { !$0.isNumeric }?.text ?? "" }
        rows =
            rows.filter { !isHidden($0) }
            + hidden.sorted { label($0).utf8.lexicographicallyPrecedes(label($1).utf8) }
    }
}
