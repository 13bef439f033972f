import Foundation
import Testing
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

struct ChartTests {
    private func drawing(_ table: Table) throws -> String {
        let page = try Samples.page(Samples.document([Samples.section(table)]))
        let start = try #require(page.range(of: "<figure"))
        let end = try #require(page.range(of: "</figure>"))
        return String(page[start.lowerBound..<end.upperBound])
    }

    private func trend(_ cells: [Cell]) throws -> String {
        try drawing(
            Samples.table(cells.enumerated().map { ("Q\($0)", $1) }, drawing: .trend))
    }

    @Test func `a bar is as long as its share of the longest`() throws {
        let drawing = try drawing(
            Samples.table([("a", .count(40)), ("b", .count(10)), ("c", .count(0))], drawing: .bars))
        #expect(drawing.contains("y=\"21\" width=\"330\""))
        #expect(drawing.contains("y=\"67\" width=\"82\""))
        #expect(!drawing.contains("width=\"0\""))
        #expect(drawing.contains("the longest is a, 40"))
    }

    @Test func `a bar of a funnel says how much of the first it is`() throws {
        let drawing = try drawing(
            Samples.table([("Required", .count(80)), ("Held", .count(50))], drawing: .funnel))
        #expect(drawing.contains(">50 (62.5 %)<"))
    }

    @Test(arguments: [Table.Drawing.bars, .trend, .heat, .funnel])
    func `what is kept back is hatched and never a number`(kind: Table.Drawing) throws {
        let cells: [(String, Cell)] = [("a", .count(40)), ("b", .suppressed), ("c", .count(30))]
        let drawing = try drawing(Samples.table(cells, drawing: kind))
        #expect(drawing.contains("-hatch)\""))
        #expect(drawing.contains("<pattern id="))
    }

    @Test(arguments: [Table.Drawing.bars, .trend, .heat, .funnel])
    func `a drawing has a role, a title and a description`(kind: Table.Drawing) throws {
        let drawing = try drawing(
            Samples.table([("a", .count(4)), ("b", .count(5))], drawing: kind))
        #expect(drawing.contains("role=\"img\""))
        #expect(drawing.contains("-title\">Reports"))
        #expect(drawing.contains("The table has every figure.</desc>"))
    }

    @Test func `a line is broken where nothing is known`() throws {
        let cells: [Cell] = [.count(1), .count(2), .noData, .count(3), .count(4)]
        let drawing = try trend(cells)
        #expect(drawing.split(separator: "<polyline").count == 3)
    }

    @Test func `figures of which none is known are no drawing`() throws {
        #expect(try trend([.noData, .none]).contains("There is nothing to draw"))
    }

    @Test func `units do not share an axis`() throws {
        let table = Table(
            "t", "Trend",
            columns: ["quarter", "children", "share"].map { Table.Column($0, $0) },
            rows: [1, 2].map {
                Table.Row([.text("Q\($0)"), .count($0), .rate(Rate($0, of: 3))])
            }, drawing: .trend)
        #expect(try drawing(table).split(separator: "<svg").count == 3)
    }

    @Test func `the greatest numbers there are draw`() throws {
        for kind in [Table.Drawing.bars, .trend, .heat, .funnel] {
            let cells: [(String, Cell)] = [
                ("a", .count(.max)), ("b", .hours(1 << 58, of: 1)), ("c", .count(.min)),
                ("d", .hours(-1 << 58, of: 1)), ("e", .rate(Rate(0, of: 0))),
            ]
            #expect(try drawing(Samples.table(cells, drawing: kind)).contains("<svg"))
        }
    }

    @Test func `more bars than can be read stay in the table`() throws {
        let rows = (0..<149).map { ("Home \($0)", Cell.count(200 - $0)) }
        let drawing = try drawing(Samples.table(rows, drawing: .bars))
        #expect(drawing.split(separator: "font-weight=\"700\"").count == 16)
        #expect(drawing.contains("the first of 149 rows"))
    }
}
