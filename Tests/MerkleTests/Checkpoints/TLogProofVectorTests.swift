import Foundation
import Merkle
import Testing

/// Proofs over the test log of tessera, and the cases of transparency-dev's own parser.
@Suite(.needsVectors) struct `Published proofs` {
    struct Entry: Decodable {
        let file: String
        let vkeys: [String]
        let leaf_b64: String
        let leafhash_hex: String
        let ok: Bool
    }

    struct Cases: Decodable {
        struct Good: Decodable {
            let text: String
            let index: UInt64
            let hashes: [String]
            let extra: String?
        }

        let ok: [Good]
        let bad: [String]
    }

    @Test func `verify, or are refused, as their authors say`() throws {
        let entries = try SharedFolder.json([Entry].self, "tlog-proof/manifest.json")
        #expect(entries.count { $0.ok } == 22 && entries.count { !$0.ok } == 9)
        for entry in entries {
            let bytes = try SharedFolder.bytes("tlog-proof/\(entry.file)")
            let keys = try entry.vkeys.map { try #require(VerifierKey($0)) }
            let leaf = MerkleHash.leaf(try #require(Base64.decode(entry.leaf_b64)))
            #expect(leaf.description == entry.leafhash_hex)
            let proof = try? TLogProof(parsing: bytes)
            #expect(
                (proof?.verify(leaf: leaf, logs: keys).isVerified ?? false) == entry.ok,
                "\(entry.file)")
            if let proof { #expect(proof.bytes == bytes, "\(entry.file)") }
        }
    }

    @Test func `parse, or are refused, as the parser of others does`() throws {
        let cases = try SharedFolder.json(Cases.self, "checkpoints/tlog-proof-parse.json")
        let checkpoint = try SmallLog(1).checkpoint(1)
        for good in cases.ok {
            // Others take any text for the checkpoint; here it must be one.
            let end = try #require(good.text.range(of: "\n\n")).upperBound
            let proof = try TLogProof(
                parsing: Array(good.text[..<end].utf8) + checkpoint.bytes)
            #expect(proof.index == good.index)
            #expect(proof.hashes == good.hashes.compactMap { MerkleHash(base64: $0) })
            #expect(proof.extra == good.extra.flatMap { Base64.decode($0) })
            #expect(throws: TLogProofError.checkpoint(.note(.noSignature))) {
                try TLogProof(parsing: Array(good.text.utf8))
            }
        }
        #expect(cases.bad.count == 7)
        for bad in cases.bad {
            let reason = #expect(throws: TLogProofError.self) {
                try TLogProof(parsing: Array(bad.utf8))
            }
            if case .checkpoint = reason { Issue.record("\(bad) is bad before its checkpoint") }
        }
    }
}
