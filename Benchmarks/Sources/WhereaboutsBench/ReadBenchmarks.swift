import EventLog
import Whereabouts

/// One pass over all entries that reads their fixed fields.
struct ScanBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    func run() throws -> [Comparison] {
        let log = try BenchLog.shared(settings, folder)
        var ours = Series("EventLog.scan, checksums verified", "entries/s")
        var raw = Series("C cursor loop, no checksums", "entries/s")
        for _ in 0..<settings.runs {
            let records = try log.open()
            let count = Double(try records.log.size)
            var sum: UInt64 = 0
            ours.values.append(
                count / (try settings.time.seconds { sum = try Self.sum(records.log) }))
            try records.close()
            let baseline = try RawLog(reading: log.path)
            var expected: UInt64 = 0
            raw.values.append(
                count / (try settings.time.seconds { expected = try baseline.scan() }))
            precondition(sum == expected, "both scans read the same fields")
        }
        return [
            Comparison(
                title: "scan", conditions: "thirteen fixed fields of every entry, warm cache",
                ours: ours, baseline: raw, target: .atLeast(0.5))
        ]
    }

    private static func sum(_ log: EventLog) throws -> UInt64 {
        var sum: UInt64 = 0
        try log.scan(0..<Position(try log.size)) { header, _ in
            sum &+= header.sum
            return .next
        }
        return sum
    }
}

extension EntryHeader {
    /// All fields added up, as they stand in the entry's bytes.
    fileprivate var sum: UInt64 {
        let numbers = UInt64(kind) &+ subject.number &+ scope.number &+ actor.number
        let times = UInt64(bitPattern: recordedAt.microseconds &+ occurredAt.microseconds)
        let links =
            position.rawValue &+ (previousOfSubject?.rawValue ?? 0)
            &+ (previousOfScope?.rawValue ?? 0) &+ (refersTo?.rawValue ?? 0)
        let years = UInt64(UInt32(bitPattern: Int32(clamping: age ?? -1)))
        return numbers &+ times &+ links &+ place &+ years &+ id.high &+ id.low
    }
}

/// The history of a child with fifty entries, against one look-up in LMDB.
struct HistoryBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    private static let length = 50
    /// How often the histories found are read in one run.
    private static let rounds = 20

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    func run() throws -> [Comparison] {
        let log = try BenchLog.shared(settings, folder)
        var ours = Series("EventLog.history, 50 entries", "ns")
        var raw = Series("C mdb_get, one entry", "ns")
        for run in 0..<settings.runs {
            let records = try log.open()
            let size = try records.log.size
            let subjects = try Self.subjects(records.log)
            guard !subjects.isEmpty else { throw NoHistory() }
            let time = try settings.time.seconds { try Self.read(subjects, records.log) }
            ours.values.append(time * 1e9 / Double(subjects.count * Self.rounds))
            try records.close()
            var generator = SplitMix64(state: settings.seed &+ UInt64(run))
            let positions = (0..<100_000).map { _ in generator.next() % size }
            let baseline = try RawLog(reading: log.path)
            _ = try baseline.get(positions)
            let single = try settings.time.seconds { _ = try baseline.get(positions) }
            raw.values.append(single * 1e9 / Double(positions.count))
        }
        return [
            Comparison(
                title: "history", conditions: "50 entries copied out, warm cache", ours: ours,
                baseline: raw, target: .atMost(100))
        ]
    }

    /// No child has just the number of entries that is measured.
    private struct NoHistory: Error {}

    private static func read(_ subjects: [Subject], _ log: EventLog) throws {
        for _ in 0..<rounds {
            for subject in subjects {
                let history = try log.history(of: subject, in: try log.view())
                precondition(history.count == length, "a history has the entries counted before")
            }
        }
    }

    private static func subjects(_ log: EventLog) throws -> [Subject] {
        var counts = [UInt64](repeating: 0, count: Int(log.subjectCount) + 1)
        try log.scan(0..<Position(try log.size)) { header, _ in
            counts[Int(header.subject.number)] = header.place
            return .next
        }
        return counts.indices.dropFirst().filter { counts[$0] == UInt64(length) }
            .map { Subject(UInt64($0)) }
    }
}

/// Opening a log: the newest snapshot and the entries behind it.
struct OpenBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    func run() throws -> [Comparison] {
        let log = try BenchLog.shared(settings, folder)
        var ours = Series("Records.open", "ms")
        for _ in 0..<max(settings.runs, 11) {
            var records: Records?
            ours.values.append(1_000 * (try settings.time.seconds { records = try log.open() }))
            try records?.close()
        }
        let size = ScratchFolder.byteCount(log.path + "/data.mdb") >> 20
        return [
            Comparison(
                title: "open",
                conditions: "for reading and writing, file of \(size) MiB, warm cache",
                ours: ours, baseline: nil, target: .atMost(50))
        ]
    }
}
