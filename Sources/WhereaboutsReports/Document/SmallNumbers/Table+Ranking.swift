extension Table {
    /// Puts rows with hidden numbers behind the others, in the order of their labels, so that their
    /// places tell nothing; ranks go altogether, since a gap in them would tell.
    ///
    /// - Parameter isRounded: Whether all rows are put so: their order would tell what rounding hides.
    mutating func moveHiddenRowsToTheEnd(isRounded: Bool) {
        let isHidden = rows.map { isRounded || $0.cells.contains(.suppressed) }
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
