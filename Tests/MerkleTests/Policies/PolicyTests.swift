import Merkle
import Testing

@Suite struct Policies {
    let log = SmallLog(3)
    let witnesses = [KnownKeys.witness, KnownKeys.secondWitness, KnownKeys.thirdWitness]

    func policy(_ rest: String) throws -> TrustPolicy {
        let lines = witnesses.enumerated().map { "witness w\($0 + 1) \($1.verifierKey)\n" }
        return try TrustPolicy(
            parsing: "log \(KnownKeys.log.verifierKey)\n\(lines.joined())\(rest)\n")
    }

    func cosigned(_ numbers: [Int]) throws -> SignedCheckpoint {
        let checkpoint = try log.checkpoint(3)
        return try checkpoint.adding(
            numbers.map { try witnesses[$0 - 1].cosign(checkpoint.checkpoint, at: UInt64($0)) })
    }

    @Test(
        arguments: [
            ("quorum none", [[]], []), ("quorum w2", [[2], [1, 2]], [[], [1, 3]]),
            ("group g any w1 w2\nquorum g", [[1], [2], [1, 2, 3]], [[], [3]]),
            ("group g all w1 w2\nquorum g", [[1, 2], [1, 2, 3]], [[1], [2, 3]]),
            ("group g 2 w1 w2 w3\nquorum g", [[1, 2], [1, 3], [1, 2, 3]], [[], [1], [3]]),
            (
                "group g any w1 w2\ngroup h all g w3\nquorum h", [[1, 3], [2, 3]],
                [[1, 2], [3], []]
            ),
        ] as [(String, [[Int]], [[Int]])])
    func `a quorum is met by enough witnesses and missed by fewer`(
        rest: String, met: [[Int]], missed: [[Int]]
    ) throws {
        let policy = try policy(rest)
        for numbers in met {
            let evidence = policy.verify(try cosigned(numbers)).evidence
            #expect(evidence?.log.name == KnownKeys.log.name)
            #expect(evidence?.witnesses.map(\.seconds) == numbers.map { UInt64($0) })
        }
        for numbers in missed {
            guard case .refused(.quorumMissed(_, let found)) = policy.verify(try cosigned(numbers))
            else {
                Issue.record("\(numbers) should not be a quorum of: \(rest)")
                continue
            }
            #expect(found == numbers.map { "w\($0)" })
        }
    }

    @Test func `witnesses alone do not make a checkpoint good`() throws {
        let bytes = String(decoding: try cosigned([1, 2, 3]).bytes, as: UTF8.self)
        let lines = bytes.split(separator: "\n", omittingEmptySubsequences: false)
        let unsigned = lines.filter { !$0.hasPrefix("\u{2014} \(KnownKeys.log.name) ") }
        let checkpoint = try SignedCheckpoint(
            parsing: Array(unsigned.joined(separator: "\n").utf8))
        #expect(
            try policy("quorum w1").verify(checkpoint)
                == .refused(.notSignedByLog(origin: KnownKeys.log.name)))
    }

    @Test func `one log cannot speak for another`() throws {
        let other = KnownKeys.signer("example.com/other")
        let text = try log.checkpoint(3).checkpoint.text
        let checkpoint = try SignedCheckpoint(parsing: try other.sign(text).bytes)
        let policy = TrustPolicy(logs: [KnownKeys.log.verifierKey, other.verifierKey])
        #expect(
            policy.verify(checkpoint)
                == .refused(.notSignedByLog(origin: KnownKeys.log.name)))
    }

    @Test func `a witness's key does not speak for a log of its name`() throws {
        let witness = KnownKeys.cosigner(KnownKeys.log.name)
        let checkpoint = try log.checkpoint(3)
        let cosigned = try checkpoint.adding([try witness.cosign(checkpoint.checkpoint, at: 1)])
        #expect(
            TrustPolicy(logs: [witness.verifierKey]).verify(cosigned)
                == .refused(.notSignedByLog(origin: KnownKeys.log.name)))
    }

    @Test func `a policy without logs verifies nothing`() throws {
        let policy = try TrustPolicy(parsing: "quorum none\n")
        #expect(!policy.verify(try log.checkpoint(3)).isVerified)
    }

    @Test func `a bad cosignature of a known witness refuses the checkpoint`() throws {
        let other = try log.checkpoint(2).checkpoint
        let checkpoint = try log.checkpoint(3).adding([try witnesses[0].cosign(other, at: 1)])
        #expect(
            try policy("quorum none").verify(checkpoint)
                == .refused(.note(.badSignature(name: witnesses[0].name))))
    }
}
