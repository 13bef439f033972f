import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts

/// A journal that goes through a log and comes out again.
@Suite struct RoundTripTests {
    @Test(arguments: CommittedJournal.all.map { "\($0.name).jsonl" })
    func `an export is the imported file, byte for byte`(name: String) throws {
        #expect(try Journals.export(try Journals.records(name)) == Journals.bytes(name))
    }

    @Test func `a second log has the same ids, times, facts and words`() throws {
        try Folders.withTemporary { folder in
            let options = LogGenerator.Options(seed: 77, entries: 1_000, children: 12)
            let file = folder.appending(path: "first.jsonl")
            try Data(LogGenerator(options).journal.joined()).write(to: file)
            let first = try Records.inMemory()
            _ = try first.importJournal(file, recordedAt: .preserve, onRefusal: .importNothing)
            let exported = try Journals.export(first)
            #expect(exported == Array(try Data(contentsOf: file)))

            let copy = folder.appending(path: "copy.jsonl")
            try Data(exported).write(to: copy)
            let second = try Records.inMemory()
            _ = try second.importJournal(copy, recordedAt: .preserve, onRefusal: .importNothing)
            #expect(try Journals.export(second) == exported)
        }
    }

    @Test(arguments: [RecordedAtPolicy.now, .preserve])
    func `importing again adds nothing`(policy: RecordedAtPolicy) throws {
        let records = try Journals.records("demo.jsonl", recordedAt: policy)
        let size = try records.log.size
        let before = try Journals.export(records)
        let report = try records.importJournal(
            Journals.file("demo.jsonl"), recordedAt: policy, onRefusal: .importNothing)
        #expect(report.imported == 0)
        #expect(report.repeated == DemoJournal.entries.count)
        #expect(report.isStored)
        #expect(report.flags.isEmpty)
        #expect(try records.log.size == size)
        #expect(try Journals.export(records) == before)
    }

    @Test func `a journal that was cut off goes on where it stopped`() throws {
        try Folders.withTemporary { folder in
            let lines = DemoJournal.entries.map(\.bytes)
            let records = try Records.inMemory()
            let file = folder.appending(path: "half.jsonl")
            try Data(lines.prefix(40).joined()).write(to: file)
            _ = try records.importJournal(file, onRefusal: .importNothing)
            let report = try records.importJournal(
                Journals.file("demo.jsonl"), onRefusal: .importNothing)
            #expect(report.repeated == 40)
            #expect(report.imported == lines.count - 40)
        }
    }

    @Test func `a log opened without its keys exports facts and says that words are sealed`()
        throws
    {
        try Folders.withTemporary { folder in
            let path = folder.appending(path: "log").path
            let records = try Records.open(at: path, keys: MemoryKey())
            _ = try records.importJournal(
                Journals.file("demo.jsonl"), recordedAt: .preserve, onRefusal: .importNothing)
            try records.close()
            let reader = try Records.open(at: path, keys: nil, access: .readOnly)
            let text = String(decoding: try Journals.export(reader), as: UTF8.self)
            #expect(text.contains("\"narrativeState\":\"sealed\""))
            #expect(text.contains("\"child\":\"#1\""))
            #expect(!text.contains("garden gate"))
            #expect(!text.contains("D001"))
            try reader.close()
        }
    }
}

/// Derived values and the entries that they follow from.
@Suite struct RebuildTests {
    @Test(arguments: [500, 5_000])
    func `a rebuild leaves every derived value as it was`(entries: Int) throws {
        try Folders.withTemporary { folder in
            let options = LogGenerator.Options(seed: 5, entries: entries, narrativePercent: 0)
            let file = folder.appending(path: "generated.jsonl")
            try Data(LogGenerator(options).journal.joined()).write(to: file)
            let records = try Records.open(
                at: folder.appending(path: "log").path, keys: MemoryKey())
            let report = try records.importJournal(
                file, recordedAt: .preserve, onRefusal: .importNothing)
            #expect(report.isStored)
            let before = try Journals.derived(records)
            #expect(before.count > options.children)
            try records.log.rebuild()
            #expect(try Journals.derived(records) == before)
            try records.close()
        }
    }
}
