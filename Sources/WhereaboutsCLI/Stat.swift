import ArgumentParser
import Whereabouts
import WhereaboutsReports

struct Stat: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say how much a log holds and how large it is.",
        discussion: """
            The snapshot is the file LOG/cases.snapshot: what follows from the children's entries, \
            saved by import and rebuild so that questions about many children start from it. It \
            can be deleted at any time.
            """)

    @OptionGroup var options: LogOptions
    @OptionGroup var output: FormatOptions

    func run() throws {
        let records = try options.openForReading()
        let report = StatReport(try records.statistics())
        Console.print(output.format == .json ? report.json.text : report.text)
        try records.close()
    }
}
