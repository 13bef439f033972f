import ArgumentParser
import EventLog
import Foundation
import Merkle
import Whereabouts

struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign what the log holds now, or show what was signed.",
        discussion: """
            A checkpoint is a few lines with the log's name, its number of entries and the root of \
            its Merkle tree, signed (C2SP tlog-checkpoint). Whoever keeps one can later prove that \
            no entry up to it was changed, removed or put in. Give it to the regulator, or pin it \
            on another volume with --pin: then an older copy of the log is noticed.

            The first time: whereabouts checkpoint LOG --signing-key log.signer --create-signing-key
            Then, daily:    whereabouts checkpoint LOG --signing-key log.signer --pin /mnt/pin/log
            For a witness:  whereabouts checkpoint LOG --request 600 --out request
            Its answer:     whereabouts checkpoint LOG --add-signatures answer
            For a time-stamping authority: whereabouts checkpoint LOG --timestamp-request --out r.tsq

            The signing key is not the key of the words. Keep it where whoever administers the \
            log's disk cannot read it.
            """)

    @OptionGroup var options: LogOptions

    @Option(help: ArgumentHelp("The log's signing key, mode 0600.", valueName: "file"))
    var signingKey: String?

    @ArgumentParser.Flag(help: "Make the signing key first; the file must not exist.")
    var createSigningKey = false

    @Option(help: ArgumentHelp("Where the newest checkpoint is kept.", valueName: "file"))
    var pin: String?

    @ArgumentParser.Flag(help: "List the sizes of all checkpoints.")
    var list = false

    @Option(help: ArgumentHelp("Show the checkpoint of this size.", valueName: "size"))
    var show: UInt64?

    @Option(
        help: ArgumentHelp(
            "Make the request to a witness that has seen this size (0: none yet).",
            valueName: "old size"))
    var request: UInt64?

    @Option(
        help: ArgumentHelp(
            "Add the signature lines that a witness answered to the newest checkpoint.",
            valueName: "file"))
    var addSignatures: String?

    @ArgumentParser.Flag(help: "Make an RFC 3161 request for the newest checkpoint.")
    var timestampRequest = false

    @Option(help: ArgumentHelp("The file to make; else standard output.", valueName: "file"))
    var out: String?

    func validate() throws {
        let chosen = [
            signingKey != nil, list, show != nil, request != nil, addSignatures != nil,
            timestampRequest,
        ]
        guard chosen.count(where: { $0 }) == 1 else {
            throw ValidationError(
                "give one of --signing-key, --list, --show, --request, --add-signatures, "
                    + "--timestamp-request")
        }
        guard signingKey != nil || !createSigningKey else {
            throw ValidationError("--create-signing-key needs --signing-key")
        }
    }

    func run() throws {
        if let signingKey { return try sign(with: signingKey) }
        if let addSignatures { return try add(addSignatures) }
        let records = try Records.open(at: options.log, keys: nil, access: .readOnly)
        try show(records.log)
        try records.close()
    }

    private func show(_ log: EventLog) throws {
        if list {
            for size in try log.checkpointSizes() { Console.print("\(size)") }
        } else if let show {
            guard let found = try log.checkpoint(ofSize: show) else {
                throw LogProofError.noCheckpoint(covering: show)
            }
            try ProofFiles.write(found.bytes, to: out)
        } else if let request {
            let newest = try newest(of: log)
            let hashes =
                request == 0
                ? [] : try log.consistencyProof(from: request, to: newest.checkpoint.size).hashes
            let bytes = WitnessRequest(oldSize: request, hashes: hashes, checkpoint: newest)
                .bytes
            try ProofFiles.write(bytes, to: out)
        } else {
            try ProofFiles.write(try timestampRequest(for: newest(of: log), log), to: out)
        }
    }

    private func newest(of log: EventLog) throws -> SignedCheckpoint {
        guard let newest = try log.newestCheckpoint() else {
            throw LogProofError.noCheckpoint(covering: 1)
        }
        return newest
    }

    /// The imprint is of the checkpoint with the log's own signature only: cosignatures come later.
    private func timestampRequest(
        for newest: SignedCheckpoint, _ log: EventLog
    ) throws -> [UInt8] {
        let key = try log.declaredKeys().last { $0.key.name == newest.checkpoint.origin }?.key
        guard let key, let imprint = TimestampImprint.of(newest, signedBy: key),
            let request = TimestampRequest(imprint: imprint)
        else { throw ValidationError("the newest checkpoint is not signed by the log's own key") }
        return request.bytes
    }

    private func sign(with path: String) throws {
        let records = try options.openForSigning(pin)
        let key: SignerKey
        if createSigningKey {
            guard let origin = try records.log.origin() else { throw LogProofError.empty }
            key = try SigningKeyFile.create(at: path, name: origin)
        } else {
            key = try SigningKeyFile.read(path)
        }
        let signed = try records.makeCheckpointAndWait(signedBy: key)
        try records.close()
        if let out {
            try ProofFiles.write(signed.bytes, to: out)
        }
        Console.print(
            """
            log   \(signed.checkpoint.origin)
            size  \(signed.checkpoint.size)
            root  \(signed.checkpoint.root.base64)
            key   \(key.verifierKey)
            """)
        if createSigningKey {
            Console.report("note: give the key line to whoever checks the log; it is not secret")
        }
        if pin == nil {
            Console.report(
                "note: without --pin nobody notices when an older copy of the log is put in place")
        }
    }

    private func add(_ path: String) throws {
        let records = try options.openForSigning(pin)
        let newest = try newest(of: records.log)
        let lines = try ProofFiles.read(path)
        let note: SignedNote
        do {
            note = try SignedNote(parsing: Array((newest.checkpoint.text + "\n").utf8) + lines)
        } catch {
            throw ValidationError("\(path): not signature lines: \(error)")
        }
        let size = newest.checkpoint.size
        let added = try records.log.addCosignatures(note.signatures, toCheckpointOfSize: size)
        try records.close()
        Console.print(
            "the checkpoint of \(size) has \(added.note.signatures.count) signatures; "
                + "verify them with `whereabouts verify --policy`")
    }
}
