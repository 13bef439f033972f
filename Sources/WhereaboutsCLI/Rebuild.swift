import ArgumentParser
import EventLog
import Whereabouts

struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Derive every index of a log again from its entries.",
        discussion: """
            Entries and words are not touched. Readers see the old indexes until the new ones are \
            complete. Needed after a damaged index, and harmless at any time.

            The children's records in LOG/cases.snapshot are told anew, too. That file only saves \
            time: it can be deleted, and no answer changes.
            """)

    @OptionGroup var options: LogOptions

    func run() throws {
        let records = try options.openForWriting()
        let bar = ProgressBar("rebuild")
        let size = Int(try records.log.size)
        try records.log.rebuild { done in bar.show(WorkProgress(done: Int(done), total: size)) }
        bar.end()
        try records.deleteSnapshot()
        records.saveSnapshotWithBar()
        try records.close()
        Console.print("rebuilt the indexes of \(size) entries")
    }
}
