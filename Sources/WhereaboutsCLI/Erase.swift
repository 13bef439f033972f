import ArgumentParser
import EventLog
import Foundation
import Whereabouts
import WhereaboutsReports

struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erase a child's words; facts, counts and proofs stay.",
        discussion: """
            Erasing takes two steps. The first deletes the sealed words and their keys, and records \
            that they are gone, when and under which rule; nobody can read them in this log any \
            more. Old pages of its files, and backups, still hold sealed bytes: the second step, \
            --complete, writes the files anew, wraps the other keys under a new key and destroys \
            the old key file. Until then a receipt says pending.

            Reason and legal basis stand in the log for ever: name the rule, never a person. \
            Identity is not erased while an episode is open. Afterwards the child is called by its \
            number, such as #17.

            For the second step stop every program that has the log open. It can be run again \
            after a crash, with the same two key files.

            Examples:
              whereabouts erase LOG --child C001 --classes narrative,identity --dry-run
              whereabouts erase LOG --child C001 --classes narrative --reason 'request granted' \
            --legal-basis 'UK GDPR Article 17' --by M-1:registeredManager
              whereabouts erase LOG --complete --key-file old.key --new-key-file new.key
              whereabouts erase LOG --list
            """)

    @OptionGroup var options: LogOptions

    @Option(help: ArgumentHelp("Whose words: the host's id, or #17.", valueName: "id"))
    var child: String?

    @Option(help: "Which words: narrative, identity, police-intelligence; with commas.")
    var classes: String?

    @Option(help: "Why, in words of a rule; no personal data.")
    var reason: String?

    @Option(help: "The rule it rests on.")
    var legalBasis: String?

    @Option(help: ArgumentHelp("Who erases, such as M-1:registeredManager.", valueName: "id:role"))
    var by: ActorArgument?

    @ArgumentParser.Flag(help: "Say what would be erased, and change nothing.")
    var dryRun = false

    @ArgumentParser.Flag(help: "Complete all pending erasures.")
    var complete = false

    @Option(help: "With --complete: the key file from now on; made if there is none.")
    var newKeyFile: String?

    @ArgumentParser.Flag(help: "List all erasures.")
    var list = false

    @OptionGroup var output: FormatOptions

    mutating func validate() throws {
        guard [child != nil, complete, list].count(where: { $0 }) == 1 else {
            throw ValidationError("say what to do: --child ID, --complete or --list")
        }
        if complete, newKeyFile == nil {
            throw ValidationError("--complete needs --new-key-file: the old key is destroyed")
        }
        guard child != nil else { return }
        _ = try wordClasses()
        if !dryRun, reason == nil || legalBasis == nil || by == nil {
            throw ValidationError("erasing needs --reason, --legal-basis and --by")
        }
    }

    func run() throws {
        if complete { return try completeAll() }
        if list { return try listAll() }
        dryRun ? try plan() : try erase()
    }

    private func plan() throws {
        let records = try options.openForReading()
        let plan = try records.erasurePlan(
            child: ChildID(child ?? ""), classes: try wordClasses())
        try records.close()
        Console.print(output.format == .json ? plan.json.text : plan.text)
        if plan.isRefused { throw Findings() }
    }

    private func erase() throws {
        guard let reason, let legalBasis, let by else { return }
        let records = try options.openForWriting()
        let result = Result {
            try records.eraseAndWait(
                child: ChildID(child ?? ""), classes: try wordClasses(), reason: reason,
                legalBasis: legalBasis, by: by.actor, at: Instant(Date()))
        }
        try records.close()
        do {
            show([try result.get()])
        } catch let error as ErasureError {
            Console.report("refused: \(error)")
            throw Findings()
        }
    }

    private func listAll() throws {
        let records = try options.openForReading()
        let receipts = try records.erasures()
        try records.close()
        show(receipts)
    }

    private func completeAll() throws {
        let manager = FileManager.default
        let new = newKeyFile ?? ""
        // A file that is gone was destroyed by an earlier run, which then could not end.
        let old =
            manager.fileExists(atPath: options.keyPath)
            ? try KeyFile(contentsOf: options.keyPath) : nil
        let next =
            manager.fileExists(atPath: new)
            ? try KeyFile(contentsOf: new) : try KeyFile.create(at: new)
        let bar = ProgressBar("rewrite")
        let result = Result {
            try Records.completeErasure(
                at: options.log, keys: old, newKeys: next, progress: bar.show)
        }
        bar.end()
        show(try result.get())
        Console.report("note: the old key is destroyed; from now on the key file is \(new)")
    }

    private func show(_ receipts: [ErasureReceipt]) {
        let report = ErasureReport(receipts)
        Console.print(output.format == .json ? report.json.text : report.text)
    }

    private func wordClasses() throws -> Set<WordClass> {
        guard let classes else { throw ValidationError("say which words: --classes") }
        return try classes.split(separator: ",").reduce(into: []) { found, code in
            guard let number = CodeList.wordClass.number(of: String(code)),
                let named = WordClass(rawValue: number)
            else { throw ValidationError("--classes: \"\(code)\" is no class of words") }
            found.insert(named)
        }
    }
}

/// Who does something, as `id:role`.
struct ActorArgument: ExpressibleByArgument {
    let actor: RecordingActor

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), colon > argument.startIndex,
            let number = CodeList.role.number(
                of: String(argument[argument.index(after: colon)...])),
            let role = Role(rawValue: number)
        else { return nil }
        actor = RecordingActor(id: String(argument[..<colon]), role: role)
    }
}
