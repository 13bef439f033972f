import ArgumentParser
import Whereabouts
import WhereaboutsReports

struct Changes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Name what was recorded since a report, and what is different because of it.",
        discussion: """
            What has changed since the report of 2 April? It said of itself "118 entries": compare \
            with that size, or with the time at which it was made. New and late entries and \
            corrections are listed, then the episodes told otherwise and, with a period, the \
            figures that differ, each with the entries that are the cause. Without a cause time \
            has passed: a deadline, say. Give the period and home of the report. That something or \
            nothing has changed does not change the exit status.

            Example: whereabouts changes records/oak-house --since-size 118 \
            --home SC901101 --from 2025-01-01 --to 2025-04-01
            """)

    @OptionGroup var options: LogOptions

    @Option(
        help: ArgumentHelp(
            "What was recorded at this time or later.",
            discussion: "Such as 2025-04-02T10:05:00Z, or 2025-04-02 for that day's start.",
            valueName: "time"))
    var since: String?

    @Option(
        help: ArgumentHelp("What stands behind the first entries of the log.", valueName: "count"))
    var sinceSize: UInt64?

    @OptionGroup var knowledge: AsOfOptions
    @OptionGroup var home: HomeOption

    @Option(help: ArgumentHelp("The first day, such as 2025-01-01.", valueName: "date"))
    var from: LocalDate?

    @Option(help: ArgumentHelp("The day after the last, such as 2025-04-01.", valueName: "date"))
    var to: LocalDate?

    @OptionGroup var output: FormatOptions

    mutating func validate() throws {
        guard (since == nil) != (sinceSize == nil) else {
            throw ValidationError("say since when: --since TIME or --since-size COUNT, not both")
        }
        _ = try earlier()
        switch (from, to) {
        case (nil, nil): break
        case (let from?, let to?) where from < to: break
        case (_?, _?): throw ValidationError("--to must lie behind --from")
        default: throw ValidationError("a period needs --from and --to")
        }
    }

    func run() throws {
        let records = try options.openForReading()
        let (earlier, later) = (try earlier(), try knowledge.point())
        try checkOrder(records, earlier, later)
        let report = try ChangeReport(
            records, from: earlier, to: later, during: period, home: home.id)
        Console.print(output.format == .json ? report.json().text : report.text())
        try records.close()
    }

    private var period: Period? {
        guard let from, let to else { return nil }
        return Period(from: from, to: to)
    }

    private func earlier() throws -> KnowledgePoint {
        if let sinceSize { return .size(sinceSize) }
        return try KnowledgePoint(since ?? "", of: "--since")
    }

    /// Behind the newest entry nothing has changed; behind a point that was named is a mistake.
    private func checkOrder(
        _ records: Records, _ earlier: KnowledgePoint, _ later: KnowledgePoint
    ) throws {
        guard later != .now else { return }
        let (first, last) = (try records.asOf(earlier), try records.asOf(later))
        guard (first.size, first.now) <= (last.size, last.now) else {
            throw ValidationError(
                "--since lies behind --as-of or --at-size: \(first.size) entries were known then "
                    + "and \(last.size) at the later point; exchange them")
        }
    }
}
