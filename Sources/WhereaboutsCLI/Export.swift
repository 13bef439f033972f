import ArgumentParser
import Foundation
import Whereabouts

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write what a log holds in a format of others.",
        subcommands: [
            JournalExport.self, TilesExport.self, SSDA903Export.self, AnnexAExport.self,
            SSDExport.self,
        ])
}

struct JournalExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Write every entry as a line of a journal.",
        discussion: """
            The file holds all words in clear: treat it as you treat the key. Import it elsewhere \
            with `whereabouts import LOG --journal FILE --recorded-at preserve`.

            What the log says of itself is left out (its creation, imports, anchors, keys, \
            erasures), and how many of each on standard error: no other log takes such lines. \
            Checkpoints, proofs and statements stay with this log too; `whereabouts backup` copies \
            them.
            """)

    @OptionGroup var options: LogOptions

    @Option(
        help: ArgumentHelp("The file to make, mode 0600; else standard output.", valueName: "file"))
    var out: String?

    @OptionGroup var knowledge: AsOfOptions

    func run() throws {
        let records = try options.openForReading()
        let bar = ProgressBar("export")
        defer { bar.end() }
        let file = try output()
        var buffer: [UInt8] = []
        let view = try records.asOf(knowledge.point())
        let leftOut = try view.exportJournal(progress: bar.show) { line in
            buffer += line
            buffer.append(UInt8(ascii: "\n"))
            guard buffer.count > 1 << 16 else { return }
            try file.write(contentsOf: buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        try file.write(contentsOf: buffer)
        try records.close()
        let kinds = leftOut.keys.sorted().map { "\($0) \(leftOut[$0] ?? 0)" }
        if !kinds.isEmpty {
            Console.report("note: left out, as the log's own: \(kinds.joined(separator: ", "))")
        }
    }

    private func output() throws -> FileHandle {
        guard let out else { return .standardOutput }
        return try PrivateOutput.make(out)
    }
}

/// Files that only their owner may read.
enum PrivateOutput {
    /// Makes a new, empty file with mode 0600.
    static func make(_ path: String) throws -> FileHandle {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("\(path) exists; name a new file")
        }
        let isMade = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade, let file = FileHandle(forWritingAtPath: path) else {
            throw ValidationError("\(path) cannot be written")
        }
        return file
    }
}
