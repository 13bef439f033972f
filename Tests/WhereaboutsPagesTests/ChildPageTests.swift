import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

struct ChildPageTests {
    @Test func `pages of a child are refused for the public`() throws {
        let view = try Samples.records("af7").asOf(.now)
        #expect(throws: PageError.notForPublic) {
            try ChronologyPage(view, of: AmendedChild.child, at: .public)
        }
        #expect(throws: PageError.notForPublic) {
            try ReplayPage(view, of: AmendedChild.child, at: .public)
        }
    }

    @Test func `a child that is not registered is refused`() throws {
        let view = try Samples.records("af7").asOf(.now)
        #expect(throws: RecordError.self) {
            try ChronologyPage(view, of: "nobody", at: .internal)
        }
    }

    @Test func `words stand in internal pages and in no others`() throws {
        let child = try AmendedChild()
        let (inner, outer) = (try child.chronology(), try child.chronology(.ofsted))
        let replay = try child.replay(.ofsted)
        for word in AmendedChild.words + ["2010-05-08", "OOTH"] {
            #expect(inner.contains(word), "\(word)")
            #expect(!outer.contains(word), "\(word)")
            #expect(!replay.contains(word), "\(word)")
        }
        #expect(outer.contains("Child N7001"))
        #expect(outer.contains("kept back"))
        #expect(try child.replay().contains("to the boats, she said"))
    }

    @Test func `no words of the demonstration reach the inspectorate`() throws {
        let view = try Samples.records("demo").asOf(.now)
        for child in ["D001", "D002", "D003", "D004", "D005"] as [ChildID] {
            let pages = [
                try ChronologyPage(view, of: child, at: .ofsted).html(),
                try ReplayPage(view, of: child, at: .ofsted).html(),
            ].map { String(decoding: $0, as: UTF8.self) }
            for entry in try view.history(of: child).entries {
                guard case .object(let words)? = try entry.decoded().narrative else { continue }
                for case .string(let word) in words.map(\.value)
                where word.count > 3 && word != child.text {
                    #expect(!pages.contains { $0.contains(word) }, "\(word)")
                }
            }
        }
    }

    @Test func `every value that was in force is struck through but the last`() throws {
        let page = try AmendedChild().chronology()
        let hidden = "<span class=\"hidden\">"
        #expect(
            page.contains(
                "<dd><del>\(hidden)struck out: </span>at-friend</del> "
                    + "<del>\(hidden)struck out: </span>street</del> "
                    + "<ins>\(hidden)now: </span>transport-hub</ins></dd>"))
        #expect(page.contains("corrected by registered manager M-1, 2025-07-02 10:00"))
        #expect(page.contains("Withdrawn by registered manager M-1, 2025-07-05 10:00"))
        #expect(page.contains("Reinstated by registered manager M-1, 2025-07-06 10:00"))
        #expect(page.contains("Annotated by registered manager M-1"))
    }

    @Test func `a chronology has every entry, its lag and its place once`() throws {
        let child = try AmendedChild()
        let page = try child.chronology()
        for entry in try child.records.history(of: AmendedChild.child).entries {
            #expect(page.split(separator: "id=\"e\(entry.position)\"").count == 2)
        }
        #expect(page.contains("recorded 2025-06-12 18:05<br>+5 min"))
    }

    @Test func `a timeline shows segments, report, finding, return and interview`() throws {
        let page = try AmendedChild().chronology()
        for lane in [
            "Missing (M)", "Away (A)", "Reported to police", "Found", "Returned", "Interview due",
            "Interview held",
        ] {
            #expect(page.contains(">\(lane)</text>"), "\(lane)")
        }
    }

    @Test func `erased words say by which erasure`() throws {
        let child = try AmendedChild()
        try child.records.eraseAndWait(
            child: AmendedChild.child, classes: [.narrative, .policeIntelligence],
            reason: "no longer kept",
            legalBasis: "Regs 2015, reg 36(2)", by: .system("retention"),
            at: try RFC3339.parse("2025-08-01T09:00:00Z"))
        let page = try child.chronology()
        #expect(page.contains("under Regs 2015, reg 36(2): no longer kept"))
        #expect(!page.contains("wants to sleep there"))
    }

    @Test func `the same view is the same bytes`() throws {
        let child = try AmendedChild()
        #expect(try child.chronology() == child.chronology())
        #expect(try child.replay() == child.replay())
    }
}
