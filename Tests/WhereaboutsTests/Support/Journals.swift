import EventLog
import Foundation
import Synchronization
import TestSupport
import Whereabouts

/// Imports for tests, each into a log of its own.
enum Journals {
    static let folder = Folders.fixtures.appending(path: "journals")

    static func file(_ name: String) -> URL { folder.appending(path: name) }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: file(name)))
    }

    /// The records of a fixture, in memory.
    static func records(
        _ name: String, recordedAt policy: RecordedAtPolicy = .preserve
    ) throws -> Records {
        let records = try Records.inMemory()
        let report = try records.importJournal(
            file(name), recordedAt: policy, onRefusal: .importNothing)
        guard report.isStored else { throw Refused(report: report) }
        return records
    }

    struct Refused: Error { let report: ImportReport }

    /// The whole journal that `records` would export.
    static func export(_ records: Records) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try records.asOf(.now).exportJournal { bytes += $0 + [UInt8(ascii: "\n")] }
        return bytes
    }

    /// Every derived value, by name.
    static func derived(_ records: Records) throws -> [[UInt8]: [UInt8]] {
        var values: [[UInt8]: [UInt8]] = [:]
        try records.log.read { store in
            try store.forEachDerived { name, bytes in
                var copy: [UInt8] = []
                for index in bytes.indices { copy.append(bytes[index]) }
                values[name] = copy
                return .next
            }
        }
        return values
    }
}

extension Period {
    /// The whole of a year.
    static func year(_ year: Int) -> Period {
        guard let from = try? LocalDate(year: year, month: 1, day: 1),
            let to = try? LocalDate(year: year + 1, month: 1, day: 1)
        else { preconditionFailure("a year from 1900 to 2198") }
        return Period(from: from, to: to)
    }
}

/// Generated logs that several tests look at, made once a seed.
enum GeneratedLogs {
    struct Log: Sendable {
        let entries: [JournalEntry]
        let records: Records
    }

    static let entryCount = 2_000
    private static let made = Mutex<[UInt64: Log]>([:])

    static func log(seed: UInt64) throws -> Log {
        try made.withLock { made in
            if let log = made[seed] { return log }
            let options = LogGenerator.Options(seed: seed, entries: entryCount, children: 25)
            let entries = Array(LogGenerator(options))
            let records = try Records.inMemory()
            try records.recordAndWait(
                try entries.map { try $0.newEntry(recordedAt: .preserve) })
            let log = Log(entries: entries, records: records)
            made[seed] = log
            return log
        }
    }
}
