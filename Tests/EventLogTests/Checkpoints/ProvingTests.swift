import EventLog
import Merkle
import TestSupport
import Testing

/// Proofs of entries and sizes, verified as their receivers do: from files and a policy.
@Suite struct ProvingTests {
    private let made: PublishedLog
    private var log: EventLog { made.log }

    init() throws { made = try PublishedLog() }

    private func positions(_ signed: SignedCheckpoint) -> Set<UInt64> {
        let size = signed.checkpoint.size
        return Set([0, 1, 255, 256, 257, size - 1] + Array(stride(from: 7, to: size, by: 61)))
    }

    @Test func `an entry is proved at every checkpoint that covers it`() throws {
        for signed in made.signed {
            for position in positions(signed) {
                let proof = try log.proof(ofEntryAt: Position(position), in: signed)
                let entry = try log.entry(at: Position(position)).bytes
                let file = try TLogProof(parsing: proof.bytes)
                let verification = file.verify(leaf: .leaf(entry), policy: made.policy)
                #expect(verification.isVerified, "position \(position): \(verification)")
                #expect(file.index == position && file.checkpoint == signed)
                let other = MerkleHash.leaf(entry + [0])
                #expect(!file.verify(leaf: other, policy: made.policy).isVerified)
            }
        }
        try made.home.close()
    }

    @Test func `by default the smallest checkpoint is taken that covers the entry`() throws {
        let sizes = made.signed.map(\.checkpoint.size)
        for (position, size) in [(0, 0), (sizes[0] - 1, 0), (sizes[0], 1), (sizes[1], 2)] {
            let proof = try log.proof(ofEntryAt: Position(position))
            #expect(proof.checkpoint.checkpoint.size == sizes[Int(size)])
        }
        try log.add(.numbered(9_000))
        let end = try log.size
        #expect(throws: LogProofError.noCheckpoint(covering: end)) {
            try log.proof(ofEntryAt: Position(end - 1))
        }
        #expect(throws: LogProofError.noCheckpoint(covering: sizes[0] + 1)) {
            try log.proof(ofEntryAt: Position(sizes[0]), in: made.signed[0])
        }
        try made.home.close()
    }

    @Test func `an entry's proof means nothing under another log's key`() throws {
        let stranger = try SignerKey(name: made.key.name)
        let proof = try log.proof(ofEntryAt: 300)
        let leaf = MerkleHash.leaf(try log.entry(at: 300).bytes)
        #expect(proof.verify(leaf: leaf, policy: made.policy).isVerified)
        #expect(!proof.verify(leaf: leaf, logs: [stranger.verifierKey]).isVerified)
        try made.home.close()
    }

    @Test func `every checkpoint continues every older one`() throws {
        for (index, newer) in made.signed.enumerated() {
            for older in made.signed[...index] {
                let (old, new) = (older.checkpoint, newer.checkpoint)
                let proof = try log.consistencyProof(from: old.size, to: new.size)
                #expect(proof.verify(oldRoot: old.root, newRoot: new.root).isVerified)
                #expect(!proof.verify(oldRoot: .leaf([1]), newRoot: new.root).isVerified)
                #expect(!proof.verify(oldRoot: old.root, newRoot: .leaf([1])).isVerified)
            }
        }
        try made.home.close()
    }

    @Test func `sizes from which nothing can be proved are refused`() throws {
        let (first, last) = (made.signed[0].checkpoint.size, try log.size)
        #expect(throws: LogProofError.empty) { try log.consistencyProof(from: 0, to: first) }
        #expect(throws: LogProofError.empty) { try log.consistencyProof(from: last, to: first) }
        #expect(throws: ReadError.missing(position: Position(last))) {
            try log.consistencyProof(from: first, to: last + 1)
        }
        try made.home.close()
    }

    @Test func `a damaged node gives its error, and after a rebuild the proof`() throws {
        let damaged = ReadError.damagedIndex(name: "nodes")
        let sizes = made.signed.map(\.checkpoint.size)
        try made.damageNodes(0)
        try made.damageNodes(1, byte: 40)
        #expect(throws: damaged) { try log.proof(ofEntryAt: 300, in: made.signed[2]) }
        #expect(throws: damaged) { try log.consistencyProof(from: sizes[0], to: sizes[2]) }
        #expect(throws: damaged) { try log.proof(ofHistoryOf: Subject(1)) }
        try log.rebuild()
        #expect(throws: Never.self) { try log.proof(ofEntryAt: 300, in: made.signed[2]) }
        #expect(throws: Never.self) { try log.consistencyProof(from: sizes[0], to: sizes[2]) }
        #expect(throws: Never.self) { try log.proof(ofHistoryOf: Subject(1)) }
        try made.home.close()
    }

    @Test(arguments: [(0, 5), (1, 5), (1, 40)] as [(UInt64, Int)])
    func `whichever node is damaged, no proof is wrong`(number: UInt64, byte: Int) throws {
        try made.damageNodes(number, byte: byte)
        var failures = 0
        for signed in made.signed {
            for position in positions(signed) {
                do {
                    let proof = try log.proof(ofEntryAt: Position(position), in: signed)
                    let leaf = MerkleHash.leaf(try log.entry(at: Position(position)).bytes)
                    #expect(proof.verify(leaf: leaf, policy: made.policy).isVerified)
                } catch {
                    #expect(error as? ReadError == .damagedIndex(name: "nodes"))
                    failures += 1
                }
            }
        }
        #expect(failures > 0)
        try made.home.close()
    }

    @Test func `an entry rewritten with its checksum is a fork and proves nothing`() throws {
        try made.home.forge(300) { $0[EntryLayout.occurredAt] ^= 1 }
        for position in [Position(299), 300, 301] {
            #expect(throws: LogProofError.forked(at: made.signed[2].checkpoint.size)) {
                try log.proof(ofEntryAt: position, in: made.signed[2])
            }
        }
        try made.home.close()
    }
}
