import Merkle
import Testing

@Suite struct `Histories under a policy` {
    let history = MadeHistory.example
    let policy = TrustPolicy(logs: [KnownKeys.log.verifierKey])

    /// The proof of a child, with the anchor's proof signed by `key`.
    func proof(_ child: Int, signedBy key: SignerKey = KnownKeys.log) throws -> HistoryProof {
        let log = history.anchored(history.map)
        let size = log.tree.leaves.count
        let checkpoint = try Checkpoint(origin: key.name, size: UInt64(size), root: log.root)
        let inclusion = log.inclusion(of: size - 1)
        let anchorProof = TLogProof(
            index: inclusion.index, hashes: inclusion.hashes,
            checkpoint: try SignedCheckpoint(checkpoint, signedBy: key))
        return replacing(
            log.proof(history.keys[child], history.entries(of: child)),
            String(decoding: anchorProof.bytes, as: UTF8.self))
    }

    func replacing(_ proof: HistoryProof, _ anchorProofText: String) -> HistoryProof {
        HistoryProof(
            streamKey: proof.streamKey, claim: proof.claim, mapSteps: proof.mapSteps,
            anchor: proof.anchor, anchorProofText: anchorProofText)
    }

    @Test func `a complete history tells which checkpoint vouches for it`() throws {
        for child in history.keys.indices {
            let file = Array(try proof(child).text.utf8)
            let evidence = try HistoryProof(parsing: file).verify(policy: policy).evidence
            #expect(evidence?.checkpoint.size == UInt64(history.entries.count + 1))
            #expect(evidence?.log.name == KnownKeys.log.name)
        }
    }

    @Test func `a history under an unknown key is refused`() throws {
        let stranger = KnownKeys.signer("example.com/stranger")
        #expect(
            try proof(1, signedBy: stranger).verify(policy: policy)
                == .refused(.checkpoint(.note(.noKnownKey(claimed: [stranger.name])))))
    }

    @Test func `a history with an entry dropped is refused`() throws {
        let good = try proof(1)
        guard case .present(let head, let entries) = good.claim else {
            Issue.record("the example has entries")
            return
        }
        let short = HistoryProof(
            streamKey: good.streamKey,
            claim: .present(head, entries: entries.dropLast()), mapSteps: good.mapSteps,
            anchor: good.anchor, anchorProofText: good.anchorProofText)
        let reason = HistoryRefusal.wrongCount(expected: 3, found: 2)
        #expect(
            short.verify(policy: policy) == .refused(.inclusion(.history(reason))))
    }

    @Test func `a history without a readable anchor proof is refused`() throws {
        let proof = replacing(try proof(1), "c2sp.org/tlog-proof@v2\n")
        #expect(proof.verify(policy: policy) == .refused(.unreadable(.badHeader)))
    }
}
