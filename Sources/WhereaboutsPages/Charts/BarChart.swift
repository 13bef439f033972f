/// A bar a row, its label above it; where they are parts of a whole, the whole stands behind them.
struct BarChart {
    let id: String
    let title: String
    let rows: [Row]
    /// Whether every bar is a part of the first.
    let isFunnel: Bool

    /// One bar.
    struct Row {
        let label: String
        let value: ChartValue
        /// The amount as the table tells it.
        let text: String
    }

    /// More bars than these are read better in the table.
    static let limit = 15
    private static let width = 480
    private static let rowHeight = 46
    private static let barLimit = 330

    var markup: Markup {
        var drawing = Drawing(id: id)
        let drawn = rows.prefix(Self.limit)
        let greatest = max(1, drawn.compactMap(\.value.amount).max() ?? 1)
        let whole = isFunnel ? max(1, drawn.first?.value.amount ?? 1) : greatest
        for (place, row) in drawn.enumerated() {
            draw(row, place * Self.rowHeight, max(whole, greatest), &drawing)
        }
        drawing.line(0, 0, 0, drawn.count * Self.rowHeight, stroke: Ink.text, width: 2)
        return drawing.markup(
            (Self.width, drawn.count * Self.rowHeight + 4), title: title, description: description)
    }

    private func draw(_ row: Row, _ top: Int, _ greatest: Int, _ drawing: inout Drawing) {
        drawing.text(Drawing.fitted(row.label, width: Self.width - 8), 6, top + 15)
        var end = 0
        if isFunnel { drawing.rectangle(0, top + 21, Self.barLimit, 18, fill: Ink.pale) }
        switch row.value {
        case .amount(let tenths):
            end = tenths * Self.barLimit / greatest
            if end > 0 { drawing.rectangle(0, top + 21, end, 18, fill: Ink.main) }
        case .hidden:
            end = 40
            drawing.rectangle(0, top + 21, end, 18, fill: drawing.hatching, stroke: Ink.soft)
        case .missing: break
        }
        let text = Drawing.fitted(row.text + share(row), width: Self.width - 8)
        let start = min((isFunnel ? Self.barLimit : end) + 8, Self.width - Drawing.width(of: text))
        // A text that would lie on the dark bar stands at its end instead.
        drawing.text(text, max(start, end + 8), top + 36, isBold: true)
    }

    /// How much of the first it is.
    private func share(_ row: Row) -> String {
        guard isFunnel, let part = row.value.amount, let whole = rows.first?.value.amount,
            whole > 0, row.label != rows.first?.label
        else { return "" }
        let tenths = (part * 2_000 + whole) / (2 * whole)
        return " (\(Tenths.text(tenths)) %)"
    }

    private var description: String {
        var text = "\(min(rows.count, Self.limit)) bars"
        if rows.count > Self.limit { text += ", the first of \(rows.count) rows" }
        let known = rows.prefix(Self.limit).filter { $0.value.amount != nil }
        if let most = known.max(by: { ($0.value.amount ?? 0) < ($1.value.amount ?? 0) }) {
            text += "; the longest is \(most.label), \(most.text)"
        }
        if rows.contains(where: { $0.value == .hidden }) {
            text += "; hatched where a figure is kept back"
        }
        return text + ". The table has every figure."
    }
}
