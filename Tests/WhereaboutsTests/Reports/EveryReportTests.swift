import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// What holds for every report.
@Suite struct EveryReportTests {
    @Test(arguments: UInt64(1)...4, [400, 1_200])
    func `an old size has the bytes of a log with only those entries`(
        seed: UInt64, count: Int
    ) throws {
        let log = try GeneratedLogs.log(seed: seed)
        let own = try log.records.asOf(.now).size - UInt64(log.entries.count)
        let old = try log.records.asOf(.size(own + UInt64(count)))
        let short = try Records.inMemory()
        try short.recordAndWait(
            try log.entries.prefix(count).map { try $0.newEntry(recordedAt: .preserve) })
        let view = try short.asOf(.now)
        let home = try #require(try view.counts(during: .year(2025)).homes.first?.home)
        let child = try #require(log.entries.lazy.compactMap(\.child).first)
        let record = try view.history(of: ChildID(child)).record
        let authority = record.responsibleAuthority
        for (left, right) in zip(
            try ReportList.figures(old, .year(2025), home: home, authority: authority),
            try ReportList.figures(view, .year(2025), home: home, authority: authority))
        {
            // Origin and root are those of two logs.
            #expect(try left.json().withoutPlace == right.json().withoutPlace)
            #expect(try left.text() == right.text())
        }
        for child in Set(log.entries.prefix(count).compactMap(\.child)).sorted().prefix(8) {
            let left = try HistoryReport(old, of: ChildID(child))
            let right = try HistoryReport(view, of: ChildID(child))
            #expect(try left.json() == right.json())
            #expect(try left.text() == right.text())
        }
    }

    @Test func `no word about a child stands in any report of figures`() throws {
        let records = try Journals.records("demo.jsonl")
        let view = try records.asOf(.now)
        var words: Set<String> = []
        try view.forEachEntry { entry in
            guard case .object(let members)? = try entry.decoded().narrative else { return .next }
            for member in members where !["sex", "ethnicity", "childId"].contains(member.name) {
                if case .string(let text) = member.value { words.insert(text) }
            }
            return .next
        }
        #expect(words.contains("green wellingtons"))
        let reports = try ReportList.figures(
            view, .year(2025), home: "SC900001", authority: "LA1")
        for output in try ReportList.outputs(reports) {
            for word in words { #expect(!output.contains(word), "\(word)") }
        }
    }

    @Test func `every report says as of when and of how many entries`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.size(60))
        var reports = try ReportList.figures(
            view, .year(2025), home: "SC900001", authority: "LA1")
        reports.append(try HistoryReport(view, of: "D001"))
        for report in reports {
            #expect(try report.json()["size"] == 60)
            #expect(try report.json()["now"] == .string(RFC3339.format(view.now)))
            #expect(try report.json()["thresholds"] == [])
            #expect(try report.text().contains(", 60 entries; thresholds: standard\n"))
        }
    }

    @Test func `of an empty log there is no time, and nothing to divide by`() throws {
        let view = try Records.inMemory().asOf(.now)
        let reports: [any Report] = [
            try SummaryReport(view, during: .year(2025)),
            try AuthorityReport(view, during: .year(2025)),
            try DeadlineReport(view, of: .everything),
        ]
        for report in reports {
            #expect(try report.json()["now"] == .null)
            #expect(try report.text().contains("As of no time, 0 entries"))
        }
        #expect(try reports[0].text().contains("completed, of episodes: none (0 of 0)"))
        #expect(try reports[1].text().contains("0 of 0 authorities, none (none)"))
    }

    @Test(arguments: ["af6", "af7", "af8", "af9-open", "af10", "af11", "af12", "af13", "af14"])
    func `every report can be made of every journal`(name: String) throws {
        let view = try Journals.records("\(name).jsonl").asOf(.now)
        let summaries = try view.summaries(during: .year(2025)).homes
        let home = try #require(summaries.first?.counts.home)
        let reports = try ReportList.figures(view, .year(2025), home: home, authority: "LA1")
        #expect(try ReportList.outputs(reports).allSatisfy { !$0.isEmpty })
    }
}
