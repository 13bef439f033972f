import ArgumentParser
import EventLog
import Foundation
import Whereabouts
import WhereaboutsReports

struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Import made-up records into a temporary log and show what follows.",
        discussion: "No real child is in it. The folder is left for you to look at.")

    func run() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "whereabouts-demo-\(ProcessInfo.processInfo.processIdentifier)")
        let (log, key) = (folder.path + "/log", folder.path + "/log.key")
        let journal = folder.appending(path: "demo.jsonl")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(PackageResources.demo_jsonl).write(to: journal)
        let records = try Records.open(at: log, keys: try KeyFile.create(at: key))
        let report = try records.importJournal(
            journal, recordedAt: .preserve, onRefusal: .importNothing)
        let period = Period(
            from: try LocalDate(iso: "2025-01-01"), to: try LocalDate(iso: "2026-01-01"))
        Console.print(
            "$ whereabouts import \(log) --journal \(journal.path) --recorded-at preserve")
        Console.print(report.text)
        Console.print("$ whereabouts history \(log) --child D001")
        let view = try records.asOf(.now)
        Console.print(try HistoryReport(view, of: "D001").text())
        let counts = try records.counts(during: period)
        if let home = counts.homes.first?.home {
            let options = "\(log) --home \(home) --from 2025-01-01 --to 2026-01-01"
            Console.print("$ whereabouts counts \(options)")
            Console.print(try CountsReport(view, during: period, home: home).text())
            Console.print("$ whereabouts summary \(options)")
            Console.print(try SummaryReport(view, during: period, home: home).text())
        }
        try records.close()
        Console.print(
            """
            The files are in \(folder.path):
              log         the log: entries, sealed words, indexes; log/keys holds wrapped keys
              log.key     the key that opens the words; keep such a file elsewhere
              demo.jsonl  the journal that was imported
            Try: whereabouts overdue \(log) --all
            """)
    }
}
