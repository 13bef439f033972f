import ArgumentParser
import EventLog
import Whereabouts
import WhereaboutsReports

struct Overdue: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what is owed for children and overdue.",
        discussion: """
            Return home interviews, reviews, safe and well checks, notices, challenges and actions, \
            with their age in hours and who owes them; those due first, first. "Now" is the \
            recorded time of the last entry, never the clock, unless --as-of names a time: for \
            today's list, say today. Overdue deadlines do not change the exit status.

            Example: whereabouts overdue records/oak-house --home SC000001 --as-of 2025-05-03
            """)

    @OptionGroup var question: QuestionOptions

    @Option(help: "What is the matter of one home.")
    var home: String?

    @Option(
        help: ArgumentHelp(
            "What one authority owes, or is responsible for the child.", valueName: "code"))
    var authority: String?

    @ArgumentParser.Flag(help: "Also what is due soon, on track, or due at a time not known.")
    var all = false

    mutating func validate() throws {
        if home != nil, authority != nil {
            throw ValidationError("give --home or --authority, not both")
        }
    }

    func run() throws {
        try question.answer(all ? .owed : .overdue) { question, _ in
            question.home = home.map { HomeID($0) }
            question.authority = authority
        }
    }
}
