import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts

/// AF11, and what it stands for: a report as of an old size is that of a log which ended there.
@Suite struct PrefixTests {
    /// The records of the journal's lines up to the issued report, and of the whole of it.
    private func af11() throws -> (whole: RecordsView, short: RecordsView, records: Records) {
        let whole = try Journals.records("af11.jsonl")
        let lines = try Journals.bytes("af11.jsonl").split(separator: UInt8(ascii: "\n"))
        let issued = try #require(
            lines.firstIndex { String(decoding: $0, as: UTF8.self).contains("\"ReportIssued\"") })
        let folder = try TemporaryFolder()
        let file = URL(filePath: folder.path("short.jsonl"))
        try Data(lines[...issued].joined(separator: [UInt8(ascii: "\n")]) + [UInt8(ascii: "\n")])
            .write(to: file)
        let short = try Records.inMemory()
        let report = try short.importJournal(
            file, recordedAt: .preserve, onRefusal: .importNothing)
        #expect(report.isStored)
        let size = try short.log.size
        return (try whole.asOf(.size(size)), try short.asOf(.now), whole)
    }

    @Test func `AF11 prints again what it printed before three late entries and a correction`()
        throws
    {
        let (old, short, records) = try af11()
        #expect(old.size == short.size && old.now == short.now)
        #expect(old.size + 4 == (try records.log.size))
        let quarter = Period(
            from: try LocalDate(iso: "2025-01-01"), to: try LocalDate(iso: "2025-04-01"))
        #expect(try old.counts(during: quarter) == short.counts(during: quarter))
        #expect(try old.summaries(during: quarter) == short.summaries(during: quarter))
        let now = try records.asOf(.now)
        #expect(try now.summaries(during: quarter) != short.summaries(during: quarter))
        // Asked again, after the present was asked for.
        #expect(try old.summaries(during: quarter) == short.summaries(during: quarter))
    }

    @Test func `AF11 counts eight absences then, nine now, and forty minutes more`() throws {
        let (old, _, records) = try af11()
        let then = try old.counts(during: .year(2025)).total
        let now = try records.counts(during: .year(2025)).total
        #expect(then.absences.count == 8 && now.absences.count == 9)
        #expect(now.policeReports.count == then.policeReports.count + 1)
        #expect(now.secondsAway == then.secondsAway + 5 * 3_600 + 40 * 60)
        let late = try records.asOf(.now).summaries(during: .year(2025)).total
        #expect(late.flags[.lateEntry] == 3)
        #expect(late.corrections.count == 1)
    }

    @Test(arguments: UInt64(1)...3)
    func `a view of any size is that of a log which ended there`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        var dice = Dice(seed: seed)
        for _ in 1...2 {
            let count = dice.draw(200...GeneratedLogs.entryCount - 1)
            let short = try Records.inMemory()
            try short.recordAndWait(
                try log.entries.prefix(count).map { try $0.newEntry(recordedAt: .preserve) })
            let old = try log.records.asOf(.size(try short.log.size))
            let now = try short.asOf(.now)
            #expect(old.now == now.now)
            #expect(
                try old.summaries(during: .year(2025)) == now.summaries(during: .year(2025)))
            for number in 1...25 {
                let child = ChildID("#\(number)")
                guard let expected = try? now.history(of: child) else { continue }
                let history = try old.history(of: child)
                #expect(history.record == expected.record)
                #expect(history.findings == expected.findings)
                #expect(history.deadlines == expected.deadlines)
            }
        }
    }
}
