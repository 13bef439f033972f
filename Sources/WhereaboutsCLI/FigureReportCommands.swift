import ArgumentParser
import Whereabouts
import WhereaboutsReports

/// One home, one authority's children, or all.
struct ReachOptions: ParsableArguments {
    @Option(help: "Only episodes that went from one home.")
    var home: String?

    @Option(
        help: ArgumentHelp("Only children of one responsible authority.", valueName: "code"))
    var authority: String?

    mutating func validate() throws {
        if home != nil, authority != nil {
            throw ValidationError("give --home or --authority, not both")
        }
    }

    func set(_ question: inout ReportQuestion) {
        question.home = home.map { HomeID($0) }
        question.authority = authority
    }
}

struct BoardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board",
        abstract: "Report a quarter to the corporate parenting board.",
        discussion: """
            Trend of eight quarters, placed in and out of area, by home, return home interviews, \
            reasons, harm and exploitation, children subject to restriction. For a meeting that is \
            open to the public say --disclosure public.

            Example: whereabouts report board records/county --authority E09000001 \
            --from 2025-04-01 --to 2025-07-01 --format html --out board.html
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var reach: ReachOptions
    @OptionGroup var time: PeriodOptions

    func run() throws { try question.answer(.board, reach, time) }
}

struct PatternCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "patterns",
        abstract: "Show when and where children go, and how soon again.",
        discussion: """
            Places last known and found, hours of the week in London time, days since the placement \
            began, the median time to the next absence, the share of the tenth who go most often.

            Example: whereabouts report patterns records/oak-house --home SC000001 \
            --from 2025-01-01 --to 2026-01-01
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var reach: ReachOptions
    @OptionGroup var time: PeriodOptions

    func run() throws { try question.answer(.patterns, reach, time) }
}

struct PoliceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "police",
        abstract: "Count calls, incidents and individuals as the police return does.",
        discussion: """
            With the highest grade, the age, the duration, who found the child, and harm. A second \
            report of an open episode is a call and no incident.

            Example: whereabouts report police records/county --from 2025-04-01 --to 2026-04-01
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var reach: ReachOptions
    @OptionGroup var time: PeriodOptions

    func run() throws { try question.answer(.police, reach, time) }
}

struct LocationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locations",
        abstract: "Rank locations by reports to the police, with what these may have cost.",
        discussion: """
            The cost is an estimate, never expenditure: reports times a published range for a \
            medium-risk case; a UnitCostAdopted entry names another range.

            Example: whereabouts report locations records/county --from 2025-01-01 --to 2026-01-01
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var time: PeriodOptions

    func run() throws {
        try question.answer(.locations) { question, _ in question.period = time.period }
    }
}

struct NationalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "national",
        abstract: "Make the measures that the Department publishes of a year.",
        discussion: """
            Without --authority counts are rounded to the nearest ten, as national ones are. \
            Percentages are whole; k is one that rounds to zero and is not, z one that does not \
            apply, c one that is kept back.

            Example: whereabouts report national records/county --year 2025 --format csv
            """)

    @OptionGroup var question: QuestionOptions

    @Option(help: "The year in which the collection year ends: 2025 ends on 31 March 2025.")
    var year: Int

    @Option(
        help: ArgumentHelp("Only children of one responsible authority.", valueName: "code"))
    var authority: String?

    func run() throws {
        try question.answer(.national) { question, _ in
            (question.year, question.authority) = (year, authority)
        }
    }
}

struct InformationRequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "foi",
        abstract: "Answer what is asked under the Freedom of Information Act.",
        discussion: """
            Children, incidents, interviews offered, completed and declined, of all children, those \
            looked after, and those placed out of area; who held the interviews; children by number \
            of incidents. For an answer that is given out say --disclosure public.

            Example: whereabouts report foi records/county --authority E09000001 \
            --from 2025-04-01 --to 2026-04-01 --disclosure public --format csv
            """)

    @OptionGroup var question: QuestionOptions

    @Option(
        help: ArgumentHelp("Only children of one responsible authority.", valueName: "code"))
    var authority: String?

    @OptionGroup var time: PeriodOptions

    func run() throws {
        try question.answer(.informationRequest) { question, _ in
            (question.period, question.authority) = (time.period, authority)
        }
    }
}

struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "List until when each child's record is kept.",
        discussion: """
            75 years from birth, or 15 years from the death of a child under 18, or as decided \
            (regulation 36). The log's key is needed. `whereabouts expire` erases what is over.

            Example: whereabouts report retention records/oak-house
            """)

    @OptionGroup var question: QuestionOptions

    func run() throws { try question.answer(.retention) { _, _ in } }
}

extension QuestionOptions {
    fileprivate func answer(
        _ name: ReportQuestion.Name, _ reach: ReachOptions, _ time: PeriodOptions
    ) throws {
        try answer(name) { question, _ in
            reach.set(&question)
            question.period = time.period
        }
    }
}
