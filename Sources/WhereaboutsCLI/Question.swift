import ArgumentParser
import Whereabouts
import WhereaboutsReports

/// What every question to a log takes: which log, as of when, for whom.
struct QuestionOptions: ParsableArguments {
    @OptionGroup var options: LogOptions
    @OptionGroup var knowledge: AsOfOptions
    @OptionGroup var output: FormatOptions

    /// Opens the log, makes a report of the view asked for and prints it.
    func answer(_ make: (RecordsView) throws -> any Report) throws {
        let records = try options.openForReading()
        let report = try make(records.asOf(knowledge.point()))
        Console.print(output.format == .json ? try report.json().text : try report.text())
        try records.close()
    }
}

/// One home, or all.
struct HomeOption: ParsableArguments {
    @Option(help: "One home's id; without it, all homes.")
    var home: String?

    var id: HomeID? { home.map { HomeID($0) } }
}
