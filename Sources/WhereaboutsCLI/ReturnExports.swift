import ArgumentParser
import EventLog
import Foundation
import Whereabouts
import WhereaboutsReports

/// Which log a return is made of, and as of when.
struct ReturnOptions: ParsableArguments {
    @OptionGroup var options: LogOptions
    @OptionGroup var knowledge: AsOfOptions

    /// Opens the log, makes a return and writes some of its files.
    ///
    /// - Parameters:
    ///   - make: Makes the return of a view.
    ///   - paths: Where each file is written.
    /// - Returns: How many rows each file has, and the return.
    /// - Throws: `ValidationError` for a file that exists, and what making and writing throw.
    func write<Made: StatutoryReturn>(
        _ make: (RecordsView, @escaping @Sendable (WorkProgress) -> Void) throws -> Made,
        to paths: (Made) throws -> [(file: String, path: String)]
    ) throws -> (counts: [String: Int], made: Made) {
        let records = try options.openForReading()
        let bar = ProgressBar("return")
        defer { bar.end() }
        let made = try make(try records.asOf(knowledge.point()), bar.show)
        var counts: [String: Int] = [:]
        for (file, path) in try paths(made) {
            let output = try PrivateOutput.make(path)
            counts[file] = try made.write(file) { try output.write(contentsOf: $0) }
            try output.close()
        }
        try records.close()
        return (counts, made)
    }
}

struct SSDA903Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ssda903",
        abstract: "Write the national return of children looked after, as CSV.",
        discussion: """
            Makes the folder DIR (mode 0700) with header.csv, episodes.csv and missing.csv, and \
            exceptions.csv: which row will fail which rule of the Department and why it stands all \
            the same, which values nobody recorded, and what is left out. Upload the first three; \
            keep the last.

            With --authority, a child who moved to another authority is returned for the days on \
            which this one was responsible.

            The files hold dates of birth and need the log's key.

            Example: whereabouts export ssda903 records/county --year 2026 --out return-2026
            """)

    @OptionGroup var source: ReturnOptions

    @Option(help: "The year in which the collection year ends: 2026 is 1 April 2025 to 31 March.")
    var year: Int

    @Option(help: ArgumentHelp("The folder to make; it must not exist.", valueName: "dir"))
    var out: String

    @Option(help: "The authority that makes the return: its children, for its own days.")
    var authority: String?

    func run() throws {
        let (counts, made) = try source.write({
            try SSDA903Return($0, year: year, authority: authority, progress: $1)
        }) { made in
            let folder = try TileFolder(new: out)
            return made.files.map { ($0, folder.path(of: $0)) }
        }
        Console.report(
            "note: \(made.specification.version): \(counts["header.csv"] ?? 0) children, "
                + "\(counts["episodes.csv"] ?? 0) episodes, \(counts["missing.csv"] ?? 0) rows "
                + "missing or away, \(counts["exceptions.csv"] ?? 0) lines of exceptions.csv")
    }
}

struct AnnexAExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annexa",
        abstract: "Write list 8 of Ofsted's Annex A, as CSV or as a workbook.",
        discussion: """
            Children in care on the day of the inspection, and those who ceased to be within six \
            months before. Missing and away incidents are those of the twelve months up to the day, \
            from all placements. Columns that the log does not hold are blank.

            FILE ends in .csv or .xlsx; it is made with mode 0600, holds dates of birth, and needs \
            the log's key.

            Example: whereabouts export annexa records/county --on 2025-11-03 --out list-8.xlsx
            """)

    @OptionGroup var source: ReturnOptions

    @Option(help: ArgumentHelp("The day of the inspection.", valueName: "date"))
    var on: LocalDate

    @Option(help: ArgumentHelp("The file to make, .csv or .xlsx.", valueName: "file"))
    var out: String

    @Option(help: "The authority that is inspected: children in its care, for its own days.")
    var authority: String?

    mutating func validate() throws {
        guard out.hasSuffix(".csv") || out.hasSuffix(".xlsx") else {
            throw ValidationError("--out: \(out) must end in .csv or .xlsx")
        }
    }

    func run() throws {
        let file = out.hasSuffix(".csv") ? "list-8.csv" : "list-8.xlsx"
        let (counts, made) = try source.write({
            try AnnexAList8($0, on: on, authority: authority, progress: $1)
        }) { _ in [(file, out)] }
        Console.report(
            "note: \(made.specification.version): \(counts[file] ?? 0) children; left out as their "
                + "words are erased: \(made.erasedCount)")
    }
}

struct SSDExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ssd",
        abstract: "Write the table ssd_missing of the Standard Safeguarding Dataset, as CSV.",
        discussion: """
            One row a missing or away incident; ids stay the same. With --from and --to: those that \
            began before the second day and ended on the first or later. FILE is made with mode \
            0600 and needs the log's key.

            Example: whereabouts export ssd records/county --out ssd_missing.csv
            """)

    @OptionGroup var source: ReturnOptions

    @Option(help: ArgumentHelp("The file to make.", valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp("The first day.", valueName: "date"))
    var from: LocalDate?

    @Option(help: ArgumentHelp("The day after the last.", valueName: "date"))
    var to: LocalDate?

    @Option(help: "Only incidents with a day on which this authority was responsible.")
    var authority: String?

    mutating func validate() throws {
        guard (from ?? .first) < (to ?? .last) else {
            throw ValidationError("--to must lie behind --from")
        }
    }

    func run() throws {
        let period = Period(from: from ?? .first, to: to ?? .last)
        let (counts, made) = try source.write({
            try SSDMissing(
                $0, during: from == nil && to == nil ? nil : period, authority: authority,
                progress: $1)
        }) { made in made.files.map { ($0, out) } }
        Console.report(
            "note: \(made.specification.version): \(counts["ssd_missing.csv"] ?? 0) rows; children "
                + "left out as their words are erased: \(made.erasedCount)")
    }
}
