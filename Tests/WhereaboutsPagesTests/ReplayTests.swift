import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

struct ReplayTests {
    @Test func `a page has one stop for each entry and one for the view`() throws {
        let child = try AmendedChild()
        let entries = try child.records.history(of: AmendedChild.child).entries
        let page = try child.replay()
        #expect(page.contains("max=\"\(entries.count + 1)\""))
        for (place, entry) in entries.enumerated() {
            #expect(
                page.contains(
                    "id=\"e\(entry.position)\" data-from=\"\(place)\" data-stop=\"\(place)\""))
        }
    }

    @Test func `an entry has a version for each time that something was said about it`() throws {
        let child = try AmendedChild()
        let entries = try child.records.history(of: AmendedChild.child).entries
        let page = try child.replay()
        func article(_ kind: Kind) throws -> Substring {
            let entry = try #require(entries.last { $0.kind == kind })
            let start = try #require(page.range(of: "id=\"e\(entry.position)\""))
            let rest = page[start.lowerBound...]
            return rest[..<(try #require(rest.range(of: "</article>")).lowerBound)]
        }
        let first = entries.count - 6
        let found = try article(.childFound)
        #expect(found.contains("data-to=\"\(first)\" hidden"))
        #expect(found.contains("data-from=\"\(first)\" data-to=\"\(first + 2)\" hidden"))
        #expect(found.contains("data-from=\"\(first + 2)\">"))
        let check = try article(.safeAndWellDone)
        let withdrawn = "version withdrawn\" data-from=\"\(first + 3)\" data-to=\"\(first + 4)\""
        #expect(check.contains(withdrawn))
        #expect(try !article(.childRegistered).contains("data-to"))
    }

    @Test(arguments: ["af6", "af9-open", "af11", "af14", "demo"])
    func `what shows without a script is what the view holds`(journal: String) throws {
        let view = try Samples.records(journal).asOf(.now)
        var children: Set<ChildID> = []
        try view.forEachEntry { entry in
            if let child = entry.child { children.insert(child) }
            return .next
        }
        for child in children {
            let page = String(
                decoding: try ReplayPage(view, of: child, at: .internal).html(), as: UTF8.self)
            let history = try view.history(of: child)
            let rows = page.split(separator: "<tr data-from=").dropFirst()
            let shown = rows.filter { !$0.prefix(40).contains("hidden") }
            let running = history.deadlines.filter {
                [.onTrack, .dueSoon, .overdue, .unknown].contains($0.state)
            }
            #expect(shown.count == history.episodes.count + running.count)
        }
    }

    @Test func `a history stays under 1.5 KB for each entry`() throws {
        let options = LogGenerator.Options(seed: 5, entries: 520, children: 1, homes: 2)
        let records = try Records.inMemory()
        try records.recordAndWait(
            try LogGenerator(options).map { try $0.newEntry(recordedAt: .preserve) })
        let view = try records.asOf(.now)
        var child: ChildID?
        try view.forEachEntry { entry in
            child = child ?? entry.child
            return .next
        }
        let page = try ReplayPage(view, of: try #require(child), at: .internal).html()
        #expect(try view.history(of: try #require(child)).entries.count > 480)
        #expect(page.count < 520 * 1_500)
    }
}
