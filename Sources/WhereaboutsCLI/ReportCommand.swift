import ArgumentParser
import Whereabouts
import WhereaboutsReports

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Answer one question of inspectors, boards and the public.",
        discussion: """
            The period runs from the first day up to, without, the last, in London dates. \
            "no data" means that it is not recorded here, "none" that there is nothing to divide by. \
            The JSON lists under ids the entries behind every figure.

            Example: whereabouts report rhi records/county --from 2025-01-01 --to 2025-04-01
            """,
        subcommands: [
            InterviewCommand.self, PersistentCommand.self, UnexplainedCommand.self,
            BandCommand.self, PackCommand.self, BoardCommand.self, VisitCommand.self,
            ReviewCommand.self, PatternCommand.self, LocationCommand.self, PoliceCommand.self,
            NationalCommand.self, InformationRequestCommand.self, RetentionCommand.self,
            ReportListCommand.self, ReprintCommand.self, ReportCheckCommand.self,
        ])
}

struct InterviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rhi",
        abstract: "Say whether return home interviews were offered and held.",
        discussion: """
            Counts episodes with a missing segment that ended by a return in the period, of \
            children under 18; due 72 elapsed hours after the return. With --by authority: every \
            registered authority, averages over those with data, and who does not record.

            Example: whereabouts report rhi records/oak-house --home SC000001 \
            --from 2025-01-01 --to 2025-04-01
            Example: whereabouts report rhi records/county --by authority \
            --from 2025-01-01 --to 2026-01-01
            """)

    enum Grouping: String, ExpressibleByArgument, CaseIterable {
        case authority
    }

    @OptionGroup var question: QuestionOptions
    @OptionGroup var home: HomeOption
    @OptionGroup var time: PeriodOptions

    @Option(help: "Group by responsible authority.")
    var by: Grouping?

    mutating func validate() throws {
        if by != nil, home.home != nil {
            throw ValidationError("give --home or --by authority, not both")
        }
    }

    func run() throws {
        try question.answer(by == .authority ? .authorities : .interviews) { question, _ in
            question.period = time.period
            question.home = home.id
        }
    }
}

struct PersistentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "persistent",
        abstract: "List children who go missing again and again.",
        discussion: """
            By default 3 missing episodes in 90 days, 3 in 30 days (a strategy meeting is called \
            for), 10 in 365 days; with the last meeting, review and escalation.

            Example: whereabouts report persistent records/oak-house \
            --from 2025-01-01 --to 2026-01-01
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var home: HomeOption
    @OptionGroup var time: PeriodOptions

    func run() throws {
        try question.answer(.persistent) { question, _ in
            question.period = time.period
            question.home = home.id
        }
    }
}

struct UnexplainedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unexplained",
        abstract: "Count ended episodes that nobody has explained, by home.",
        discussion: """
            An episode is unexplained when a week after its end neither the child's reasons nor \
            an explanation is on record. Beside it: for how many months running, and whether a \
            strategy for the home is in force on the last day.

            Example: whereabouts report unexplained records/oak-house \
            --from 2025-01-01 --to 2026-01-01
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var home: HomeOption
    @OptionGroup var time: PeriodOptions

    func run() throws {
        try question.answer(.unexplained) { question, _ in
            question.period = time.period
            question.home = home.id
        }
    }
}

struct BandCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bands",
        abstract: "Count children by how many missing incidents each had.",
        discussion: """
            In bands of 1, 2, 3, 4, 5, 6-10, 11-20, 21-50, 51-100 and more; children in care, who \
            went from a home once at least, apart from those missing from their own homes.

            Example: whereabouts report bands records/county --from 2025-01-01 --to 2026-01-01
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var time: PeriodOptions

    func run() throws {
        try question.answer(.bands) { question, _ in question.period = time.period }
    }
}
