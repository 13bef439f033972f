import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

/// Pages as people meet them: on a phone, on a desktop, on paper, with keys, without scripts.
@Suite(.enabled(if: Browser.isPresent, Browser.remedy), .serialized)
struct `A browser agrees` {
    private func chronology(_ journal: String, _ child: ChildID) throws -> String {
        let page = try ChronologyPage(
            Samples.records(journal).asOf(.now), of: child, at: .internal)
        return String(decoding: try page.html(), as: UTF8.self)
    }

    @Test func `pages are quiet, fetch nothing, fit a phone and please axe`() throws {
        let open = try Samples.records("af9-open").asOf(.now)
        let pages = [
            ("pack", try Samples.page(Samples.pack())),
            ("chronology-night", try chronology("af6", "N6001")),
            ("chronology-amended", try AmendedChild().chronology()),
            ("chronology-ofsted", try AmendedChild().chronology(.ofsted)),
            (
                "replay-open",
                String(
                    decoding: try ReplayPage(open, of: "T9001", at: .internal).html(), as: UTF8.self
                )
            ),
        ]
        for visit in try Browser.visit(pages) {
            #expect(visit.findings.isEmpty, "\(visit.page)")
        }
    }

    /// One visit, at which several tests look.
    private static let replay = Result {
        try Browser.visit([("replay", try AmendedChild().replay())])[0]
    }

    @Test func `a replay shows what was known at each stop, by keys and by buttons`() throws {
        let visit = try Self.replay.get()
        #expect(visit.findings.isEmpty)
        let replay = try #require(visit.replay)
        let stops = replay.stops
        let count = stops.count - 1
        #expect(stops.map(\.entries) == Array(1...count) + [count])
        #expect(stops.map(\.value) == (1...count + 1).map { "\($0)" })
        #expect(Set(stops.map(\.text)).count == stops.count)
        #expect(replay.afterPrevious.value == "\(count)")
        #expect(Set(stops.map(\.due)).count > 4)
    }

    @Test func `a value is struck through from the stop of its correction on`() throws {
        let visit = try Self.replay.get()
        let stops = try #require(visit.replay).stops
        let first = stops.count - 7
        for (place, stop) in stops.enumerated() {
            let friend = stop.struck.contains { $0.hasSuffix("at-friend") }
            let street = stop.struck.contains { $0.hasSuffix("street") }
            #expect(friend == (place >= first), "\(stop.text)")
            #expect(street == (place >= first + 2), "\(stop.text)")
        }
        #expect(stops[first].text.hasSuffix("Entry corrected"))
    }

    @Test func `without a script a replay shows every entry and no slider`() throws {
        let child = try AmendedChild()
        let visit = try Self.replay.get()
        let replay = try #require(visit.replay)
        let entries = try child.records.history(of: AmendedChild.child).entries
        #expect(replay.withoutScript == entries.count)
        #expect(!replay.controlsWithoutScript)
    }

    @Test func `every fault is found that is planted in a page`() throws {
        let page = try Samples.page(Samples.document([]))
        func planted(_ html: String, before mark: String = "</main>") -> String {
            page.replacingOccurrences(of: mark, with: html + mark)
                .replacingOccurrences(of: "http-equiv=\"Content", with: "data-was=\"Content")
        }
        let faults: [(name: String, html: String, sign: String)] = [
            ("console", planted("<script>console.error('planted')</script>"), "console: planted"),
            ("throw", planted("<script>throw new Error('planted')</script>"), "console: Uncaught"),
            ("image", planted("<img alt=\"\" src=\"http://127.0.0.1:9/x.png\">"), "request: http:"),
            ("contrast", planted("<p style=\"color:#aaa\">pale</p>"), "axe: color-contrast"),
            ("label", planted("<input type=\"text\">"), "axe: label"),
            ("wide", planted("<div style=\"width:900px\">wide</div>"), "phone overflow: "),
            ("paper", planted("<div style=\"min-width:50rem\">wide</div>"), "print overflow: "),
            ("language", page.replacingOccurrences(of: " lang=\"en-GB\"", with: ""), "axe: html-"),
            ("titles", planted("<h1>again</h1>"), "headings: 2"),
            (
                "policy",
                page.replacingOccurrences(of: "</main>", with: "<script>1</script></main>"),
                "console: "
            ),
        ]
        let visits = try Browser.visit(faults.map { ("fault-\($0.name)", $0.html) })
        for (fault, visit) in zip(faults, visits) {
            #expect(visit.findings.contains { $0.contains(fault.sign) }, "\(visit.findings)")
        }
    }
}
