import EventLog
import Foundation
import Synchronization
import TestSupport
import Testing
import Whereabouts

/// Keeps what an import said last.
final class LastProgress: Sendable {
    let progress = Mutex<WorkProgress?>(nil)
}

/// One kind of bad input.
struct BadJournal: CustomTestStringConvertible {
    let name: String
    /// What the refusal must say: the field, and the rule.
    let says: [String]
    /// What it must not repeat.
    let hides: [String]

    var testDescription: String { name }
    var file: URL { Journals.folder.appending(path: "bad/\(name).jsonl") }

    static let all = [
        BadJournal(name: "not-utf8", says: ["byte", "UTF-8"], hides: ["am", "scarf"]),
        BadJournal(name: "unknown-kind", says: ["kind"], hides: ["GardenParty"]),
        BadJournal(name: "unknown-code", says: ["lastSeenBy", "code"], hides: ["gardener"]),
        BadJournal(name: "missing-field", says: ["lastSeenAt", "mandatory"], hides: []),
        BadJournal(name: "time-without-zone", says: ["occurredAt", "offset"], hides: ["20:00"]),
        BadJournal(name: "year-0", says: ["occurredAt", "year"], hides: ["0000"]),
        BadJournal(name: "year-9999", says: ["occurredAt", "year"], hides: ["9999"]),
        BadJournal(name: "reused-id", says: ["id", "other content"], hides: []),
        BadJournal(name: "unknown-child", says: ["child", "not registered"], hides: ["D777"]),
        BadJournal(name: "truncated", says: ["byte", "ends too early"], hides: []),
        BadJournal(name: "repeated-name", says: ["byte", "twice"], hides: ["SC900002"]),
        BadJournal(name: "recorded-earlier", says: ["recordedAt"], hides: ["2024-12-24"]),
    ]
}

/// What happens to lines that break a rule.
@Suite struct ImportRefusalTests {
    /// A log with one home in it, imported before.
    private func withLog(_ body: (Records, UInt64) throws -> Void) throws {
        try Folders.withTemporary { folder in
            let records = try Records.open(
                at: folder.appending(path: "log").path, keys: MemoryKey(),
                clock: WallClock { Tale.moment("2025-01-01T00:00:00Z") })
            var home = JournalEntry(
                .authorityRegistered, id: EntryID(high: 1, low: 1),
                at: Tale.moment("2025-01-01T00:00:00Z"), ["code": "LA9", "name": "Elsewhere"])
            home.actor = .system("setup")
            try records.recordAndWait([try home.newEntry()])
            try body(records, try records.log.size)
            try records.close()
        }
    }

    @Test(arguments: BadJournal.all)
    func `a bad line is named, and nothing is stored`(bad: BadJournal) throws {
        try withLog { records, size in
            let report = try records.importJournal(
                bad.file, recordedAt: .preserve, onRefusal: .importNothing)
            #expect(!report.isStored)
            #expect(report.imported == 0)
            #expect(try records.log.size == size)
            #expect(report.refusals.map(\.line) == [4])
            let text = report.refusals.first?.description ?? ""
            #expect(text.hasPrefix("\(bad.name).jsonl:4: "))
            for part in bad.says { #expect(text.contains(part), "\(text)") }
            let message = text.dropFirst(bad.name.count)
            for part in bad.hides + ["amber", "garden gate", "S-11", "D001"] {
                #expect(!message.contains(part), "\(text)")
            }
        }
    }

    @Test(arguments: BadJournal.all)
    func `keeping going imports the other lines and names the bad one`(bad: BadJournal) throws {
        try withLog { records, size in
            let report = try records.importJournal(
                bad.file, recordedAt: .preserve, onRefusal: .keepGoing)
            // Four lines and the declaration of the import.
            #expect(report.isStored)
            #expect(report.imported == 5)
            #expect(report.refusals.map(\.line) == [4])
            #expect(try records.log.size == size + 5)
        }
    }

    @Test func `after a refusal the log takes the corrected file`() throws {
        try withLog { records, size in
            let bad = try #require(BadJournal.all.first { $0.name == "unknown-child" })
            _ = try records.importJournal(
                bad.file, recordedAt: .preserve, onRefusal: .importNothing)
            let report = try records.importJournal(
                Journals.file("demo.jsonl"), recordedAt: .preserve, onRefusal: .importNothing)
            #expect(report.isStored)
            #expect(try records.log.size == size + UInt64(DemoJournal.entries.count) + 1)
            #expect(try records.history(of: "D001").episodes.count == 2)
        }
    }

    @Test func `one run names every bad line`() throws {
        try Folders.withTemporary { folder in
            let file = folder.appending(path: "many.jsonl")
            var text = Data(try Journals.bytes("demo.jsonl"))
            text.append(contentsOf: Array(repeating: Array("{\"id\":7}\n".utf8), count: 3).joined())
            try text.write(to: file)
            let report = try Records.inMemory().importJournal(file, onRefusal: .importNothing)
            let first = DemoJournal.entries.count + 1
            #expect(report.refusals.map(\.line) == [first, first + 1, first + 2])
        }
    }

    @Test func `a line of ten million bytes is refused and the next one read`() throws {
        try Folders.withTemporary { folder in
            let file = folder.appending(path: "long.jsonl")
            var bytes = Data(repeating: UInt8(ascii: "x"), count: 10_000_000)
            bytes.append(UInt8(ascii: "\n"))
            bytes.append(contentsOf: try Journals.bytes("demo.jsonl"))
            try bytes.write(to: file)
            let report = try Records.inMemory().importJournal(file, onRefusal: .keepGoing)
            #expect(report.refusals.map(\.line) == [1])
            #expect(report.refusals.first?.problem == .tooLong(limitBytes: 1 << 20))
            #expect(report.imported == DemoJournal.entries.count)
        }
    }

    @Test func `facts larger than an entry are refused like any other line`() throws {
        try Folders.withTemporary { folder in
            let file = folder.appending(path: "large.jsonl")
            var entry = try #require(DemoJournal.entries.first { $0.kind == .entryCorrected })
            let target = try #require(
                DemoJournal.entries.first { $0.kind == .policeForceRegistered })
            entry.refersTo = target.id
            entry.child = nil
            let value = String(repeating: "x", count: 900)
            let patch: JSONValue = ["path": "facts.name", "new": .string(value)]
            entry.facts = [
                "patches": .array(Array(repeating: patch, count: 80)), "approvedBy": "M-1",
            ]
            try Data(target.bytes + entry.bytes).write(to: file)
            let report = try Records.inMemory().importJournal(file, onRefusal: .keepGoing)
            #expect(report.imported == 1)
            #expect(report.refusals.map(\.line) == [2])
            let text = report.refusals.first?.description ?? ""
            #expect(text.contains("the limit is 65535"), "\(text)")
        }
    }
}
