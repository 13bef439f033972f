import ArgumentParser
import Whereabouts
import WhereaboutsReports

struct SummaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Show what an inspector asks about a home.",
        discussion: """
            Items 5 to 10 of Ofsted's Annex A, absences, return home interviews, regulation 40 \
            decisions, challenges, children persistently missing, unexplained episodes, strategies, \
            corrections and flags. The period is, by custom, since the last full inspection. What \
            is not recorded here is "no data", which is not 0. Children stand by their ids.

            Example: whereabouts summary records/oak-house --home SC000001 \
            --from 2025-01-01 --to 2026-01-01
            """)

    @OptionGroup var question: QuestionOptions
    @OptionGroup var home: HomeOption
    @OptionGroup var time: PeriodOptions

    func run() throws {
        try question.answer(.summary) { question, _ in
            question.period = time.period
            question.home = home.id
        }
    }
}
