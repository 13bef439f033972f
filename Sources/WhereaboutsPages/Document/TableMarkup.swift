import WhereaboutsReports

/// A table as markup, its drawing above it.
struct TableMarkup {
    private let templates: Templates
    private let table: Table
    private let id: String
    /// A column of numbers stands to the right.
    private let sides: [Fields.Field]

    /// A table of so few rows is not broken over two sheets.
    private static let shortRows = 15

    init(_ templates: Templates, _ table: Table, id: String) {
        (self.templates, self.table, self.id) = (templates, table, id)
        sides = table.columns.indices.map { place in
            let cells = table.rows.compactMap {
                $0.cells.indices.contains(place) ? $0.cells[place] : nil
            }
            let isNumeric =
                cells.contains(where: \.isNumeric)
                && cells.allSatisfy { $0.isNumeric || $0 == .none }
            return .text(isNumeric ? "number" : "text")
        }
    }

    var markup: Markup {
        templates.render(
            .table,
            Fields([
                "id": .text(id), "title": .text(table.title.sentence),
                "drawing": .markup(TableDrawing(table, id: id).markup),
                "density": .text(Self.density(table.columns.count)),
                "isShort": .flag(table.rows.count <= Self.shortRows),
                "hasRows": .flag(!table.rows.isEmpty),
                "columns": .list(
                    zip(table.columns, sides).map { column, side in
                        Fields(["label": .text(column.label.sentence), "side": side])
                    }),
                "rows": .list(table.rows.map(row)),
                "totals": .list(table.total.map { [row($0)] } ?? []),
            ]))
    }

    /// How close columns stand; many of them are pushed from side to side on a phone.
    private static func density(_ count: Int) -> String {
        switch count {
        case ...3: "plain"
        case ...12: "wide"
        default: "dense"
        }
    }

    private func row(_ row: Table.Row) -> Fields {
        Fields([
            "head": .markup(row.cells.first?.markup ?? Markup("")),
            "headSide": sides.first ?? .text("text"),
            "cells": .list(
                zip(row.cells, sides).dropFirst().map { cell, side in
                    Fields(["value": .markup(cell.markup), "side": side])
                }),
        ])
    }
}
