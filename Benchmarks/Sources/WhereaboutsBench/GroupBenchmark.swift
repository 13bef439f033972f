import EventLog
import SwiftProtobuf
import Whereabouts

/// Durable single entries: eight callers, who share flushes, against one.
struct GroupBenchmark {
    private let settings: Settings
    private let folder: ScratchFolder

    private static let callers = 8
    private static let perCaller = 250

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    func run() async throws -> [Comparison] {
        var small = settings
        small.entries = 10_000
        var log = BenchLog(folder)
        let workload = Workload(small)
        let records = try log.openRegistered(small, workload)
        var many = Series("\(Self.callers) concurrent callers", "durable entries/s")
        var one = Series("one caller", "durable entries/s")
        for _ in 0..<settings.runs {
            one.values.append(try await Self.rate(of: 1, records, workload))
            many.values.append(try await Self.rate(of: Self.callers, records, workload))
        }
        try records.close()
        return [
            Comparison(
                title: "group", conditions: "one entry a call, awaited, with fsync", ours: many,
                baseline: one, target: .atLeast(4))
        ]
    }

    private static func rate(
        of callers: Int, _ records: Records, _ workload: Workload
    ) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup { group in
            for caller in 0..<callers {
                group.addTask { try await record(records, workload, caller) }
            }
            try await group.waitForAll()
        }
        return Double(callers * perCaller) / (clock.now - start).seconds
    }

    private static func record(
        _ records: Records, _ workload: Workload, _ caller: Int
    ) async throws {
        for _ in 0..<perCaller {
            try await records.record(
                NightlyUpdate.with { $0.contactAttempts = 3 }, child: workload.children[caller],
                home: workload.homes[0], occurred: .at(WallClock.system.now),
                by: workload.staff[caller])
        }
    }
}
