import ArgumentParser
import EventLog
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

struct ReportListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the reports that were issued.",
        discussion: """
            Each with the entry that records it, when it was issued, by whom, of how many entries, \
            and the SHA-256 of what was given out.

            Example: whereabouts report list records/oak-house
            """)

    @OptionGroup var options: LogOptions
    @OptionGroup var knowledge: AsOfOptions
    @OptionGroup var output: FormatOptions

    func run() throws {
        let records = try options.openForReading()
        let list = IssuedListText(try records.issuedReports(asOf: knowledge.point()))
        try records.close()
        Console.print(output.format == .json ? list.json.text : list.text)
    }
}

struct ReprintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprint",
        abstract: "Make an issued report again from the entries that it was made of.",
        discussion: """
            The question stands in the log. Standard error says whether the bytes are those that \
            were given out; `whereabouts report check` says why they are not.

            Example: whereabouts report reprint records/oak-house 0196…  --out again.html
            Exit status: 0 the same bytes, 1 others, 2 could not run.
            """)

    @OptionGroup var options: LogOptions

    @Argument(help: "The id of the entry that records it; see `report list`.") var id: String

    @Option(
        help: ArgumentHelp(
            "The file to make, mode 0600; else standard output.", valueName: "file"))
    var out: String?

    func run() throws {
        guard let entry = EntryID(id) else { throw ValidationError("\(id) is not an entry's id") }
        let records = try options.openForReading()
        let (output, isSame) = try records.reprint(entry, pages: Pages())
        try records.close()
        try AnswerFile.write(to: out) { try $0(output) }
        Console.report(
            isSame ? "the bytes that were given out" : "other bytes than those that were given out")
        if !isSame { throw Findings() }
    }
}
