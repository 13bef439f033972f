import Merkle
import Testing

@Suite struct `Proof files` {
    let log = SmallLog(20)
    let policy = TrustPolicy(logs: [KnownKeys.log.verifierKey])

    @Test func `every leaf of every small tree is proved`() throws {
        for size in 1...20 {
            for index in 0..<size {
                let proof = try log.proof(index, size)
                #expect(try TLogProof(parsing: proof.bytes) == proof)
                let answer = proof.verify(leaf: log.leaves[index], policy: policy)
                #expect(answer.evidence?.log.name == KnownKeys.log.name, "\(index) of \(size)")
            }
        }
    }

    @Test func `another leaf is refused`() throws {
        let answer = try log.proof(3, 20).verify(leaf: log.leaves[4], policy: policy)
        #expect(answer == .refused(.inclusion(.rootMismatch(size: 20))))
    }

    @Test func `a good proof under an unknown key is refused`() throws {
        let proof = try log.proof(3, 20)
        let others = [KnownKeys.peter.verifierKey, KnownKeys.witness.verifierKey]
        #expect(
            proof.verify(leaf: log.leaves[3], logs: others)
                == .refused(.checkpoint(.note(.noKnownKey(claimed: [KnownKeys.log.name])))))
        #expect(!proof.verify(leaf: log.leaves[3], logs: []).isVerified)
    }

    @Test func `extra data is kept and proves nothing`() throws {
        let plain = try log.proof(3, 20)
        for extra in [[], [1, 2, 3]] as [[UInt8]] {
            let proof = TLogProof(
                index: 3, hashes: plain.hashes, extra: extra, checkpoint: plain.checkpoint)
            let parsed = try TLogProof(parsing: proof.bytes)
            #expect(parsed.extra == extra && parsed == proof)
            #expect(parsed.verify(leaf: log.leaves[3], policy: policy).isVerified)
        }
    }

    @Test func `extra data has up to 65,535 bytes`() throws {
        let plain = try log.proof(0, 1)
        func file(_ count: Int) -> [UInt8] {
            let extra = Base64.encode([UInt8](repeating: 7, count: count))
            return Array("c2sp.org/tlog-proof@v1\nextra \(extra)\n".utf8)
                + plain.bytes.dropFirst("c2sp.org/tlog-proof@v1\n".utf8.count)
        }
        #expect(try TLogProof(parsing: file(65_535)).extra?.count == 65_535)
        #expect(throws: TLogProofError.badExtra) { try TLogProof(parsing: file(65_536)) }
    }

    @Test func `a proof has up to 63 hashes`() throws {
        let checkpoint = try log.checkpoint(1)
        let hashes = [MerkleHash](repeating: .zero, count: 63)
        let longest = TLogProof(index: 0, hashes: hashes, checkpoint: checkpoint).bytes
        #expect(try TLogProof(parsing: longest).hashes == hashes)
        let head = "c2sp.org/tlog-proof@v1\nindex 0\n"
        let more = Array("\(head)\(Base64.encode(MerkleHash.zero.bytes))\n".utf8)
        #expect(throws: TLogProofError.badHashes) {
            try TLogProof(parsing: more + longest.dropFirst(head.utf8.count))
        }
    }

    @Test func `a file has up to 1,100,000 bytes`() {
        let bytes = [UInt8](repeating: 0x61, count: 1_100_001)
        #expect(throws: TLogProofError.tooLong(byteCount: 1_100_001)) {
            try TLogProof(parsing: bytes)
        }
        #expect(throws: TLogProofError.badHeader) { try TLogProof(parsing: bytes.dropLast()) }
    }

    @Test(arguments: [
        ("", TLogProofError.badHeader), ("c2sp.org/tlog-proof@v2\nindex 0\n\n", .badHeader),
        ("c2sp.org/tlog-proof@v1\n", .badIndex), ("c2sp.org/tlog-proof@v1\n\n", .badIndex),
        ("c2sp.org/tlog-proof@v1\nindex 00\n\n", .badIndex),
        ("c2sp.org/tlog-proof@v1\nindex +1\n\n", .badIndex),
        ("c2sp.org/tlog-proof@v1\nindex  1\n\n", .badIndex),
        ("c2sp.org/tlog-proof@v1\nindex 18446744073709551616\n\n", .badIndex),
        ("c2sp.org/tlog-proof@v1\nextra AAA\nindex 0\n\n", .badExtra),
        ("c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\n", .badIndex),
        ("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n", .badHashes),
        ("c2sp.org/tlog-proof@v1\nindex 0\n", .badHashes),
        ("c2sp.org/tlog-proof@v1\nindex 0\n\n", .checkpoint(.note(.noSignature))),
    ])
    func `what is not a proof is refused with its reason`(text: String, reason: TLogProofError) {
        #expect(throws: reason) { try TLogProof(parsing: Array(text.utf8)) }
    }

    @Test(arguments: UInt64(1)...10)
    func `a proof with one byte changed never verifies`(seed: UInt64) throws {
        var random = Seeded(seed)
        let bytes = try log.proof(13, 20).bytes
        for _ in 0..<1_000 {
            var changed = bytes
            let index = Int.random(in: 0..<bytes.count, using: &random)
            changed[index] = UInt8.random(in: 0...255, using: &random)
            guard changed != bytes, let proof = try? TLogProof(parsing: changed) else { continue }
            #expect(proof.bytes == changed, "seed \(seed)")
            let answer = proof.verify(leaf: log.leaves[13], policy: policy)
            #expect(!answer.isVerified, "seed \(seed), byte \(index)")
        }
    }
}
