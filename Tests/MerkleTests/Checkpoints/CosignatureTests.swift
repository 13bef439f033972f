import Merkle
import Testing

@Suite struct `Cosignatures` {
    let key = KnownKeys.log
    let witness = KnownKeys.witness

    func signed() throws -> SignedCheckpoint {
        let checkpoint = try Checkpoint(origin: key.name, size: 42, root: .leaf([1]))
        return try SignedCheckpoint(checkpoint, signedBy: key)
    }

    @Test func `a witness's signature tells its time`() throws {
        let signed = try signed()
        let more = [try witness.cosign(signed.checkpoint, at: 1_679_315_147)]
        let cosigned = try SignedCheckpoint(parsing: try signed.adding(more).bytes)
        #expect(
            cosigned.note.verified(by: [witness.verifierKey, key.verifierKey])
                == .verified([
                    VerifiedSignature(key.verifierKey),
                    VerifiedSignature(witness.verifierKey, seconds: 1_679_315_147),
                ]))
        #expect(cosigned.keeping(only: key.verifierKey) == signed)
    }

    @Test func `a changed time is refused`() throws {
        let signed = try signed()
        let line = try witness.cosign(signed.checkpoint, at: 7).line
        let other = try witness.cosign(signed.checkpoint, at: 8).line
        let payload = Array(
            try #require(Base64.decode(String(line.split(separator: " ")[2].dropLast()))))
        let second = Array(
            try #require(Base64.decode(String(other.split(separator: " ")[2].dropLast()))))
        let mixed = Base64.encode(Array(second.prefix(12)) + payload.dropFirst(12))
        let bytes = signed.bytes + Array("\u{2014} \(witness.name) \(mixed)\n".utf8)
        #expect(
            try SignedNote(parsing: bytes).verified(by: [witness.verifierKey])
                == .refused(.badSignature(name: witness.name)))
    }

    @Test func `a time is below 2^63`() throws {
        let checkpoint = try signed().checkpoint
        let last = try witness.cosign(checkpoint, at: UInt64(Int64.max))
        #expect(Cosignature(last)?.seconds == UInt64(Int64.max))
        #expect(throws: NoteError.badTime) {
            try witness.cosign(checkpoint, at: UInt64(Int64.max) + 1)
        }
    }

    @Test func `a log's signature is no cosignature`() throws {
        #expect(Cosignature(try signed().note.signatures[0]) == nil)
    }
}
