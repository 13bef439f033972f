import ArgumentParser
import EventLog
import Foundation
import Whereabouts

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Import a journal, or one year's SSDA903 return.",
        discussion: """
            A journal is JSON Lines: one entry a line, as `export journal` writes it. A return is a \
            folder with the CSV files Header, Episodes and Missing, found by their columns.

            All or nothing: when a line is refused, every refused line is named on standard error, \
            nothing is imported, and the exit status is 1. With --keep-going the rest is imported. \
            Importing the same file again adds nothing.

            A row of a return is known by its key: CHILD and DECOM, or CHILD, MISSING and \
            MIS_START, with the authority. So import every year's return, and a return again when \
            it was resubmitted: rows on record add nothing, whatever their file and order; a new \
            DEC or MIS_END closes what was open; another value is a correction, and the return \
            imported last wins. A row that a return does not have means nothing. CHILD is the \
            authority's own id: 1001 of LA1 and 1001 of LA2 are two children, the second one is \
            LA2/1001 in the log. Codes that the form has no more are taken over with a notice. The \
            summary says what was closed, corrected, withdrawn and already there.

            In the end what follows from every child's entries is saved in LOG/cases.snapshot, so \
            that questions need not tell it anew. The file holds no words and no date of birth. It \
            can be deleted at any time: no answer changes, the next one only takes longer.

            Example: whereabouts import records/oak-house --journal october.jsonl
            Example: whereabouts import records/county --ssda903 return-2026 --authority E09000001
            """)

    @OptionGroup var options: LogOptions

    @Option(help: ArgumentHelp("A journal.", valueName: "file"))
    var journal: String?

    @Option(name: .customLong("ssda903"), help: ArgumentHelp("A return.", valueName: "folder"))
    var ssda903: String?

    @Option(
        help: ArgumentHelp(
            "The code of the authority that made the return.", valueName: "code"))
    var authority: String?

    @ArgumentParser.Flag(help: "Import everything that is not refused.")
    var keepGoing = false

    @Option(
        help: ArgumentHelp(
            "now, or preserve to keep each line's own recordedAt.",
            discussion: "preserve needs them not to decrease, and declares the import in the log."))
    var recordedAt = RecordedAt.now

    enum RecordedAt: String, ExpressibleByArgument, CaseIterable {
        case now, preserve
    }

    @OptionGroup var output: FormatOptions

    mutating func validate() throws {
        guard (journal == nil) != (ssda903 == nil) else {
            throw ValidationError("say what to import: --journal FILE or --ssda903 FOLDER")
        }
        guard ssda903 == nil || !(authority ?? "").isEmpty else {
            throw ValidationError("say whose return it is, for CHILD is local: --authority CODE")
        }
    }

    func run() throws {
        let records = try options.openForWriting()
        let report = try importInto(records)
        if report.isStored { records.saveSnapshotWithBar() }
        try records.close()
        for refusal in report.refusals { Console.report("\(refusal)") }
        if report.refusedCount > report.refusals.count {
            Console.report("and \(report.refusedCount - report.refusals.count) more")
        }
        Console.print(output.format == .json ? report.json.text : report.text)
        if report.refusedCount > 0 { throw Findings() }
    }

    private func importInto(_ records: Records) throws -> ImportReport {
        let bar = ProgressBar("import")
        defer { bar.end() }
        let policy = keepGoing ? RefusalPolicy.keepGoing : .importNothing
        if let journal {
            return try records.importJournal(
                URL(filePath: journal), recordedAt: recordedAt == .preserve ? .preserve : .now,
                onRefusal: policy, progress: bar.show)
        }
        return try records.importSSDA903(
            URL(filePath: ssda903 ?? ""), authority: authority ?? "", onRefusal: policy,
            progress: bar.show)
    }
}

extension ImportReport {
    /// Figures in words; refusals stand on standard error already.
    var text: String {
        var text = "imported \(imported), already there \(repeated), refused \(refusedCount)\n"
        if !isStored { text += "nothing was stored: correct the lines above or use --keep-going\n" }
        let said = Change.allCases.compactMap { change in
            changes[change].map { "\(change) \($0)" }
        }
        if !said.isEmpty { text += "of what was on record: \(said.joined(separator: ", "))\n" }
        for kind in kinds.keys.sorted() { text += "  \(kind): \(kinds[kind] ?? 0)\n" }
        for flag in Whereabouts.Flag.allCases where flags[flag] != nil {
            text += "  flag \(flag.code): \(flags[flag] ?? 0)\n"
        }
        for notice in notices.keys.sorted() {
            text += "  note: \(notice): \(notices[notice] ?? 0)"
            let (places, more) = (noticePlaces[notice] ?? [], (notices[notice] ?? 0))
            text += " (\(places.joined(separator: ", "))\(more > places.count ? ", ..." : ""))\n"
        }
        return text
    }

    var json: JSONValue {
        [
            "imported": .integer(Int64(imported)), "repeated": .integer(Int64(repeated)),
            "refused": .integer(Int64(refusedCount)), "stored": .bool(isStored),
            "kinds": .object(
                kinds.keys.sorted().map { JSONMember($0.name, .integer(Int64(kinds[$0] ?? 0))) }),
            "flags": .object(
                Whereabouts.Flag.allCases.filter { flags[$0] != nil }.map {
                    JSONMember($0.code, .integer(Int64(flags[$0] ?? 0)))
                }),
            "changes": .object(
                Change.allCases.filter { changes[$0] != nil }.map {
                    JSONMember($0.rawValue, .integer(Int64(changes[$0] ?? 0)))
                }),
            "notices": .object(
                notices.keys.sorted().map { JSONMember($0, .integer(Int64(notices[$0] ?? 0))) }),
            "refusals": .array(
                refusals.map {
                    [
                        "file": .string($0.file), "line": .integer(Int64($0.line)),
                        "problem": .string("\($0.problem)"),
                    ]
                }),
        ]
    }
}
