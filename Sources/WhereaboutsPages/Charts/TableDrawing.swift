import WhereaboutsReports

/// The drawing that a table wants, above it; nothing for most tables.
struct TableDrawing {
    private let table: Table
    private let id: String

    init(_ table: Table, id: String) { (self.table, self.id) = (table, id) }

    var markup: Markup {
        guard let drawing = table.drawing, !table.rows.isEmpty, table.columns.count > 1 else {
            return Markup("")
        }
        switch drawing {
        case .bars: return figure(bars(isFunnel: false))
        case .funnel: return figure(bars(isFunnel: true))
        case .heat: return figure(heat, isBroad: true)
        case .trend: return figure(.joined(trends))
        }
    }

    private func figure(_ content: Markup, isBroad: Bool = false) -> Markup {
        let title = Markup(table.title.sentence).html
        var html = "<figure aria-labelledby=\"\(id)-caption\">\n"
        html += "<figcaption id=\"\(id)-caption\">\(title)</figcaption>\n"
        let empty = "<p class=\"note\">There is nothing to draw: no figure is known.</p>\n"
        if content.html.isEmpty {
            html += empty
        } else if isBroad {
            html += "<div class=\"scroll\" tabindex=\"0\" role=\"region\""
            html += " aria-label=\"Drawing: \(title)\">\n\(content.html)</div>\n"
        } else {
            html += "<div class=\"drawings\">\n\(content.html)</div>\n"
        }
        return Markup(ours: html + "</figure>\n")
    }

    private var labels: [String] { table.rows.map { $0.cells.first?.text ?? "" } }

    private func bars(isFunnel: Bool) -> Markup {
        let rows = zip(labels, table.rows).compactMap { label, row -> BarChart.Row? in
            guard row.cells.count > 1 else { return nil }
            let cell = row.cells[1]
            return BarChart.Row(
                label: label, value: cell.chartValue,
                text: cell == .suppressed ? "kept back" : cell.text)
        }
        return BarChart(id: id + "-bars", title: title, rows: rows, isFunnel: isFunnel).markup
    }

    private var title: String { "\(table.title): \(table.columns[1].label)" }

    /// The columns that are no sums of others, behind the first.
    private var columns: [Int] {
        table.columns.indices.dropFirst().filter { table.columns[$0].parts.isEmpty }
    }

    private var heat: Markup {
        let rows = zip(labels, table.rows).map { label, row in
            HeatChart.Row(
                label: label,
                cells: columns.map {
                    row.cells.indices.contains($0) ? row.cells[$0].chartValue : .missing
                })
        }
        return HeatChart(
            id: id + "-heat", title: table.title, columns: columns.map { table.columns[$0].label },
            rows: rows
        ).markup
    }

    /// A drawing for each unit, in the order of the columns.
    private var trends: [Markup] {
        var units: [ChartUnit] = []
        var byUnit: [ChartUnit: [TrendChart.Line]] = [:]
        for column in table.columns.indices.dropFirst() {
            let cells = table.rows.map {
                $0.cells.indices.contains(column) ? $0.cells[column] : .none
            }
            guard let unit = cells.lazy.compactMap(\.chartUnit).first else { continue }
            if !units.contains(unit) { units.append(unit) }
            byUnit[unit, default: []].append(
                TrendChart.Line(
                    label: table.columns[column].label.sentence, values: cells.map(\.chartValue)))
        }
        return units.enumerated().map { place, unit in
            let lines = byUnit[unit] ?? []
            return TrendChart(
                id: "\(id)-trend-\(place + 1)",
                title: "\(table.title): \(lines.map(\.label).joined(separator: ", "))", unit: unit,
                periods: labels, lines: lines
            ).markup
        }
    }
}
