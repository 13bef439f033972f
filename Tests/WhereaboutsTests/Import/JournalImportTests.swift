import EventLog
import Foundation
import Synchronization
import TestSupport
import Testing
import Whereabouts

/// What an import of the demo story leaves in the log.
@Suite struct JournalImportTests {
    @Test(arguments: CommittedJournal.all.map(\.name))
    func `a fixture is what its command makes`(name: String) throws {
        let journal = try #require(CommittedJournal.named(name))
        #expect(try Journals.bytes("\(name).jsonl") == journal.entries.flatMap(\.bytes))
    }

    @Test func `every line becomes an entry`() throws {
        let records = try Records.inMemory()
        let report = try records.importJournal(
            Journals.file("demo.jsonl"), recordedAt: .preserve, onRefusal: .importNothing)
        // The lines, and the entry that declares the import.
        #expect(report.imported == DemoJournal.entries.count + 1)
        #expect(report.refusedCount == 0)
        #expect(report.flags == [.lateEntry: 1, .reportWithoutAbsence: 1])
        #expect(report.kinds[.absenceNoted] == 8)
        #expect(report.kinds[.importDeclared] == 1)
        // And the log's own first entry.
        #expect(try records.log.size == UInt64(report.imported + 1))
    }

    @Test func `histories and segments are those of the story`() throws {
        let records = try Journals.records("demo.jsonl")
        func segments(_ child: ChildID) throws -> [[String]] {
            try records.history(of: child).episodes.map(\.segmentTexts)
        }
        #expect(
            try segments("D001") == [
                ["M 2025-02-04T19:30:00Z 2025-02-05T03:30:00Z"],
                ["M 2025-03-29T23:10:00Z 2025-03-30T03:10:00Z"],
            ])
        #expect(
            try segments("D002") == [
                [
                    "M 2025-02-05T15:30:00Z 2025-02-05T19:00:00Z",
                    "A 2025-02-05T19:00:00Z 2025-02-06T08:00:00Z",
                    "M 2025-02-06T08:00:00Z 2025-02-06T09:30:00Z",
                ], [],
            ])
        #expect(
            try segments("D003") == [
                [
                    "M 2025-03-10T21:00:00Z 2025-03-11T07:00:00Z",
                    "A 2025-03-11T07:00:00Z 2025-03-12T18:00:00Z",
                ]
            ])
        #expect(
            try segments("D004") == [
                ["M 2025-05-17T22:00:00Z 2025-05-18T01:00:00Z"], ["M 2025-10-25T22:00:00Z -"],
            ])
        #expect(
            try segments("D005") == [["A 2025-07-19T17:30:00Z 2025-07-20T11:30:00Z"]])
    }

    @Test func `an episode knows its police grades and reports`() throws {
        let history = try Journals.records("demo.jsonl").history(of: "D001")
        let episode = try #require(history.episodes.first)
        #expect(episode.policeGrades == [.medium])
        #expect(episode.policeReports.count == 1)
        #expect(history.entries.contains { $0.position == episode.policeReports[0].position })
    }

    @Test func `words come back as they were, and ages follow from the sealed birth`() throws {
        let history = try Journals.records("demo.jsonl").history(of: "D005")
        let reasons = try #require(history.entries.first { $0.kind == .childReasonsRecorded })
        #expect(try reasons.words()?.childWords == "grandmother's pancakes")
        #expect(reasons.age == 14)
    }

    @Test func `a new recorded time is that of the import`() throws {
        let now = Tale.moment("2026-01-01T00:00:00Z")
        let records = try Records.inMemory(clock: WallClock { now })
        let report = try records.importJournal(
            Journals.file("demo.jsonl"), onRefusal: .importNothing)
        #expect(report.imported == DemoJournal.entries.count)
        #expect(report.flags[.lateEntry] == report.imported)
        #expect(try records.history(of: "D001").entries.allSatisfy { $0.recordedAt == now })
    }

    @Test func `carriage returns, a byte-order mark and empty lines are no obstacle`() throws {
        try Folders.withTemporary { folder in
            let text = String(decoding: try Journals.bytes("demo.jsonl"), as: UTF8.self)
            let file = folder.appending(path: "windows.jsonl")
            let changed = "\u{FEFF}" + text.split(separator: "\n").joined(separator: "\r\n\r\n")
            try Data(changed.utf8).write(to: file)
            let report = try Records.inMemory().importJournal(file, onRefusal: .importNothing)
            #expect(report.imported == DemoJournal.entries.count)
        }
    }

    @Test func `progress ends at the whole file`() throws {
        let records = try Records.inMemory()
        let last = LastProgress()
        _ = try records.importJournal(
            Journals.file("demo.jsonl"), onRefusal: .importNothing
        ) { progress in last.progress.withLock { kept in kept = progress } }
        let size = try Journals.bytes("demo.jsonl").count
        #expect(last.progress.withLock { $0?.done } == size)
        #expect(last.progress.withLock { $0?.total } == size)
    }
}
