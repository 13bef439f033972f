import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts

/// What is kept between questions, in memory or beside the log, never changes an answer.
@Suite struct IncrementalTests {
    @Test(arguments: UInt64(1)...3)
    func `records asked after every batch answer as ones opened anew`(seed: UInt64) throws {
        let log = TroubledLog(seed: seed, entries: 220, children: 4)
        let stored = try StoredLog()
        let entries = try log.newEntries()
        var dice = Dice(seed: seed)
        var first = 0
        while first < entries.count {
            let end = min(entries.count, first + dice.draw(1...90))
            try stored.records.recordAndWait(Array(entries[first..<end]))
            first = end
            if dice.happens(20) { try stored.records.saveSnapshot() }
            let answers = try Answers(try stored.records.asOf(.now), log.children)
            // An older view in between must not spoil what is kept.
            let size = UInt64(dice.draw(1...end))
            _ = try Answers(stored.records, ofSize: size, log.children)
            let fresh = try stored.openedAnew(Self.answers(log.children))
            #expect(answers.difference(from: fresh) == nil, "after \(end) entries")
        }
    }

    @Test(arguments: [UInt64(1), 2])
    func `a saved snapshot gives the same answers, also once the log has grown`(
        seed: UInt64
    ) throws {
        let saved = try SavedLog(seed: seed)
        let expected = try saved.stored.openedAnew(without: StoredLog.snapshot, saved.answers)
        let found = try saved.stored.openedAnew(saved.answers)
        #expect(found.difference(from: expected) == nil)
        let live = try saved.answers(saved.stored.records)
        #expect(live.difference(from: expected) == nil)
    }

    static func answers(_ children: [ChildID]) -> (Records) throws -> Answers {
        { try Answers(try $0.asOf(.now), children) }
    }
}

/// A log in a folder, with a key; other records see copies of the folder.
final class StoredLog {
    static let snapshot = "cases.snapshot"
    let folder: TemporaryFolder
    let records: Records
    private let key = MemoryKey()

    init() throws {
        folder = try TemporaryFolder()
        records = try Records.open(
            at: folder.path("log"), keys: key, clock: .standing, mapSizeBytes: 1 << 28)
    }

    deinit { try? records.close() }

    /// Asks records that know nothing yet and see the same log.
    func openedAnew<Answer>(
        without name: String? = nil, snapshot: [UInt8]? = nil,
        _ ask: (Records) throws -> Answer
    ) throws -> Answer {
        let copy = try TemporaryFolder()
        let path = copy.path("log")
        try FileManager.default.copyItem(atPath: folder.path("log"), toPath: path)
        if let name { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }
        if let snapshot {
            try Data(snapshot).write(to: URL(filePath: "\(path)/\(Self.snapshot)"))
        }
        let records = try Records.open(
            at: path, keys: key, access: .readOnly, clock: .standing, mapSizeBytes: 1 << 28)
        defer { try? records.close() }
        return try ask(records)
    }

    /// The bytes that are saved beside the log.
    func savedBytes() throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: folder.path("log/\(Self.snapshot)"))))
    }
}

/// A log of so many children that records read what is saved, and some entries after that.
struct SavedLog {
    let stored: StoredLog
    let log: TroubledLog

    init(seed: UInt64) throws {
        stored = try StoredLog()
        log = TroubledLog(seed: seed, entries: 1_300, children: 300, troublePercent: 15)
        let entries = try log.newEntries()
        let part = entries.count - 40
        try stored.records.recordAndWait(Array(entries[..<part]))
        try stored.records.saveSnapshot()
        try stored.records.recordAndWait(Array(entries[part...]))
    }

    /// Figures of all children, and the histories of those who went most often.
    func answers(_ records: Records) throws -> Answers {
        try Answers(try records.asOf(.now), Array(log.children.prefix(12)))
    }
}
