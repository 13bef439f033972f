import ArgumentParser
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show one child's entries and episodes, flags and deadlines.",
        discussion: """
            As html it is a chronology with a timeline of every episode. Behind each entry stands how long after the event it was recorded. With the key the \
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

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Make a page that goes through what was known about a child, and when.",
        discussion: """
            One HTML file with a slider through the moments of recording: what was known then, \
            corrections struck through, deadlines running. It works from the file system; without \
            script it shows the whole chronology. With the key it holds the words: treat the file \
            as you treat the key.

            Example: whereabouts replay records/oak-house --child C001 --out replay.html
            """)

    @OptionGroup var options: LogOptions
    @OptionGroup var knowledge: AsOfOptions

    @Option(help: "The child's id.")
    var child: String

    @Option(help: "Who the page is for: internal or ofsted.")
    var disclosure = Disclosure.internal

    @Option(
        help: ArgumentHelp(
            "The file to make, mode 0600; else standard output.", valueName: "file"))
    var out: String?

    func run() throws {
        let records = try options.openForReading()
        var question = ReportQuestion(.replay, as: .html)
        question.child = try records.childNumber(ChildID(child))
        question.disclosure = disclosure
        let (asked, view) = (question, try records.asOf(knowledge.point()))
        let pages = try Pages()
        try AnswerFile.write(to: out) { try asked.answer(in: view, pages: pages, to: $0) }
        try records.close()
    }
}
