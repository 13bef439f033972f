import WhereaboutsReports

/// The cells of a document by names that stay the same when rows are put in another order.
struct CellList {
    struct Own {
        let name: String
        let cell: Cell
        let isFew: Bool
    }

    private(set) var cells: [Own] = []

    init(_ document: Document) {
        for section in document.sections {
            let isFew = Self.isSmall(section.people) || Self.isSmall(document.people)
            for figure in section.figures {
                cells.append(
                    Own(
                        name: "\(section.name)/\(figure.name)", cell: figure.value,
                        isFew: isFew || Self.isSmall(figure.people)))
            }
            for table in section.tables where !table.isAboutChildren {
                add(table, section, isFew)
            }
        }
    }

    private static func isSmall(_ people: Int?) -> Bool { (1...5).contains(people ?? 0) }

    private mutating func add(_ table: Table, _ section: Document.Section, _ isFew: Bool) {
        let few = Set(
            table.columns.indices.filter { column in
                guard table.isGrid else { return false }
                for row in table.rows {
                    if case .count(let number) = row.cells[column] { return Self.isSmall(number) }
                }
                return false
            })
        for row in table.rows + (table.total.map { [$0] } ?? []) {
            let key = row == table.total ? "*" : Self.key(row)
            for (column, cell) in row.cells.enumerated() {
                cells.append(
                    Own(
                        name: "\(section.name)/\(table.name)/\(key)/\(table.columns[column].name)",
                        cell: cell,
                        isFew: isFew || Self.isSmall(row.people) || few.contains(column)))
            }
        }
    }

    /// The labels of a row.
    static func key(_ row: Table.Row) -> String {
        row.cells.compactMap { if case .text(let text) = $0 { text } else { nil } }
            .joined(separator: "|")
    }
}
