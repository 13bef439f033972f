import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

struct PageTests {
    @Test func `a title with signs of HTML is shown, not obeyed`() async throws {
        let records = try Records.inMemory()
        let document = Document(
            "x", "Oak & <b>Ash</b>", from: try Provenance(records.asOf(.now)), [])
        let page = String(decoding: try Pages().page(of: document), as: UTF8.self)
        #expect(page.contains("<h1>Oak &amp; &lt;b&gt;Ash&lt;/b&gt;</h1>"))
    }
}
