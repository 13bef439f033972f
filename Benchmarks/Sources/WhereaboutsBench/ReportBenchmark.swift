import EventLog
import Foundation
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

/// Every report of the nation against report 2 of the same log, in the same run.
///
/// From nothing each question has a new open of the log; warm, the children's records are known.
struct ReportBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    init(_ settings: Settings, _ folder: ScratchFolder) {
        (self.settings, self.folder) = (settings, folder)
    }

    /// A question, and how it is asked; bytes are counted and dropped.
    private struct Asked {
        let name: String
        let ask: (Records) throws -> Int
    }

    func run() throws -> [Comparison] {
        let log = try GeneratedLog(settings, folder, entries: settings.entries, 0)
        let home = try busiestHome(log)
        let reports = try questions(log.period, home) + returns()
        var cold = reports.map { Series("\($0.name), from nothing", "ms") }
        var warm = reports.map { Series("\($0.name), warm", "ms") }
        var pack = Series("pack of a home as a page, warm", "ms")
        for _ in 0..<settings.runs {
            for (place, report) in reports.enumerated() {
                let records = try log.open()
                cold[place].values.append(try milliseconds { try report.ask(records) })
                try records.close()
            }
            let records = try log.open()
            _ = try reports[0].ask(records)
            for (place, report) in reports.enumerated() {
                warm[place].values.append(try milliseconds { try report.ask(records) })
            }
            let page = try page(log.period, home)
            _ = try page.ask(records)
            pack.values.append(try milliseconds { try page.ask(records) })
            try records.close()
        }
        return [
            Comparison(
                title: "pack", conditions: "one home, HTML", ours: pack, baseline: nil,
                target: .atMost(50))
        ] + compare(cold, "from nothing") + compare(warm, "warm")
    }

    private func compare(_ series: [Series], _ conditions: String) -> [Comparison] {
        series.dropFirst().map {
            Comparison(
                title: "reports", conditions: "against counts, \(conditions)", ours: $0,
                baseline: series[0], target: .atMost(3))
        }
    }

    private func milliseconds(_ body: () throws -> Int) throws -> Double {
        var count = 0
        let seconds = try settings.time.seconds { count = try body() }
        precondition(count > 0, "an answer has bytes")
        return seconds * 1e3
    }

    // MARK: Questions

    private func questions(_ period: Period, _ home: HomeID) throws -> [Asked] {
        let names: [ReportQuestion.Name] = [
            .counts, .summary, .interviews, .authorities, .persistent, .unexplained, .bands,
            .overdue, .board, .patterns, .locations, .police, .national, .informationRequest,
            .retention,
        ]
        return names.map { name in
            Asked(name: name.rawValue) { records in
                var question = ReportQuestion(name, as: .csv)
                (question.period, question.year) = (period, 2026)
                return try Self.count { try question.answer(in: records.asOf(.now), to: $0) }
            }
        }
    }

    private func page(_ period: Period, _ home: HomeID) throws -> Asked {
        let pages = try Pages()
        return Asked(name: "pack") { records in
            var question = ReportQuestion(.pack, as: .html)
            (question.period, question.home) = (period, home)
            return try Self.count {
                try question.answer(in: records.asOf(.now), pages: pages, to: $0)
            }
        }
    }

    private func returns() throws -> [Asked] {
        let day = try LocalDate(year: 2025, month: 12, day: 31)
        let all: [(String, (RecordsView) throws -> any StatutoryReturn)] = [
            ("ssda903", { try SSDA903Return($0, year: 2026) }),
            ("annexa", { try AnnexAList8($0, on: day) }), ("ssd", { try SSDMissing($0) }),
        ]
        return all.map { name, make in
            Asked(name: name) { records in
                let made = try make(records.asOf(.now))
                return try Self.count { sink in
                    for file in made.files where file.hasSuffix(".csv") {
                        try made.write(file, to: sink)
                    }
                }
            }
        }
    }

    private static func count(
        _ body: (@escaping ([UInt8]) throws -> Void) throws -> Void
    ) throws -> Int {
        var count = 0
        try body { count += $0.count }
        return count
    }

    private func busiestHome(_ log: GeneratedLog) throws -> HomeID {
        let records = try log.open()
        defer { try? records.close() }
        let homes = try records.asOf(.now).counts(during: log.period).homes
        guard let home = homes.first?.home else { throw UsageError() }
        return home
    }
}
