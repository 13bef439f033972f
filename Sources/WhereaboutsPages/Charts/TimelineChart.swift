import EventLog
import Whereabouts

/// Lanes over time: bars for what lasted, marks for what happened.
struct TimelineChart {
    let id: String
    let title: String
    let lanes: [Lane]
    /// What is shown, in a sentence.
    let description: String

    /// A line of the drawing.
    struct Lane {
        let label: String
        var bars: [Bar] = []
        var marks: [Mark] = []
        /// Whether its bars are drawn hatched: away, its whereabouts known.
        var isHatched = false
    }

    /// Something that lasted.
    struct Bar {
        let start: Instant
        let end: Instant
        /// Whether it goes on at the moment of the view.
        let isOpen: Bool
    }

    /// Something that happened.
    struct Mark {
        let at: Instant
        let text: String
        var isHollow = false
    }

    private static let (left, right, top, laneHeight) = (170, 712, 10, 30)

    private var range: (start: Instant, end: Instant) {
        let moments = lanes.flatMap { lane in
            lane.bars.flatMap { [$0.start, $0.end] } + lane.marks.map(\.at)
        }
        let start = moments.min() ?? Instant(microseconds: 0)
        let end = max(moments.max() ?? start, start.adding(seconds: 3_600))
        return (start, end)
    }

    var markup: Markup {
        var drawing = Drawing(id: id)
        let bottom = Self.top + lanes.count * Self.laneHeight
        drawAxis(bottom, &drawing)
        for (place, lane) in lanes.enumerated() {
            draw(lane, Self.top + place * Self.laneHeight, &drawing)
        }
        return drawing.markup(
            (760, bottom + 42), title: title, description: description, isBroad: true)
    }

    private func x(_ moment: Instant) -> Int {
        let (start, end) = range
        let whole = (end.microseconds - start.microseconds) / 1_000_000
        let part = (moment.microseconds - start.microseconds) / 1_000_000
        return Self.left + Int(part * Int64(Self.right - Self.left) / max(1, whole))
    }

    private func draw(_ lane: Lane, _ y: Int, _ drawing: inout Drawing) {
        let label = Drawing.fitted(lane.label, width: Self.left - 12, size: 14)
        drawing.text(label, Self.left - 12, y + 20, size: 14, .end)
        for bar in lane.bars {
            let (start, end) = (x(bar.start), x(bar.end))
            drawing.rectangle(
                start, y + 6, max(3, end - start), 18,
                fill: lane.isHatched ? drawing.hatching : Ink.main, stroke: Ink.main)
            if bar.isOpen {
                drawing.shape([(end, y + 6), (end + 8, y + 15), (end, y + 24)], fill: Ink.main)
            }
        }
        for mark in lane.marks {
            let at = x(mark.at)
            drawing.circle(
                at, y + 15, 6, fill: mark.isHollow ? "#fff" : Ink.warm, stroke: Ink.warm)
            let isRight = at + 12 + Drawing.width(of: mark.text, size: 14) <= 760
            drawing.text(
                mark.text, isRight ? at + 12 : at - 12, y + 20, size: 14, isRight ? .start : .end)
        }
    }

    private func drawAxis(_ bottom: Int, _ drawing: inout Drawing) {
        let (start, end) = range
        let ticks = TimelineTicks(from: start, to: end)
        for tick in ticks.moments {
            drawing.line(x(tick), Self.top, x(tick), bottom + 4, stroke: Ink.pale)
            let (first, second) = ticks.labels(of: tick)
            drawing.text(first, x(tick), bottom + 19, size: 13, .middle, fill: Ink.soft)
            drawing.text(second, x(tick), bottom + 35, size: 13, .middle, fill: Ink.soft)
        }
        drawing.line(Self.left, bottom, Self.right, bottom, stroke: Ink.text)
    }
}
