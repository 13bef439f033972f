import Foundation

/// What the command line asks for.
struct Settings {
    var entries = 1_000_000
    var runs = 5
    var seed: UInt64 = 1
    var isJSON = false
    /// For everything but group commit, which waits for the disk.
    var time = TimeSource.wall
    var folder = FileManager.default.temporaryDirectory
    var benchmarks: [Benchmark] = []

    /// Entries in one transaction of the bulk append.
    let batch = 1_000

    /// Ten entries a child, twenty-five children a home.
    var children: Int { max(entries / 10, 50) }
    var homes: Int { max(children / 25, 1) }

    static let usage = """
        usage: whereabouts-bench [--entries N] [--runs N] [--seed N] [--folder PATH] [--json] \
        [--processor-time] [append] [scan] [history] [open] [group] [summary] [case] \
        [proof] [sealed] [reports]
        """

    init(_ arguments: some Sequence<String>) throws {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "--entries": entries = try Self.number(rest.next(), atLeast: 10_000)
            case "--runs": runs = try Self.number(rest.next(), atLeast: 5)
            case "--seed": seed = UInt64(try Self.number(rest.next(), atLeast: 0))
            case "--folder": folder = URL(filePath: rest.next() ?? ".")
            case "--json": isJSON = true
            case "--processor-time": time = .processor
            default:
                guard let benchmark = Benchmark(rawValue: argument) else { throw UsageError() }
                benchmarks.append(benchmark)
            }
        }
        if benchmarks.isEmpty { benchmarks = Benchmark.allCases }
    }

    private static func number(_ text: String?, atLeast least: Int) throws -> Int {
        guard let number = text.flatMap({ Int($0) }), number >= least else { throw UsageError() }
        return number
    }
}

/// The command line is not understood.
struct UsageError: Error, CustomStringConvertible {
    var description: String { Settings.usage }
}

/// What can be measured.
enum Benchmark: String, CaseIterable {
    case append, scan, history, open, group, summary, proof, sealed, reports
    case record = "case"

    func run(_ settings: Settings, in folder: ScratchFolder) async throws -> [Comparison] {
        switch self {
        case .append:
            var append = AppendBenchmark(settings, folder)
            return try append.run()
        case .scan: return try ScanBenchmark(settings, folder).run()
        case .history: return try HistoryBenchmark(settings, folder).run()
        case .open: return try OpenBenchmark(settings, folder).run()
        case .record: return try CaseBenchmark(settings, folder).run()
        case .proof: return try ProofBenchmark(settings, folder).run()
        case .sealed: return try SealedBenchmark(settings, folder).run()
        case .reports: return try ReportBenchmark(settings, folder).run()
        case .summary: return try SummaryBenchmark(settings, folder).run()
        case .group: return try await GroupBenchmark(settings, folder).run()
        }
    }
}

/// Says on standard error what is going on.
func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
