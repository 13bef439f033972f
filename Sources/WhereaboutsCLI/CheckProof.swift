import ArgumentParser
import Foundation
import Merkle
import Whereabouts

struct CheckProof: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a proof from its files alone; needs no log and no key of words.",
        discussion: """
            Tells the kind of proof by its first line. Trust comes from you: name the log's \
            verifier key, or a policy with witnesses.

            whereabouts check-proof C001.history-proof --vkey KEY
            whereabouts check-proof 17.tlog-proof --entry 17.tlog-proof.entry --policy auditor.policy
            whereabouts check-proof request --old-checkpoint last-year.checkpoint --vkey KEY

            Exit status: 0 verified, 1 not verified, 2 could not run.
            """)

    @Argument(help: "The proof.") var file: String

    @Option(help: ArgumentHelp("The entry's bytes, for a .tlog-proof.", valueName: "file"))
    var entry: String?

    @Option(
        help: ArgumentHelp(
            "The older checkpoint, for a proof that the log continues it.", valueName: "file"))
    var oldCheckpoint: String?

    @OptionGroup var trust: TrustOptions

    func run() throws {
        guard let policy = try trust.trustPolicy() else {
            throw ValidationError("say whom to trust with --vkey or --policy")
        }
        let bytes = try ProofFiles.read(file)
        let answer: Answer
        if bytes.starts(with: Array("whereabouts/history-proof/".utf8)) {
            answer = try history(bytes, policy)
        } else if bytes.starts(with: Array("c2sp.org/tlog-proof@".utf8)) {
            answer = try inclusion(bytes, policy)
        } else if bytes.starts(with: Array("old ".utf8)) {
            answer = try consistency(bytes, policy)
        } else {
            throw ValidationError("\(file) is no proof of a kind that is known here")
        }
        Console.print(answer.text)
        if !answer.isVerified { throw Findings() }
    }

    private struct Answer {
        var isVerified: Bool
        var text: String

        init(verified text: String) { (isVerified, self.text) = (true, "verified: \(text)") }

        init(refused reason: some CustomStringConvertible) {
            (isVerified, text) = (false, "not verified: \(reason)")
        }
    }

    private func history(_ bytes: [UInt8], _ policy: TrustPolicy) throws -> Answer {
        let proof: HistoryProof
        do {
            proof = try HistoryProof(parsing: bytes)
        } catch { return Answer(refused: error) }
        let evidence: PolicyEvidence
        switch proof.verify(policy: policy) {
        case .verified(let found): evidence = found
        case .refused(let reason): return Answer(refused: reason)
        }
        let key = Data(proof.streamKey).base64EncodedString()
        switch proof.claim {
        case .present(let head, let entries):
            let subject = entries.first.flatMap { HistoryLeaf($0)?.subject } ?? 0
            return Answer(
                verified: "the \(head.count) entries are all of child #\(subject), stream key "
                    + "\(key), signed by \(evidence.log.name)")
        case .absent:
            return Answer(
                verified: "the log has no child with the stream key \(key), signed by "
                    + evidence.log.name)
        }
    }

    private func inclusion(_ bytes: [UInt8], _ policy: TrustPolicy) throws -> Answer {
        guard let entry else {
            throw ValidationError("a .tlog-proof is about an entry: name its bytes with --entry")
        }
        let proof: TLogProof
        do {
            proof = try TLogProof(parsing: bytes)
        } catch { return Answer(refused: error) }
        let leaf = MerkleHash.leaf(try ProofFiles.read(entry))
        switch proof.verify(leaf: leaf, policy: policy) {
        case .verified(let evidence):
            return Answer(
                verified:
                    "the entry is number \(proof.index) of \(proof.checkpoint.checkpoint.size), "
                    + "signed by \(evidence.log.name)")
        case .refused(let reason): return Answer(refused: reason)
        }
    }

    private func consistency(_ bytes: [UInt8], _ policy: TrustPolicy) throws -> Answer {
        guard let oldCheckpoint else {
            throw ValidationError("name the older checkpoint with --old-checkpoint")
        }
        let old = try ProofFiles.checkpoint(oldCheckpoint)
        let request: WitnessRequest
        do {
            request = try WitnessRequest(parsing: bytes)
        } catch { return Answer(refused: error) }
        for signed in [old, request.checkpoint] {
            if case .refused(let reason) = policy.verify(signed) { return Answer(refused: reason) }
        }
        let (older, newer) = (old.checkpoint, request.checkpoint.checkpoint)
        guard older.origin == newer.origin, older.size == request.oldSize else {
            return Answer(
                refused:
                    "the older checkpoint is of \(older.origin), size \(older.size); the proof "
                    + "of \(newer.origin), from size \(request.oldSize)")
        }
        let proof = ConsistencyProof(
            oldSize: older.size, newSize: newer.size, hashes: request.hashes)
        switch proof.verify(oldRoot: older.root, newRoot: newer.root) {
        case .verified:
            return Answer(
                verified: "the log of \(newer.size) entries continues the one of \(older.size): "
                    + "nothing was changed or removed")
        case .refused(let reason): return Answer(refused: reason)
        }
    }
}
