import ArgumentParser
import Whereabouts
import WhereaboutsReports

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show one child's entries and episodes.",
        discussion: """
            Example: whereabouts history records/oak-house --child C001 --as-of 2025-05-03 \
            Without the key a child is named by its number: --child '#17'.
            """)

    @OptionGroup var options: LogOptions

    @Option(help: "The child's id.")
    var child: String

    @OptionGroup var knowledge: AsOfOptions
    @OptionGroup var output: FormatOptions

    func run() throws {
        let records = try options.openForReading()
        let history = try records.asOf(knowledge.point()).history(of: ChildID(child))
        let report = HistoryReport(history)
        Console.print(output.format == .json ? try report.json().text : try report.text())
        try records.close()
    }
}
