import ArgumentParser
import EventLog
import Foundation
import Whereabouts

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an empty log, and a key for its words.",
        discussion: """
            Makes the folder LOG and, unless it exists already, the key file (mode 0600). \
            Keep the key apart from the log and from its backups: who has both can read every \
            word; without it nobody can.

            Example: whereabouts init records/oak-house --key-file /secure/oak-house.key
            """)

    @OptionGroup var options: LogOptions

    @Option(
        help: ArgumentHelp(
            "The last checkpoint of a lost log that this one goes on from.", valueName: "file"))
    var continues: String?

    @Option(
        help: ArgumentHelp(
            "What was lost, and why: stands in the new log's first entry, in clear.",
            valueName: "text"))
    var declaredLoss: String?

    func validate() throws {
        guard (continues == nil) == (declaredLoss == nil) else {
            throw ValidationError("--continues and --declared-loss belong together")
        }
    }

    func run() throws {
        let manager = FileManager.default
        if manager.fileExists(atPath: options.log + "/data.mdb") {
            throw ValidationError("\(options.log) is a log already; nothing was changed")
        }
        let key =
            manager.fileExists(atPath: options.keyPath)
            ? try KeyFile(contentsOf: options.keyPath) : try KeyFile.create(at: options.keyPath)
        let continuation = try continues.map { path in
            Continuation(of: try ProofFiles.checkpoint(path), declaredLoss: declaredLoss ?? "")
        }
        let records = try Records.open(
            at: options.log, keys: key, access: .createIfMissing, continuing: continuation)
        try records.close()
        Console.print("log: \(options.log)\nkey: \(options.keyPath) (keep it apart from the log)")
    }
}
