/// A square a cell, darker for more: days one below the other, hours side by side.
struct HeatChart {
    let id: String
    let title: String
    let columns: [String]
    let rows: [Row]

    /// One day.
    struct Row {
        let label: String
        let cells: [ChartValue]
    }

    private static let (left, top, width) = (92, 26, 740)

    private var greatest: Int { rows.flatMap(\.cells).compactMap(\.amount).max() ?? 0 }
    private var side: Int { max(14, (Self.width - Self.left) / max(1, columns.count)) }
    private var height: Int { min(side, 30) }

    var markup: Markup {
        var drawing = Drawing(id: id)
        drawHours(&drawing)
        for (place, row) in rows.enumerated() { draw(row, place, &drawing) }
        let bottom = Self.top + rows.count * height
        drawLegend(bottom + 14, &drawing)
        return drawing.markup(
            (Self.left + columns.count * side + 2, bottom + 38), title: title,
            description: description, isBroad: true)
    }

    private func drawHours(_ drawing: inout Drawing) {
        let longest = columns.map { Drawing.width(of: $0, size: 13) }.max() ?? 1
        let step = longest < side ? 1 : (longest / side + 3) / 3 * 3
        for place in stride(from: 0, to: columns.count, by: step) {
            let x = Self.left + place * side + side / 2
            drawing.text(columns[place], x, Self.top - 8, size: 13, .middle, fill: Ink.soft)
        }
    }

    private func draw(_ row: Row, _ place: Int, _ drawing: inout Drawing) {
        let y = Self.top + place * height
        let label = Drawing.fitted(row.label, width: Self.left - 8, size: 14)
        drawing.text(label, Self.left - 8, y + height / 2 + 5, size: 14, .end)
        for (column, value) in row.cells.enumerated() {
            let x = Self.left + column * side
            switch value {
            case .amount(let tenths):
                let step = step(of: tenths)
                drawing.rectangle(
                    x, y, side, height, fill: step.map { Ink.steps[$0].fill } ?? "#fff",
                    stroke: "#d6dadd")
                guard let step else { continue }
                let text = tenths % 10 == 0 ? "\(tenths / 10)" : Tenths.text(tenths)
                drawing.text(
                    text, x + side / 2, y + height / 2 + 5, size: text.count > 2 ? 10 : 13,
                    .middle, fill: Ink.steps[step].text)
            case .hidden:
                drawing.rectangle(x, y, side, height, fill: drawing.hatching, stroke: "#d6dadd")
            case .missing:
                drawing.rectangle(x, y, side, height, fill: "#fff", stroke: "#d6dadd")
                drawing.text("–", x + side / 2, y + height / 2 + 5, size: 13, .middle)
            }
        }
    }

    /// The step of an amount; `nil` for none at all.
    private func step(of tenths: Int) -> Int? {
        guard tenths > 0 else { return nil }
        return min(Ink.steps.count - 1, (tenths * Ink.steps.count - 1) / max(1, greatest))
    }

    private func drawLegend(_ y: Int, _ drawing: inout Drawing) {
        drawing.text("fewer", Self.left - 8, y + 14, size: 14, .end, fill: Ink.soft)
        drawing.rectangle(Self.left, y, 28, 18, fill: "#fff", stroke: Ink.line)
        for (place, step) in Ink.steps.enumerated() {
            drawing.rectangle(
                Self.left + (place + 1) * 28, y, 28, 18, fill: step.fill, stroke: Ink.line)
        }
        let end = Self.left + (Ink.steps.count + 1) * 28
        drawing.text("more; empty squares are 0", end + 8, y + 14, size: 14, fill: Ink.soft)
        guard rows.contains(where: { $0.cells.contains(.hidden) }) else { return }
        drawing.rectangle(end + 210, y, 28, 18, fill: drawing.hatching, stroke: Ink.line)
        drawing.text("kept back", end + 246, y + 14, size: 14, fill: Ink.soft)
    }

    private var description: String {
        var best: (row: String, column: String, amount: Int)?
        for row in rows {
            for (column, value) in zip(columns, row.cells) {
                if let amount = value.amount, amount > best?.amount ?? 0 {
                    best = (row.label, column, amount)
                }
            }
        }
        var text = "\(rows.count) rows of \(columns.count) squares"
        if let best {
            text += "; most, \(best.amount / 10), in \(best.row) \(best.column)"
        } else {
            text += "; all empty"
        }
        return text + ". The table has every figure."
    }
}
