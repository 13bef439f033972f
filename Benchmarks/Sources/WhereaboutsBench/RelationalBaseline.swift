import EventLog
import Foundation
import GRDB

/// The same entries in one SQLite table with one index, through GRDB; fast settings, no fsync.
struct RelationalBaseline {
    private let queue: DatabaseQueue

    /// One entry as a row, ready to be bound.
    struct Row {
        let position: Int64
        let id: Data
        let kind, child, home, actor, recordedAt, occurredAt, refersTo: Int64
        let age: Int64?
        let facts: Data

        init(_ entry: LogEntry) {
            let header = entry.header
            position = Int64(header.position.rawValue)
            id = Data(header.id.bytes)
            kind = Int64(header.kind)
            child = Int64(header.subject.number)
            home = Int64(header.scope.number)
            actor = Int64(header.actor.number)
            recordedAt = header.recordedAt.microseconds
            occurredAt = header.occurredAt.microseconds
            refersTo = Int64(header.refersTo?.rawValue ?? 0)
            age = header.age.map { Int64($0) }
            facts = Data(entry.facts)
        }
    }

    init(at path: String) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = OFF")
            try database.execute(
                sql: """
                    CREATE TABLE entry (
                        position INTEGER PRIMARY KEY, id BLOB, kind INTEGER, child INTEGER,
                        home INTEGER, actor INTEGER, recordedAt INTEGER, occurredAt INTEGER,
                        refersTo INTEGER, age INTEGER, facts BLOB);
                    CREATE INDEX entryByChild ON entry (child);
                    """)
        }
    }

    /// Inserts `rows` in one transaction with a prepared statement.
    func insert(_ rows: [Row]) throws {
        try queue.write { database in
            let statement = try database.cachedStatement(
                sql: "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            for row in rows {
                statement.setUncheckedArguments([
                    row.position, row.id, row.kind, row.child, row.home, row.actor,
                    row.recordedAt, row.occurredAt, row.refersTo, row.age, row.facts,
                ])
                try statement.execute()
            }
        }
    }

    func close() throws { try queue.close() }
}
