import ArgumentParser
import EventLog
import Foundation
import Whereabouts
import WhereaboutsReports

struct Expire: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, and erase on demand, what is past its last day of keeping.",
        discussion: """
            A record is kept until a recorded decision says, else 15 years from the death of a \
            child under 18, else 75 years from birth (Children's Homes (England) Regulations 2015, \
            regulation 36(2)). Children without a readable date of birth and without a decision \
            are listed as unknown and never erased.

            With --erase all words of those past their date are erased, which is the first of two \
            steps; see `whereabouts erase --help` for the second. Where an episode is open nothing \
            is erased, and the exit status is 1. Run it once a year rather than every day: the \
            time of the erasure would tell the date of birth.

            Example: whereabouts expire records/oak-house --as-of 2095-01-01 --erase \
            --by M-1:registeredManager
            """)

    @OptionGroup var options: LogOptions

    @Option(help: ArgumentHelp("The day on which it is asked.", valueName: "date"))
    var asOf: LocalDate

    @ArgumentParser.Flag(help: "Erase what is past its date.")
    var erase = false

    @Option(help: ArgumentHelp("Who erases, such as M-1:registeredManager.", valueName: "id:role"))
    var by: ActorArgument?

    @OptionGroup var output: FormatOptions

    mutating func validate() throws {
        if erase, by == nil { throw ValidationError("--erase needs --by") }
    }

    func run() throws {
        guard erase, let by else { return try list() }
        let records = try options.openForWriting()
        let expiry = try records.expire(asOf: asOf, by: by.actor, at: Instant(Date()))
        try records.close()
        let report = ErasureReport(expiry.receipts)
        Console.print(output.format == .json ? report.json.text : report.text)
        for child in expiry.refused {
            Console.report("refused: an episode of child \"\(child)\" is open")
        }
        if !expiry.refused.isEmpty { throw Findings() }
    }

    private func list() throws {
        let records = try options.openForReading()
        let report = RetentionReport(try records.expired(asOf: asOf))
        try records.close()
        Console.print(output.format == .json ? report.json.text : report.text)
    }
}
