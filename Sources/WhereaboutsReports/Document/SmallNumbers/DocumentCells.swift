/// The place of a cell in a document, the background behind the sections counted on.
struct CellPlace: Hashable {
    let section: Int
    /// The table; `nil` for a figure.
    let table: Int?
    /// The figure or the row; the row behind the last is the total.
    let row: Int
    let column: Int
}

/// A cell with what is known of it before anything is decided.
struct PlacedCell {
    let place: CellPlace
    /// `section.figure`, or `section.table.row.column`.
    let name: String
    let cell: Cell
    /// Whether it is about so few that even a zero is kept back.
    let isFew: Bool
    /// The names of the quantities that it is made of.
    let inputs: [String]
    /// Whether it was shown in a document that is out already; `nil` in the document itself.
    var isPublished: Bool?

    /// The cell as one of a document that is out already.
    func published(_ isPublished: Bool?, under start: String, behind sections: Int) -> PlacedCell {
        PlacedCell(
            place: CellPlace(
                section: place.section + sections, table: place.table, row: place.row,
                column: place.column),
            name: start + name, cell: cell, isFew: isFew, inputs: inputs.map { start + $0 },
            isPublished: isPublished)
    }
}

extension Document {
    /// All cells, first those that are shown, then the background.
    func cells(_ rule: Suppression) -> [PlacedCell] {
        (sections + background).enumerated().flatMap { $1.cells($0, rule) }
    }
}

extension Document.Section {
    fileprivate func cells(_ section: Int, _ rule: Suppression) -> [PlacedCell] {
        let isFew = rule.isSmall(people)
        let own = figures.enumerated().map { place, figure in
            PlacedCell(
                place: CellPlace(section: section, table: nil, row: place, column: 0),
                name: "\(name).\(figure.name)", cell: figure.value,
                isFew: isFew || rule.isSmall(figure.people),
                inputs: figure.inputs.map { absolute($0, under: name) })
        }
        return own
            + tables.enumerated().flatMap { place, table in
                table.isAboutChildren ? [] : cells(of: table, section, place, isFew, rule)
            }
    }

    private func cells(
        of table: Table, _ section: Int, _ place: Int, _ isFew: Bool, _ rule: Suppression
    ) -> [PlacedCell] {
        let rows = table.rows + (table.total.map { [$0] } ?? [])
        let few = table.fewColumns(rule)
        return zip(rows, table.rowNames).enumerated().flatMap { number, row in
            row.0.cells.enumerated().map { column, cell in
                PlacedCell(
                    place: CellPlace(
                        section: section, table: place, row: number, column: column),
                    name: "\(name).\(table.name).\(row.1).\(table.columns[column].name)",
                    cell: cell,
                    isFew: isFew || rule.isSmall(row.0.people) || few.contains(column),
                    inputs: table.columns[column].inputs.map { input in
                        input.hasPrefix("*")
                            ? "\(name).\(table.name).\(input)"
                            : absolute(input, under: "\(name).\(table.name).\(row.1)")
                    })
            }
        }
    }

    /// A name that starts with a stroke is one of the document.
    private func absolute(_ name: String, under start: String) -> String {
        name.hasPrefix("/") ? String(name.dropFirst()) : "\(start).\(name)"
    }
}

extension Table {
    /// The name of the total among those of the rows.
    static let totalName = "*"

    /// What each row is called in the names of its cells, once each; the total last.
    var rowNames: [String] {
        var seen: [String: Int] = [:]
        let names = rows.map { row in
            let own = row.name ?? row.cells.lazy.compactMap(\.label).first ?? ""
            seen[own, default: 0] += 1
            return seen[own].map { $0 == 1 ? own : "\(own)#\($0)" } ?? own
        }
        return total == nil ? names : names + [Self.totalName]
    }

    /// Columns of a grid of which the first count is of few.
    fileprivate func fewColumns(_ rule: Suppression) -> Set<Int> {
        guard isGrid else { return [] }
        return Set(
            columns.indices.filter { column in
                rule.isSmall(rows.lazy.compactMap { $0.cells[column].number }.first)
            })
    }
}

extension Cell {
    fileprivate var label: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
