import ArgumentParser
import EventLog
import Foundation
import Merkle
import Whereabouts

struct TilesExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tiles",
        abstract: "Write a checkpoint's tree as files that others' tools read (C2SP tlog-tiles).",
        discussion: """
            Makes the folder DIR (mode 0700) with

              checkpoint                 the signed checkpoint
              tile/<L>/<N>[.p/<W>]       hashes of the tree, up to 256 a file
              tile/entries/<N>[.p/<W>]   the entries, up to 256 a file

            Whoever has the folder can compute every hash again, and needs neither the log nor this \
            program. The entries hold facts (kinds, times, codes, numbers of children, ids of homes \
            and of who recorded), and no words: names, dates of birth and free text stay sealed in \
            the log. Facts about a child are personal data even so: give the folder to those only \
            who may know them.

            Before the command says that it is done, it reads every file again and compares it with \
            the checkpoint's root. The file `checkpoint` comes last: without it a folder is not \
            complete.

            Example: whereabouts export tiles records/oak-house --out oak-house-tiles

            Exit status: 0 done, 1 a file does not read as it was written, 2 could not run.
            """)

    @OptionGroup var options: LogOptions

    @Option(help: ArgumentHelp("The folder to make; it must not exist.", valueName: "dir"))
    var out: String

    @Option(
        help: ArgumentHelp(
            "Export the checkpoint of this size; by default the newest.", valueName: "size"))
    var atCheckpoint: UInt64?

    func run() throws {
        let records = try Records.open(at: options.log, keys: nil, access: .readOnly)
        let signed = try checkpoint(of: records.log)
        let folder = try TileFolder(new: out)
        try write(signed, of: records.log, to: folder)
        try records.close()
        try check(folder, signed.checkpoint)
        try folder.write(signed.bytes, "checkpoint")
        Console.print(
            """
            log    \(signed.checkpoint.origin)
            size   \(signed.checkpoint.size)
            root   \(signed.checkpoint.root.base64)
            tiles  \(out)
            """)
    }

    private func checkpoint(of log: EventLog) throws -> SignedCheckpoint {
        guard let size = try atCheckpoint ?? log.checkpointSizes().last,
            let found = try log.checkpoint(ofSize: size)
        else { throw LogProofError.noCheckpoint(covering: atCheckpoint ?? 1) }
        return found
    }

    private func write(
        _ signed: SignedCheckpoint, of log: EventLog, to folder: TileFolder
    ) throws {
        let bar = ProgressBar("export")
        defer { bar.end() }
        try log.exportTiles(of: signed) { done, total in
            bar.show(WorkProgress(done: Int(done), total: Int(total)))
        } to: { path, bytes in
            try folder.write(bytes, path.description)
        }
    }

    /// Compares what now stands in the files with the root, as whoever gets them will.
    private func check(_ folder: TileFolder, _ checkpoint: Checkpoint) throws {
        let bar = ProgressBar("check")
        let fileCount = Int(checkpoint.size / 128)
        var done = 0
        let findings = TileCheck.findings(
            size: checkpoint.size, root: checkpoint.root, scope: .tilesAndEntries
        ) { path in
            done += 1
            if done % 64 == 0 { bar.show(WorkProgress(done: done, total: fileCount)) }
            return folder.read(path.description)
        }
        bar.end()
        guard findings.isEmpty else {
            for finding in findings { Console.print(finding.description) }
            Console.print("NOT EXPORTED: \(out) does not read as it was written; export it anew")
            throw Findings()
        }
    }
}
