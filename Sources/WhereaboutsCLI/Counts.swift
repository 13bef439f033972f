import ArgumentParser
import Whereabouts
import WhereaboutsReports

struct Counts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Count absences, incidents and reports to the police, by home.",
        discussion: """
            The period runs from the first day up to, without, the last, in London dates. Absences \
            and incidents count where they start; everything is attributed to the home from which \
            the child went. The JSON lists the entries behind every figure.

            Example: whereabouts counts records/oak-house --from 2025-01-01 --to 2026-01-01
            """)

    @OptionGroup var options: LogOptions

    @Option(help: "One home's id; without it, all homes.")
    var home: String?

    @OptionGroup var time: PeriodOptions
    @OptionGroup var knowledge: AsOfOptions
    @OptionGroup var output: FormatOptions

    func run() throws {
        let records = try options.openForReading()
        let view = try records.asOf(knowledge.point())
        let isJSON = output.format == .json
        if let home {
            let counts = try view.counts(of: HomeID(home), during: time.period)
            Console.print(
                isJSON
                    ? CountsReport.json(counts, time.period).text
                    : CountsReport.text(counts, time.period))
        } else {
            let counts = try view.counts(during: time.period)
            Console.print(
                isJSON
                    ? CountsReport.json(counts, time.period).text
                    : CountsReport.text(counts, time.period))
        }
        try records.close()
    }
}
