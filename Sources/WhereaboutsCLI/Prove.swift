import ArgumentParser
import EventLog
import Foundation
import Merkle
import Whereabouts

struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a proof that others can check without the log.",
        discussion: """
            --entry      that an entry is in the log (a C2SP .tlog-proof file)
            --child      that a child's history is complete (a .history-proof file, with its entries)
            --stream-key that the log has no child of that key, or its history
            --between    that the log at one size continues the log at another (the body of a C2SP
                         witness request, which holds the newer checkpoint)

            Each needs a checkpoint: the smallest that covers the entry, or the newest. A history \
            proof holds the facts of the child's entries, and no words. Check proofs with \
            `whereabouts check-proof`, or with other people's tools.

            Example: whereabouts prove records/oak-house --child C001 --out C001.history-proof
            """)

    @OptionGroup var options: LogOptions

    @Option(help: ArgumentHelp("The entry's position or id.", valueName: "position|id"))
    var entry: String?

    @Option(help: ArgumentHelp("The child's id, or its number such as #17.", valueName: "id"))
    var child: String?

    @Option(help: ArgumentHelp("32 bytes in Base64.", valueName: "base64"))
    var streamKey: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The older and the newer size.", valueName: "old new"))
    var between: [UInt64] = []

    @Option(help: ArgumentHelp("Prove it at the checkpoint of this size.", valueName: "size"))
    var checkpoint: UInt64?

    @ArgumentParser.Flag(help: "Write the entry's own bytes beside its proof, as FILE.entry.")
    var withEntry = false

    @Option(help: ArgumentHelp("The file to make; else standard output.", valueName: "file"))
    var out: String?

    func validate() throws {
        let chosen = [entry != nil, child != nil, streamKey != nil, !between.isEmpty]
        guard chosen.count(where: { $0 }) == 1 else {
            throw ValidationError("give one of --entry, --child, --stream-key, --between")
        }
        guard between.isEmpty || between.count == 2 else {
            throw ValidationError("--between takes two sizes, the older one first")
        }
        guard !withEntry || (entry != nil && out != nil) else {
            throw ValidationError("--with-entry needs --entry and --out")
        }
    }

    func run() throws {
        let records = try options.openForReading()
        try ProofFiles.write(bytes(records), to: out)
        try records.close()
    }

    private func bytes(_ records: Records) throws -> [UInt8] {
        let signed = try checkpoint.map { size in
            guard let found = try records.log.checkpoint(ofSize: size) else {
                throw LogProofError.noCheckpoint(covering: size)
            }
            return found
        }
        if let entry { return try proof(of: entry, records, signed) }
        if let child {
            return Array(try records.proof(ofHistoryOf: ChildID(child), in: signed).text.utf8)
        }
        if let streamKey {
            let key = try ProofFiles.base64(streamKey, byteCount: 32, of: "--stream-key")
            return Array(try records.log.proof(ofHistoryOf: key, in: signed).text.utf8)
        }
        guard let newer = try records.log.checkpoint(ofSize: between[1]) else {
            throw LogProofError.noCheckpoint(covering: between[1])
        }
        let proof = try records.log.consistencyProof(from: between[0], to: between[1])
        return WitnessRequest(
            oldSize: between[0], hashes: proof.hashes, checkpoint: newer
        ).bytes
    }

    private func proof(
        of entry: String, _ records: Records, _ signed: SignedCheckpoint?
    ) throws -> [UInt8] {
        let proof: TLogProof
        if let position = UInt64(entry) {
            proof = try records.log.proof(ofEntryAt: Position(position), in: signed)
        } else {
            guard let id = EntryID(entry) else {
                throw ValidationError("--entry: neither a position nor an id")
            }
            proof = try records.proof(ofEntry: id, in: signed)
        }
        if withEntry, let out {
            let bytes = try records.log.entry(at: Position(proof.index)).bytes
            try ProofFiles.write(bytes, to: out + ".entry")
        }
        return proof.bytes
    }
}
