import EventLog
import Whereabouts

/// Bulk append of typed entries without words, against SQLite and against LMDB alone.
///
/// The baselines get finished rows and bytes; ours starts at typed facts.
struct AppendBenchmark {
    private let settings: Settings
    private let folder: ScratchFolder
    private var recorded = Series("Records.recordAndWait, typed facts", "entries/s")
    private var appended = Series("EventLog.appendAndWait, finished drafts", "entries/s")
    private var relational = Series("GRDB, finished rows, one index", "rows/s")
    private var raw = Series("C mdb_put(MDB_APPEND), finished bytes", "entries/s")

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    private var count: Double { Double(batches * settings.batch) }
    private var batches: Int { settings.entries / settings.batch }

    mutating func run() throws -> [Comparison] {
        for run in 1...settings.runs {
            note("append, run \(run) of \(settings.runs)")
            try runOnce()
        }
        let conditions =
            "\(settings.batch) entries a transaction, no fsync, after "
            + "\(settings.homes) homes and \(settings.children) children were registered"
        func against(_ ours: Series, _ base: Series, _ target: Comparison.Target) -> Comparison {
            Comparison(
                title: "append", conditions: conditions, ours: ours, baseline: base,
                target: target)
        }
        return [
            against(recorded, relational, .atLeast(5)), against(appended, relational, .none),
            against(recorded, raw, .none), against(appended, raw, .none),
        ]
    }

    private mutating func runOnce() throws {
        var log = BenchLog(folder)
        recorded.values.append(count / (try record(&log)))
        let source = try log.open()
        appended.values.append(count / (try append(copying: source, from: log.firstEvent)))
        relational.values.append(count / (try insert(copying: source, from: log.firstEvent)))
        try source.close()
        raw.values.append(count / (try put(copying: log)))
        folder.remove(log.path)
    }

    private func record(_ log: inout BenchLog) throws -> Double {
        var workload = Workload(settings)
        let records = try log.openRegistered(settings, workload)
        var time = 0.0
        for _ in 0..<batches {
            time += try settings.time.seconds {
                let batch = try (0..<settings.batch).map { _ in try workload.next() }
                try records.recordAndWait(batch, durability: .relaxed)
            }
        }
        try records.close()
        return time
    }

    /// The same drafts in a log that has the same registrations.
    private func append(copying source: Records, from first: UInt64) throws -> Double {
        var log = BenchLog(folder)
        let records = try log.openRegistered(settings, Workload(settings))
        defer { folder.remove(log.path) }
        var time = 0.0
        try forEachBatch(of: source, from: first) { entries in
            let drafts = entries.map { EntryDraft(copying: $0) }
            time += try settings.time.seconds {
                _ = try records.log.appendAndWait(drafts, durability: .relaxed)
            }
        }
        try records.close()
        return time
    }

    private func insert(copying source: Records, from first: UInt64) throws -> Double {
        let path = folder.newPath("relational")
        let baseline = try RelationalBaseline(at: path)
        defer { for end in ["", "-wal", "-shm"] { folder.remove(path + end) } }
        var time = 0.0
        try forEachBatch(of: source, from: first) { entries in
            let rows = entries.map { RelationalBaseline.Row($0) }
            time += try settings.time.seconds { try baseline.insert(rows) }
        }
        try baseline.close()
        return time
    }

    private func put(copying log: BenchLog) throws -> Double {
        let values = try RawLog(reading: log.path).values(from: log.firstEvent)
        let path = try folder.newFolder("raw")
        defer { folder.remove(path) }
        let raw = try RawLog(creating: path)
        return try settings.time.seconds { try raw.append(values, batch: settings.batch) }
    }

    private func forEachBatch(
        of source: Records, from first: UInt64, _ body: ([LogEntry]) throws -> Void
    ) throws {
        for batch in 0..<UInt64(batches) {
            let start = Position(first + batch * UInt64(settings.batch))
            let end = Position(start.rawValue + UInt64(settings.batch))
            try body((start.rawValue..<end.rawValue).map { try source.log.entry(at: Position($0)) })
        }
    }
}

extension EntryDraft {
    /// The draft that `entry` was made from.
    init(copying entry: LogEntry) {
        let header = entry.header
        self.init(
            id: header.id, kind: header.kind, occurredAt: header.occurredAt,
            facts: Array(entry.facts))
        subject = header.subject
        scope = header.scope
        actor = header.actor
        age = header.age
        if let target = header.refersTo {
            refersTo = target == header.position ? .itself : .entry(target)
        }
    }
}
