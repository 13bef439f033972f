import Foundation
import Merkle
import Testing

@Suite struct `Proofs of Fixtures` {
    let keys: [String]
    let logKey: SignerKey
    let policy: TrustPolicy

    init() throws {
        keys = try Self.text("keys.txt").split(separator: "\n").map(String.init)
        logKey = try #require(SignerKey(keys[0]))
        policy = try TrustPolicy(parsing: try Self.text("policy.txt"))
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: PackageFolder.fixtures.appending(path: "proofs/\(name)")))
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    @Test func `the note is still the one that its key signs`() throws {
        let note = try SignedNote(parsing: try Self.bytes("note.txt"))
        #expect(note.verified(by: [logKey.verifierKey]).isVerified)
        #expect(try logKey.sign(note.text) == note)
    }

    @Test func `the checkpoint satisfies the policy`() throws {
        let checkpoint = try SignedCheckpoint(parsing: try Self.bytes("checkpoint.txt"))
        let evidence = policy.verify(checkpoint).evidence
        #expect(evidence?.log.name == "example.com/log")
        #expect(evidence?.witnesses.map(\.seconds) == [1_700_000_000, 1_700_000_007])
        #expect(
            !policy.verify(try SignedCheckpoint(checkpoint.checkpoint, signedBy: logKey)).isVerified
        )
    }

    @Test func `the proof proves its entry and no other`() throws {
        let proof = try TLogProof(parsing: try Self.bytes("entry-13.tlog-proof"))
        #expect(proof.verify(leaf: .leaf(Array("entry 13".utf8)), policy: policy).isVerified)
        #expect(!proof.verify(leaf: .leaf(Array("entry 12".utf8)), policy: policy).isVerified)
        #expect(proof.extra == Array("entry 13".utf8))
    }

    @Test func `the request is cosigned by a witness at size 12`() throws {
        var range = CompactRange()
        for index in 0..<12 { range.append(.leaf(Array("entry \(index)".utf8))) }
        let witness = Witness(
            key: try #require(CosignerKey(keys[1])),
            logs: [
                .init(
                    origin: logKey.name, keys: [logKey.verifierKey],
                    newest: TreeHead(size: 12, root: range.root))
            ])
        let bytes = try Self.bytes("witness-request.txt")
        let answer = try witness.answer(to: bytes, at: 1_700_000_000)
        #expect(answer.change?.after.size == 20)
        let line = String(decoding: answer.response.body, as: UTF8.self)
        #expect(try Self.text("checkpoint.txt").contains(line))
    }

    @Test func `every file gives its own bytes again`() throws {
        let proof = try Self.bytes("entry-13.tlog-proof")
        #expect(try TLogProof(parsing: proof).bytes == proof)
        let request = try Self.bytes("witness-request.txt")
        #expect(try WitnessRequest(parsing: request).bytes == request)
        #expect(SignerKey(keys[0])?.text == keys[0])
        #expect(keys.dropFirst().compactMap { CosignerKey($0)?.text } == Array(keys.dropFirst()))
    }
}
