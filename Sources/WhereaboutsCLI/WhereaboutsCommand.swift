import ArgumentParser
import Foundation

/// The command: thin layers over `Whereabouts` and `WhereaboutsReports`.
@main
struct WhereaboutsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whereabouts",
        abstract: "Records of children missing from care: an immutable log, and what follows.",
        discussion: """
            LOG is a folder of its own. Start with `whereabouts demo`, which needs nothing.

            A log's words (names, dates of birth, free text) are sealed under a key in a file of \
            its own; by default it is LOG.key beside the folder. Move it elsewhere and name it \
            with --key-file or in WHEREABOUTS_KEY_FILE. Without the key, facts and figures can be \
            read and words cannot.

            A pin in WHEREABOUTS_PIN, the newest checkpoint kept on another volume, is compared \
            whenever a log is opened for writing: an older copy is refused.

            Exit status: 0 done, 1 something was found or refused, 2 could not run.
            """,
        subcommands: [
            Demo.self, Init.self, Import.self, Record.self, HistoryCommand.self, ReplayCommand.self,
            Counts.self,
            SummaryCommand.self, ReportCommand.self, Overdue.self, Changes.self, Export.self,
            CheckpointCommand.self, Prove.self, Verify.self, CheckProof.self, Erase.self,
            Expire.self, Rebuild.self, Backup.self, Stat.self,
        ])

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            end(with: error)
        }
    }

    /// Prints what went wrong and exits with the status that the help promises.
    private static func end(with error: any Error) -> Never {
        if exitCode(for: error) == .success {
            Console.print(fullMessage(for: error))
            Foundation.exit(Status.done.rawValue)
        }
        if let findings = error as? Findings { Foundation.exit(findings.status.rawValue) }
        let isParserError = error is ValidationError || "\(type(of: error))" == "CommandError"
        Console.report(isParserError ? fullMessage(for: error) : "error: \(error)")
        Foundation.exit(Status.couldNotRun.rawValue)
    }
}

/// The exit statuses of every command.
enum Status: Int32 {
    case done = 0
    case findings = 1
    case couldNotRun = 2
}

/// Thrown when a command has done its work and found something; it has said so already.
struct Findings: Error {
    let status = Status.findings
}
