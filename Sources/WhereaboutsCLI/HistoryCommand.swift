import ArgumentParser
import Whereabouts
import WhereaboutsReports

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show one child's entries and episodes, flags and deadlines.",
        discussion: """
            Behind each entry stands how long after the event it was recorded. With the key the \
            words are shown too: treat the output as you treat the key.

            Example: whereabouts history records/oak-house --child C001 --as-of 2025-05-03
            Without the key a child is named by its number: --child '#17'.
            """)

    @OptionGroup var question: QuestionOptions

    @Option(help: "The child's id.")
    var child: String

    func run() throws {
        try question.answer(.history) { question, records in
            question.child = try records.childNumber(ChildID(child))
        }
    }
}
