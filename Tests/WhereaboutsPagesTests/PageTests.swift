import EventLog
import Testing
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

struct PageTests {
    @Test func `a title with signs of HTML is shown, not obeyed`() throws {
        let page = try Samples.page(Samples.document([], title: "Oak & <b>Ash</b>"))
        #expect(page.contains("<h1>Oak &amp; &lt;b&gt;Ash&lt;/b&gt;</h1>"))
    }

    @Test func `a quotation mark under an accent ends no attribute`() throws {
        let text = "x\"\u{301} onload=\"y"
        let table = Samples.table([(text, .words(text))], drawing: .heat, title: text)
        let page = try Samples.page(Samples.document([Samples.section(table)]))
        #expect(!page.unicodeScalars.split(separator: "\"").contains { $0.first == "\u{301}" })
        #expect(page.contains("x&quot;\u{301} onload=&quot;y"))
    }

    @Test func `a control character is not handed on`() throws {
        let page = try Samples.page(Samples.document([], title: "a\u{0}b\u{1B}c"))
        #expect(page.contains("<h1>a\u{FFFD}b\u{FFFD}c</h1>"))
    }

    @Test func `the same document is the same bytes`() throws {
        let document = try Samples.pack()
        #expect(try Pages().page(of: document) == Pages().page(of: document))
    }

    @Test func `a page says of whom, when, for whom and from where`() throws {
        let document = try Samples.pack()
        let page = try Samples.page(document)
        let root = try #require(
            document.provenance.steps[1].split(separator: " ").first { $0.hasSuffix("=") })
        for text in [
            "<p class=\"subject\">Home SC901101</p>", "2025-01-01 to 2025-03-31, both days",
            "2025-04-10 09:05 (London), 122 entries", "Internal use", "<code>\(root)</code>",
            "<code>--at-size 122</code>", "Thresholds", document.notes[0],
        ] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test func `a page fetches nothing, runs nothing and says so`() throws {
        let page = try Samples.page(Samples.pack())
        #expect(page.contains("content=\"default-src &#39;none&#39;; style-src"))
        for sign in ["<script", "src=", "@import", "<link", " on", "url(h", "style=\""] {
            let isWord = sign == " on"
            let found = isWord ? page.contains(" onload=") : page.contains(sign)
            #expect(!found, "\(sign)")
        }
    }

    @Test func `a table has a caption, heads of columns and rows, and its total below`() throws {
        let table = Table(
            "t", "Homes", columns: [Table.Column("home", "home"), Table.Column("n", "reports")],
            rows: [Table.Row([.text("A"), .count(3)])],
            total: Table.Row([.text("all"), .count(3)]))
        let page = try Samples.page(Samples.document([Samples.section(table)]))
        for text in [
            ">Homes</caption>", "<th scope=\"col\" class=\"text\">Home</th>",
            "<th scope=\"row\" class=\"text\">A</th><td class=\"number\">3</td>",
            "<tfoot><tr><th scope=\"row\" class=\"text\">all</th>",
        ] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test(arguments: [
        (Cell.rate(Rate(50, of: 80)), ">62.5 % (50 of 80)<"),
        (.hours(45_000, of: 1), ">12.5<"), (.none, ">none<"), (.noData, ">no data<"),
        (.suppressed, ">c<span class=\"hidden\"> (kept back"),
        (.notApplicable, ">z<span class=\"hidden\"> (does not apply)"),
        (.negligible(Rate(1, of: 1_000)), ">k<span class=\"hidden\"> (rounds to zero"),
        (.pounds(1_224_595, of: 3), ">£1,224,595<"),
        (.instant(Instant(microseconds: 1_746_216_000_000_000)), ">2025-05-02 21:00<"),
    ])
    func `a cell is told as people read it`(cell: Cell, text: String) throws {
        let table = Samples.table([("a", cell)], drawing: nil)
        let page = try Samples.page(Samples.document([Samples.section(table)]))
        #expect(page.contains(text))
    }

    @Test func `a table without rows says that nothing is recorded`() throws {
        let table = Samples.table([], drawing: .bars)
        let page = try Samples.page(Samples.document([Samples.section(table)]))
        #expect(page.contains("Nothing is recorded for this table."))
        #expect(!page.contains("<svg"))
    }
}
