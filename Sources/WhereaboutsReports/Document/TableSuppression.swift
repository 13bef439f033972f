import Whereabouts

/// Keeps small numbers back in one table; see ``Suppression``.
struct TableSuppression {
    private let rule: Suppression

    init(_ rule: Suppression) { self.rule = rule }

    /// The place of a cell.
    private struct Place: Hashable {
        let row: Int
        let column: Int
    }

    /// Hides in `table` what would give away small numbers of `whole`, which nothing is hidden of.
    func apply(to table: inout Table, of whole: Table) {
        let numbers = (whole.rows + [whole.total].compactMap { $0 }).map { $0.cells.map(\.number) }
        var grid = (table.rows + [table.total].compactMap { $0 }).map(\.cells)
        hideFew(table, &grid)
        for row in grid.indices {
            for column in grid[row].indices where rule.hides(grid[row][column]) {
                grid[row][column] = .suppressed
            }
        }
        if table.drawing == .heat { hideHeat(&grid) }
        hideDifferences(table, numbers, &grid)
        let lines = lines(of: table)
        while let more = lines.lazy.compactMap({ next(in: $0, grid, numbers) }).first {
            grid[more.row][more.column] = .suppressed
        }
        for row in table.rows.indices { table.rows[row].cells = grid[row] }
        if table.total != nil { table.total?.cells = grid[grid.count - 1] }
        if table.isRanked { table.moveHiddenRowsToTheEnd() }
    }

    /// Rows about few people, and columns of a grid whose first count is of few.
    private func hideFew(_ table: Table, _ grid: inout [[Cell]]) {
        for (place, row) in table.rows.enumerated() where rule.isSmall(row.people) {
            for cell in grid[place].indices where grid[place][cell].isFigure {
                grid[place][cell] = .suppressed
            }
        }
        guard table.isGrid else { return }
        for column in table.columns.indices {
            let first = grid.lazy.compactMap { $0[column].number }.first
            guard rule.isSmall(first) else { continue }
            for row in grid.indices where grid[row][column].isFigure {
                grid[row][column] = .suppressed
            }
        }
    }

    /// With one square hidden, the shown ones and the sum of all would tell it.
    private func hideHeat(_ grid: inout [[Cell]]) {
        guard grid.contains(where: { $0.contains(.suppressed) }) else { return }
        for row in grid.indices {
            for column in grid[row].indices where grid[row][column].number ?? 0 > 0 {
                grid[row][column] = .suppressed
            }
        }
    }

    /// In a row, counts of columns that do not add up; in a grid, counts of a column.
    private func hideDifferences(
        _ table: Table, _ numbers: [[Int?]], _ grid: inout [[Cell]]
    ) {
        guard table.drawing != .heat else { return }
        let added = Set(table.columns.flatMap { $0.parts.isEmpty ? [] : $0.parts + [$0.name] })
        let columns = table.columns.indices.filter { !added.contains(table.columns[$0].name) }
        var lines = grid.indices.map { row in columns.map { Place(row: row, column: $0) } }
        if table.isGrid {
            lines += table.columns.indices.map { column in
                grid.indices.map { Place(row: $0, column: column) }
            }
        }
        for line in lines {
            let shown = line.filter { grid[$0.row][$0.column] != .suppressed }
            let near = rule.tooNear(shown.compactMap { numbers[$0.row][$0.column] })
            for place in shown {
                if let number = numbers[place.row][place.column], near.contains(number) {
                    grid[place.row][place.column] = .suppressed
                }
            }
        }
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
            isSumHidden ? others >= 1 || counted.count <= 1 : others >= 2 && sum > rule.limit
        guard !isSafe else { return nil }
        let open = counted.filter { grid[$0.row][$0.column] != .suppressed }
        // Hiding a zero hides nothing; where no part is left, the sum itself has to go.
        let parts = open.filter { $0 != line.last && number($0) > 0 }
        let smallest = parts.min {
            (number($0), $0.row, $0.column) < (number($1), $1.row, $1.column)
        }
        return smallest ?? open.last { $0 == line.last }
    }
}

extension Table {
    /// In the order of their labels, so that their places tell nothing; ranks go altogether, since a
    /// gap in them would tell.
    fileprivate mutating func moveHiddenRowsToTheEnd() {
        let isHidden = rows.map { $0.cells.contains(.suppressed) }
        guard isHidden.contains(true) else { return }
        change { cell in if case .number = cell { cell = .suppressed } }
        func label(_ row: Row) -> String { row.cells.first { !$0.isNumeric }?.text ?? "" }
        let shown = zip(rows, isHidden).filter { !$1 }.map(\.0)
        let hidden = zip(rows, isHidden).filter { $1 }.map(\.0)
        rows =
            shown
            + hidden.sorted { label($0).utf8.lexicographicallyPrecedes(label($1).utf8) }
    }
}
