import ArgumentParser
import EventLog
import Foundation
import Merkle
import Whereabouts
import WhereaboutsReports

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Audit everything that is stored of a log; needs no key.",
        discussion: """
            Reads every entry once and compares: its form and checksum, the links of children and \
            homes, places, the Merkle tree and its stored nodes, every anchor, every checkpoint and \
            its signature, the digests of sealed words, and what was erased. With --pin it compares \
            the log with a checkpoint that you keep; with --policy or --vkey it demands the \
            signatures that you trust; otherwise only those that the log itself declares.

            All findings are reported, each with its position or checkpoint. Damaged pages can crash \
            a reader: the audit runs in a process of its own, and a crash is a finding.

            Exit status: 0 sound, 1 findings, 2 could not run.
            """)

    @OptionGroup var options: LogOptions

    @Option(
        help: ArgumentHelp(
            "A checkpoint that you keep of the log; give it once for each.", valueName: "file"))
    var pin: [String] = []

    @OptionGroup var trust: TrustOptions
    @OptionGroup var output: FormatOptions

    @ArgumentParser.Flag(help: .hidden) var inProcess = false

    func run() throws {
        guard inProcess else {
            return try AuditProcess(arguments: CommandLine.arguments).run(output.format)
        }
        var audit = LogAudit.Options()
        audit.pins = try pin.map { try ProofFiles.checkpoint($0) }
        audit.policy = try trust.trustPolicy()
        let bar = ProgressBar("verify")
        let report = try Records.audit(at: options.log, options: audit, progress: bar.show)
        bar.end()
        let text = AuditText(report, isPinned: !pin.isEmpty, hasPolicy: audit.policy != nil)
        Console.print(output.format == .json ? text.json.text : text.text)
        if !report.isSound { throw Findings() }
    }
}

/// Runs the audit in a process of its own and tells a crash of it as a finding.
private struct AuditProcess {
    let arguments: [String]

    func run(_ format: OutputFormat) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments.dropFirst() + ["--in-process"]
        try process.run()
        process.waitUntilExit()
        guard process.terminationReason == .exit else {
            let crash = AuditFinding(
                .log,
                .unreadable(
                    reason: "its storage crashed the reader: pages are damaged; keep the "
                        + "files and restore a backup (signal \(process.terminationStatus))"))
            Console.print(
                format == .json ? AuditText.json(of: crash).text : AuditText.text(of: crash))
            throw Findings()
        }
        switch process.terminationStatus {
        case Status.done.rawValue: return
        case Status.findings.rawValue: throw Findings()
        default: Foundation.exit(process.terminationStatus)
        }
    }
}
