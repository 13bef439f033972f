import Merkle
import Testing

/// What we sign, and what we ask to be stamped, read by OpenSSL.
@Suite(.enabled(if: Tool.hasOpenSSL, "openssl is not installed")) struct `OpenSSL agrees` {
    /// The key as SubjectPublicKeyInfo (RFC 8410).
    func spki(_ key: VerifierKey) -> [UInt8] {
        [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00] + key.publicKey
    }

    func verify(_ message: [UInt8], _ signature: [UInt8], _ key: VerifierKey) throws -> Bool {
        let words = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in text"
        let outcome = try Tool.run(
            words.split(separator: " ").map(String.init) + ["-sigfile", "signature"],
            files: ["key": spki(key), "text": message, "signature": signature])
        let isVerified = outcome.output.contains("Signature Verified Successfully")
        #expect(isVerified == (outcome.status == 0), "\(outcome.output)")
        return isVerified
    }

    @Test func `a note's signature is accepted, and refused with a byte changed`() throws {
        let text = "A text.\n\nWith two parts.\n"
        let note = try KnownKeys.log.sign(text)
        let (message, signature) = (Array(text.utf8), note.signatures[0].payload)
        let key = KnownKeys.log.verifierKey
        #expect(try verify(message, signature, key))
        #expect(try !verify(message.dropLast(), signature, key))
        #expect(try !verify([0x61] + message.dropFirst(), signature, key))
        #expect(try !verify(message, signature.dropLast() + [signature[63] ^ 1], key))
    }

    @Test func `a cosignature is accepted, and refused at another time`() throws {
        let checkpoint = try SmallLog(3).checkpoint(3).checkpoint
        let cosignature = try #require(
            Cosignature(try KnownKeys.witness.cosign(checkpoint, at: 1_679_315_147)))
        func message(_ seconds: Int) -> [UInt8] {
            Array("cosignature/v1\ntime \(seconds)\n\(checkpoint.text)".utf8)
        }
        let key = KnownKeys.witness.verifierKey
        #expect(try verify(message(1_679_315_147), cosignature.signature, key))
        #expect(try !verify(message(1_679_315_148), cosignature.signature, key))
    }

    @Test func `a time stamp request has the bytes of OpenSSL's own`() throws {
        let checkpoint = try SmallLog(3).checkpoint(3)
        let imprint = try #require(
            TimestampImprint.of(checkpoint, signedBy: KnownKeys.log.verifierKey))
        let request = try #require(TimestampRequest(imprint: imprint))
        let words = "openssl ts -query -data checkpoint -sha256 -cert -no_nonce -out request"
        let outcome = try Tool.run(
            ["sh", "-c", "\(words) && od -An -v -tu1 request"],
            files: ["checkpoint": checkpoint.bytes])
        let bytes = outcome.output.split(whereSeparator: \.isWhitespace).suffix(request.bytes.count)
            .compactMap { UInt8($0) }
        #expect(bytes == request.bytes, "\(outcome.output)")
        #expect(TimestampRequest(parsing: bytes) == request)
    }

    @Test(
        arguments: [
            (1, "0x01"), (0x7F, "0x7F"), (0x80, "0x80"), (UInt64.max, "0xFFFFFFFFFFFFFFFF"),
        ] as [(UInt64, String)])
    func `a time stamp request's nonce is read as it was written`(
        nonce: UInt64, text: String
    ) throws {
        let request = try #require(
            TimestampRequest(imprint: MerkleHash.leaf([1]).bytes, nonce: nonce))
        let words = "openssl ts -query -in request -text".split(separator: " ").map(String.init)
        let outcome = try Tool.run(words, files: ["request": request.bytes])
        #expect(outcome.output.contains("Nonce: \(text)\n"), "\(outcome.output)")
        #expect(outcome.output.contains("Certificate required: yes"))
        #expect(outcome.output.contains("Hash Algorithm: sha256"))
    }
}
