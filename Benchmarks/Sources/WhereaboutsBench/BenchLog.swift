import EventLog
import Whereabouts

/// A log in a scratch folder, with its key.
struct BenchLog {
    let path: String
    let key: MemoryKey
    /// The position of the first entry behind the registrations.
    private(set) var firstEvent: UInt64 = 0

    init(_ folder: ScratchFolder) {
        path = folder.newPath("log")
        key = MemoryKey()
    }

    func open() throws -> Records {
        try Records.open(at: path, keys: key)
    }

    /// Opens the new log and registers all homes and children.
    mutating func openRegistered(_ settings: Settings, _ workload: Workload) throws -> Records {
        let records = try open()
        var batch: [NewEntry] = []
        for index in 0..<settings.homes + settings.children {
            let isHome = index < settings.homes
            batch.append(
                try isHome
                    ? workload.registration(ofHome: index)
                    : workload.registration(ofChild: index - settings.homes))
            let isLast = index == settings.homes + settings.children - 1
            guard isLast || batch.count == settings.batch else { continue }
            try records.recordAndWait(batch, durability: .relaxed)
            batch.removeAll(keepingCapacity: true)
        }
        firstEvent = try records.log.size
        return records
    }

    /// The log that the reading benchmarks share: registrations and all entries, synced.
    static func shared(_ settings: Settings, _ folder: ScratchFolder) throws -> BenchLog {
        if let log = folder.sharedLog { return log }
        var log = BenchLog(folder)
        var workload = Workload(settings)
        let records = try log.openRegistered(settings, workload)
        for _ in 0..<settings.entries / settings.batch {
            let batch = try (0..<settings.batch).map { _ in try workload.next() }
            try records.recordAndWait(batch, durability: .relaxed)
        }
        try records.log.sync()
        try records.close()
        folder.sharedLog = log
        return log
    }
}
