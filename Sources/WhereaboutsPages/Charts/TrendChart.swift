/// Lines over periods: amounts of one unit share one axis.
struct TrendChart {
    let id: String
    let title: String
    let unit: ChartUnit
    let periods: [String]
    let lines: [Line]

    /// One line.
    struct Line {
        let label: String
        let values: [ChartValue]
    }

    private static let width = 480
    private static let (left, top, bottom) = (52, 26, 214)
    private static let right = width - 20

    private var axis: Axis {
        Axis(greatest: lines.flatMap(\.values).compactMap(\.amount).max() ?? 0)
    }

    var markup: Markup {
        var drawing = Drawing(id: id)
        drawAxis(&drawing)
        drawPeriods(&drawing)
        for (place, line) in lines.enumerated() { draw(line, place, &drawing) }
        let height = drawLegend(&drawing)
        return drawing.markup((Self.width, height), title: title, description: description)
    }

    private func drawAxis(_ drawing: inout Drawing) {
        if !unit.label.isEmpty { drawing.text(unit.label, 0, 14, size: 14, fill: Ink.soft) }
        for tick in axis.ticks {
            let y = Self.bottom - axis.place(tick, on: Self.bottom - Self.top)
            drawing.line(Self.left, y, Self.right, y, stroke: tick == 0 ? Ink.text : Ink.line)
            let label = tick % 10 == 0 ? "\(tick / 10)" : Tenths.text(tick)
            drawing.text(label, Self.left - 8, y + 5, size: 14, .end, fill: Ink.soft)
        }
    }

    /// As many labels as fit, the last one always.
    private func drawPeriods(_ drawing: inout Drawing) {
        let longest = periods.map { Drawing.width(of: $0, size: 14) }.max() ?? 1
        let fitting = max(1, (Self.right - Self.left) / (longest + 10))
        let step = max(1, (periods.count + fitting - 1) / fitting)
        for place in stride(from: periods.count - 1, through: 0, by: -step) {
            let isLast = place == periods.count - 1 && periods.count > 1
            let x = isLast ? Self.width : x(place)
            drawing.text(periods[place], x, Self.bottom + 20, size: 14, isLast ? .end : .middle)
            drawing.line(
                self.x(place), Self.bottom, self.x(place), Self.bottom + 4, stroke: Ink.text)
        }
    }

    private func x(_ place: Int) -> Int {
        guard periods.count > 1 else { return (Self.left + Self.right) / 2 }
        return Self.left + 8 + place * (Self.right - Self.left - 16) / (periods.count - 1)
    }

    private func draw(_ line: Line, _ place: Int, _ drawing: inout Drawing) {
        var run: [(x: Int, y: Int)] = []
        func endRun() {
            if run.count > 1 {
                drawing.path(
                    run, stroke: Ink.lines[place % Ink.lines.count],
                    dashes: Ink.dashes[place % Ink.dashes.count])
            }
            run = []
        }
        for (period, value) in line.values.enumerated() {
            switch value {
            case .amount(let tenths):
                let y = Self.bottom - axis.place(tenths, on: Self.bottom - Self.top)
                run.append((x(period), y))
            case .hidden:
                endRun()
                drawing.rectangle(
                    x(period) - 6, Self.top, 12, Self.bottom - Self.top, fill: drawing.hatching)
            case .missing: endRun()
            }
        }
        endRun()
        for (period, value) in line.values.enumerated() {
            guard case .amount(let tenths) = value else { continue }
            let y = Self.bottom - axis.place(tenths, on: Self.bottom - Self.top)
            Self.mark(x(period), y, place, &drawing)
        }
    }

    /// A mark of another shape for each line.
    private static func mark(_ x: Int, _ y: Int, _ place: Int, _ drawing: inout Drawing) {
        let color = Ink.lines[place % Ink.lines.count]
        switch place % 5 {
        case 0: drawing.circle(x, y, 5, fill: color)
        case 1: drawing.rectangle(x - 5, y - 5, 10, 10, fill: color)
        case 2: drawing.shape([(x, y - 6), (x + 6, y + 5), (x - 6, y + 5)], fill: color)
        case 3: drawing.shape([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], fill: color)
        default: drawing.circle(x, y, 5, fill: "#fff", stroke: color)
        }
    }

    /// The lines' names; gives the height of the whole.
    private func drawLegend(_ drawing: inout Drawing) -> Int {
        var y = Self.bottom + 48
        for (place, line) in lines.enumerated() {
            drawing.line(
                Self.left, y, Self.left + 36, y, stroke: Ink.lines[place % Ink.lines.count],
                width: 3, dashes: Ink.dashes[place % Ink.dashes.count])
            Self.mark(Self.left + 18, y, place, &drawing)
            let width = Self.width - Self.left - 48
            drawing.text(Drawing.fitted(line.label, width: width), Self.left + 48, y + 5)
            y += 24
        }
        return y - 8
    }

    private var description: String {
        var text = lines.map { line in
            let known = line.values.enumerated().filter { $0.element.amount != nil }
            guard let first = known.first, let last = known.last else {
                return "\(line.label): nothing known"
            }
            return "\(line.label): \(Tenths.text(first.element.amount ?? 0)) in"
                + " \(periods[first.offset]), \(Tenths.text(last.element.amount ?? 0)) in"
                + " \(periods[last.offset])"
        }.joined(separator: "; ")
        if lines.contains(where: { $0.values.contains(.hidden) }) {
            text += "; hatched where a figure is kept back"
        }
        return text + ". The table has every figure."
    }
}
