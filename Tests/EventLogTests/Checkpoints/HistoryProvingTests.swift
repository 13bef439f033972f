import EventLog
import Merkle
import TestSupport
import Testing

/// Proofs of complete histories, verified from their text and a policy alone.
@Suite struct HistoryProvingTests {
    private let made: PublishedLog

    init() throws { made = try PublishedLog() }

    /// Whether a proof convinces whoever reads its file.
    private func convinces(_ proof: HistoryProof) throws -> Bool {
        try HistoryProof(parsing: Array(proof.text.utf8)).verify(policy: made.policy).isVerified
    }

    @Test(arguments: 0..<3)
    func `every history is proved at every checkpoint, absence where it began later`(
        number: Int
    ) throws {
        let signed = made.signed[number]
        for subject in UInt64(1)...9 {
            let proof = try made.log.proof(ofHistoryOf: Subject(subject), in: signed)
            #expect(try convinces(proof))
            let history = try made.history(subject, at: signed)
            guard case .present(let head, let entries) = proof.claim else {
                #expect(history.isEmpty && subject > [5, 8, 9][number])
                continue
            }
            #expect(entries == history && head.count == UInt64(history.count))
            #expect(subject <= [5, 8, 9][number])
        }
        try made.home.close()
    }

    @Test func `by default the newest checkpoint is taken`() throws {
        let proof = try made.log.proof(ofHistoryOf: Subject(3))
        let evidence = proof.verify(policy: made.policy).evidence
        #expect(evidence?.checkpoint == made.signed[2].checkpoint)
        try made.home.close()
    }

    /// The proof with other entries under the same head, or under the head that they have.
    private func forged(
        _ proof: HistoryProof, _ entries: [[UInt8]], newHead: Bool
    ) throws -> HistoryProof {
        guard case .present(let head, _) = proof.claim else { return proof }
        let running = entries.reduce(MerkleHash.zero) { $0.following(.leaf($1)) }
        let other = SubjectHead(count: UInt64(entries.count), running: running)
        return HistoryProof(
            streamKey: proof.streamKey,
            claim: .present(newHead ? other : head, entries: entries), mapSteps: proof.mapSteps,
            anchor: proof.anchor, anchorProofText: proof.anchorProofText)
    }

    @Test(arguments: [true, false])
    func `a history with an entry dropped, added, swapped or changed is refused`(
        newHead: Bool
    ) throws {
        let signed = made.signed[1]
        let proof = try made.log.proof(ofHistoryOf: Subject(7), in: signed)
        let entries = try made.history(7, at: signed)
        let others = try made.history(8, at: signed)
        #expect(try convinces(forged(proof, entries, newHead: newHead)))
        for place in entries.indices {
            var dropped = entries
            dropped.remove(at: place)
            var added = entries
            added.insert(others[min(place, others.count - 1)], at: place)
            var changed = entries
            changed[place][EntryLayout.occurredAt] ^= 1
            var lists = [dropped, added, changed]
            if place > 0 {
                var swapped = entries
                swapped.swapAt(place - 1, place)
                lists.append(swapped)
            }
            for list in lists {
                // A head of no entries cannot be written down: it is refused before.
                guard !list.isEmpty else { continue }
                let lie = try forged(proof, list, newHead: newHead)
                #expect(!lie.verify(policy: made.policy).isVerified, "place \(place + 1)")
            }
        }
        try made.home.close()
    }

    @Test func `a history of an older checkpoint is not passed off as the newest`() throws {
        let old = try made.log.proof(ofHistoryOf: Subject(2), in: made.signed[0])
        let new = try made.log.proof(ofHistoryOf: Subject(2), in: made.signed[2])
        let mixed = HistoryProof(
            streamKey: old.streamKey, claim: old.claim, mapSteps: old.mapSteps,
            anchor: new.anchor, anchorProofText: new.anchorProofText)
        #expect(!mixed.verify(policy: made.policy).isVerified)
        try made.home.close()
    }

    @Test func `a stream key of nobody is proved absent at every checkpoint`() throws {
        var random = SplitMix64(seed: 7)
        for signed in made.signed {
            let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
            let proof = try made.log.proof(ofHistoryOf: key, in: signed)
            guard case .absent = proof.claim else {
                Issue.record("nobody has this key")
                continue
            }
            #expect(try convinces(proof))
        }
        try made.home.close()
    }

    @Test func `a subject that is there is not proved absent`() throws {
        let present = try made.log.proof(ofHistoryOf: Subject(4))
        let nobody = [UInt8](repeating: 0x5A, count: 32)
        let absent = try made.log.proof(ofHistoryOf: nobody)
        // The same question by its key has the same answer.
        #expect(try made.log.proof(ofHistoryOf: present.streamKey) == present)
        let lie = HistoryProof(
            streamKey: present.streamKey, claim: absent.claim, mapSteps: absent.mapSteps,
            anchor: absent.anchor, anchorProofText: absent.anchorProofText)
        #expect(!lie.verify(policy: made.policy).isVerified)
        try made.home.close()
    }
}
