import Foundation
import Merkle
import Testing

/// Checkpoints that others published: transparency-dev, Go's x/mod, sunlight.
@Suite(.needsVectors) struct `Published checkpoints` {
    struct Body: Decodable {
        let body: String
        let ok: Bool
    }

    @Test func `parse, or are refused, as their authors say`() throws {
        let bodies = try SharedFolder.json([Body].self, "checkpoints/bodies.json")
        #expect(bodies.count == 10)
        for body in bodies {
            // Others let a root have any length; ours are SHA-256.
            let lines = body.body.split(separator: "\n", omittingEmptySubsequences: false)
            let hasHash = lines.count > 2 && MerkleHash(base64: String(lines[2])) != nil
            let checkpoint = try? Checkpoint(parsing: body.body)
            #expect((checkpoint != nil) == (body.ok && hasHash), "\(body.body)")
            if let checkpoint { #expect(checkpoint.text == body.body) }
        }
    }

    @Test(arguments: [
        (
            "sunlight-rome2026h1-cosigned",
            "witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN"
        ),
        (
            "sunlight-milan-cosigned-w2",
            "witness2.example.org+2e55b896+BIZ7fpceQWd60IfqQeS9IAnmNOCZjMDne8lZuguz/bi9"
        ),
    ])
    func `verify with their witness's key`(file: String, witness: String) throws {
        let bytes = try SharedFolder.bytes("checkpoints/\(file).txt")
        let checkpoint = try SignedCheckpoint(parsing: bytes)
        let key = try #require(VerifierKey(witness))
        #expect(checkpoint.bytes == bytes)
        #expect(checkpoint.checkpoint.size == 300)
        #expect(
            checkpoint.note.verified(by: [key])
                == .verified([VerifiedSignature(key, seconds: 1_767_139_200)]))
    }

    @Test func `verify with their mirror's key`() throws {
        let bytes = try SharedFolder.bytes("sunlight-tree300/checkpoint")
        let key = try #require(
            VerifierKey(
                "mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O"))
        #expect(try SignedCheckpoint(parsing: bytes).note.verified(by: [key]).isVerified)
    }
}
