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

    @OptionGroup var question: QuestionOptions
    @OptionGroup var home: HomeOption
    @OptionGroup var time: PeriodOptions

    func run() throws {
        try question.answer(.counts) { question, _ in
            question.period = time.period
            question.home = home.id
        }
    }
}
