import EventLog
import Foundation
import WhereaboutsTestKit
import Whereabouts

/// The summary of the whole nation: from nothing, after new entries, and from what is saved.
///
/// The log is a realistic one, made by the generator; every run begins with a new open of it.
struct SummaryBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    func run() throws -> [Comparison] {
        let large = try GeneratedLog(settings, folder, entries: settings.entries, settings.runs)
        let small = try GeneratedLog(
            settings, folder, entries: settings.entries / 10, settings.runs)
        var series = AllSeries()
        for run in 0..<settings.runs {
            series.smallFromNothing.values.append(try measure(small))
            try measure(large, run, &series)
        }
        return series.comparisons
    }

    /// What is measured in each run.
    struct AllSeries {
        var smallFromNothing = Series("from nothing, a tenth of the log", "µs an entry")
        var fromNothing = Series("from nothing", "µs an entry")
        var fromNothingTime = Series("from nothing", "ms")
        var afterNew = Series("after 1,000 new entries", "ms")
        var again = Series("again, nothing new", "ms")
        var listed = Series("again, with the entries behind every figure", "ms")
        var saved = Series("a new process, from what is saved", "ms")
        var scan = Series("cursor scan of all entries", "ms")
        var memory = Series("anonymous memory behind it", "bytes an entry")

        var comparisons: [Comparison] {
            [
                Comparison(
                    title: "summary, incremental",
                    conditions: "all homes, a year; from nothing against after new entries",
                    ours: fromNothingTime, baseline: afterNew, target: .atLeast(50)),
                Comparison(
                    title: "summary, linear",
                    conditions: "cost of an entry, against a log of a tenth",
                    ours: fromNothing, baseline: smallFromNothing, target: .atMost(1.5)),
                Comparison(
                    title: "summary, against a scan", conditions: "from nothing",
                    ours: fromNothingTime, baseline: scan, target: .none),
                Comparison(
                    title: "summary, after new entries, against a scan",
                    conditions: "after 1,000 new entries", ours: afterNew, baseline: scan,
                    target: .none),
                Comparison(
                    title: "summary, saved", conditions: "from nothing against a saved snapshot",
                    ours: fromNothingTime, baseline: saved, target: .none),
                Comparison(
                    title: "summary, again", conditions: "nothing new, against a scan",
                    ours: again, baseline: scan, target: .none),
                Comparison(
                    title: "summary, with entries", conditions: "nothing new, against a scan",
                    ours: listed, baseline: scan, target: .none),
                Comparison(
                    title: "summary, memory", conditions: "grown by the summary from nothing",
                    ours: memory, baseline: nil, target: .atMost(400)),
            ]
        }
    }

    /// Microseconds an entry, from nothing.
    private func measure(_ log: GeneratedLog) throws -> Double {
        let records = try log.open()
        defer { try? records.close() }
        let time = try settings.time.seconds { _ = try records.figures(during: log.period) }
        return time * 1e6 / Double(try records.log.size)
    }

    private func measure(_ log: GeneratedLog, _ run: Int, _ all: inout AllSeries) throws {
        let records = try log.open()
        let count = Double(try records.log.size)
        let before = Memory.anonymousBytes
        let cold = try settings.time.seconds { _ = try records.figures(during: log.period) }
        all.fromNothing.values.append(cold * 1e6 / count)
        all.memory.values.append(Double(Memory.anonymousBytes - before) / count)
        all.fromNothingTime.values.append(cold * 1e3)
        let scan = try settings.time.seconds {
            var sum: UInt64 = 0
            try records.log.scan(0..<Position(try records.log.size)) { header, _ in
                sum &+= header.place
                return .next
            }
            precondition(sum > 0, "every child has entries")
        }
        all.scan.values.append(scan * 1e3)
        try records.recordAndWait(log.growth(run), durability: .relaxed)
        var grown: FigureTable?
        all.afterNew.values.append(
            1e3 * (try settings.time.seconds { grown = try records.figures(during: log.period) }))
        all.again.values.append(
            1e3
                * (try settings.time.seconds { _ = try records.figures(during: log.period) }))
        var listed: SummaryByHome?
        all.listed.values.append(
            1e3
                * (try settings.time.seconds {
                    listed = try records.asOf(.now).summaries(during: log.period)
                }))
        precondition(
            listed?.total.counts.absences.count == grown?.total[.absences],
            "the table has the numbers of the summary")
        try records.saveSnapshot()
        try records.close()
        let fresh = try log.open()
        var fromSaved: FigureTable?
        all.saved.values.append(
            1e3 * (try settings.time.seconds { fromSaved = try fresh.figures(during: log.period) }))
        precondition(grown == fromSaved, "what is saved gives the same summary")
        try fresh.close()
        try log.removeSnapshot()
    }
}

extension Records {
    fileprivate func figures(during period: Period) throws -> FigureTable {
        try asOf(.now).figures(during: period)
    }
}

/// A generated log, and entries to come.
struct GeneratedLog {
    let path: String
    let period: Period
    private let key = MemoryKey()
    private let growths: [[NewEntry]]

    init(_ settings: Settings, _ folder: ScratchFolder, entries: Int, _ runs: Int) throws {
        path = folder.newPath("generated")
        period = Period(
            from: try LocalDate(year: 2025, month: 1, day: 1),
            to: try LocalDate(year: 2026, month: 1, day: 1))
        let options = LogGenerator.Options(
            seed: settings.seed, entries: entries + runs * 1_000, children: entries / 10,
            homes: entries / 250)
        let records = try Records.open(at: path, keys: key)
        var batch: [NewEntry] = []
        var growths: [[NewEntry]] = []
        var count = 0
        try LogGenerator(options).forEachNewEntry(recordedAt: .preserve) { entry in
            batch.append(entry)
            count += 1
            guard batch.count == 1_000 || count == entries else { return }
            if count <= entries {
                try records.recordAndWait(batch, durability: .relaxed)
            } else {
                growths.append(batch)
            }
            batch.removeAll(keepingCapacity: true)
        }
        self.growths = growths
        try records.log.sync()
        try records.close()
    }

    func open() throws -> Records { try Records.open(at: path, keys: key) }

    func growth(_ run: Int) -> [NewEntry] { growths[run] }

    func removeSnapshot() throws {
        try FileManager.default.removeItem(atPath: path + "/cases.snapshot")
    }
}

/// What the process holds, as the system counts it.
enum Memory {
    /// Bytes that belong to no file: the mapped pages of the log are not among them.
    static var anonymousBytes: Int { kibibytes("RssAnon:") * 1_024 }

    private static func kibibytes(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}
