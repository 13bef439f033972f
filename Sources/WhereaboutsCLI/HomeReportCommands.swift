import ArgumentParser
import Whereabouts
import WhereaboutsReports

/// One home, which has to be named.
struct NamedHomeOption: ParsableArguments {
    @Option(help: "The home's id.")
    var home: String
}

struct PackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Put together what an inspector wants to see of a home.",
        discussion: """
            The form's items, twelve months' trend, hours of the week, return home interviews, what \
            is owed, regulation 40, persistently missing children. As a page it has pictures and \
            prints on A4.

            Example: whereabouts report pack records/oak-house --home SC000001 \
            --from 2025-01-01 --to 2026-01-01 --format html --out pack.html
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var home: NamedHomeOption
    @OptionGroup var time: PeriodOptions

    func run() throws { try question.answer(.pack, home, time) }
}

struct VisitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit",
        abstract: "Prepare the monthly independent visit to a home (regulation 44).",
        discussion: """
            Each episode is a line of facts, without words of a case record; how each duty that \
            fell due in the month was met; actions; what is overdue.

            Example: whereabouts report visit records/oak-house --home SC000001 \
            --from 2025-05-01 --to 2025-06-01
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var home: NamedHomeOption
    @OptionGroup var time: PeriodOptions

    func run() throws { try question.answer(.visit, home, time) }
}

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Set a home's last six months beside the six before (regulation 45).",
        discussion: """
            Every figure of both periods and the difference; interviews; duties; persistently \
            missing children. The period before is as long as the one asked for.

            Example: whereabouts report review records/oak-house --home SC000001 \
            --from 2025-07-01 --to 2026-01-01
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var home: NamedHomeOption
    @OptionGroup var time: PeriodOptions

    func run() throws { try question.answer(.review, home, time) }
}

extension QuestionOptions {
    fileprivate func answer(
        _ name: ReportQuestion.Name, _ home: NamedHomeOption, _ time: PeriodOptions
    ) throws {
        try answer(name) { question, _ in
            question.home = HomeID(home.home)
            question.period = time.period
        }
    }
}
