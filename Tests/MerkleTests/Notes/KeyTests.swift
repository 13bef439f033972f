import Merkle
import Testing

@Suite struct `Keys of notes` {
    let text = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"

    @Test func `a verifier key gives its own text again`() throws {
        let key = try #require(VerifierKey(text))
        #expect(key.description == text)
        #expect(key.name == "EnochRoot")
        #expect(key.keyID == 0xaf0c_fe78)
        #expect(key.algorithm == .ed25519)
    }

    @Test func `a verifier key has one spelling only`() {
        let wrong = [
            "", "+", "++", "EnochRoot", "EnochRoot+af0cfe78", text + " ", " " + text, text + "\n",
            text.replacingOccurrences("af0cfe78", "AF0CFE78"),
            text.replacingOccurrences("af0cfe78", "af0cfe79"),
            text.replacingOccurrences("af0cfe78", "0af0cfe78"),
            text.replacingOccurrences("EnochRoot", "Enochroot"),
            text.replacingOccurrences("LWdop", "LWdoq"),
            text + "+", text + "=", String(text.dropLast()),
        ]
        for text in wrong { #expect(VerifierKey(text) == nil, "\(text)") }
    }

    @Test(arguments: ["", "a b", "a\u{00A0}b", "a\u{2003}b", "a+b", "a\tb", "a\nb", "a\u{1}b"])
    func `a name that a note could not hold makes no key`(name: String) {
        #expect(NoteName(name) == nil)
        #expect(throws: NoteError.badName) { try SignerKey(name: name) }
        #expect(throws: NoteError.badName) { try CosignerKey(name: name) }
        #expect(VerifierKey(TestKeyText.verifier(name: name, typed: [1] + zeros)) == nil)
    }

    @Test func `a name has up to 1,024 bytes`() {
        #expect(NoteName(String(repeating: "n", count: 1_024)) != nil)
        #expect(NoteName(String(repeating: "n", count: 1_025)) == nil)
        #expect(NoteName("Zoë/記録") != nil)
    }

    @Test func `names are compared by bytes, not by letters`() {
        #expect(NoteName("caf\u{E9}") != NoteName("cafe\u{301}"))
        #expect(NoteName("caf\u{E9}") == NoteName("caf\u{E9}"))
    }

    @Test(arguments: [UInt8(0x05), 0x06, 0xFF])
    func `a key of another known type is kept, but proves nothing`(type: UInt8) throws {
        let text = TestKeyText.verifier(name: "n", typed: [type] + zeros)
        let key = try #require(VerifierKey(text))
        #expect(key.description == text)
        #expect(key.algorithm == .other(type))
        #expect(!key.algorithm.isUsable)
    }

    @Test(arguments: [UInt8(0x00), 0x02, 0x03, 0x65, 0xFE])
    func `a key of an unknown type is refused`(type: UInt8) {
        #expect(VerifierKey(TestKeyText.verifier(name: "n", typed: [type] + zeros)) == nil)
    }

    @Test(arguments: [0, 31, 33])
    func `an Ed25519 key has 32 bytes`(count: Int) {
        let typed = [UInt8(1)] + [UInt8](repeating: 0, count: count)
        #expect(VerifierKey(TestKeyText.verifier(name: "n", typed: typed)) == nil)
    }

    @Test func `a secret key gives its own text again`() throws {
        let signer = try SignerKey(name: "example.com/log")
        #expect(SignerKey(signer.text)?.text == signer.text)
        let cosigner = try CosignerKey(name: "example.com/w")
        #expect(CosignerKey(cosigner.text)?.text == cosigner.text)
    }

    @Test func `two new keys differ`() throws {
        #expect(try SignerKey(name: "a").text != SignerKey(name: "a").text)
    }

    @Test func `a log's key is not a witness's, nor the other way round`() {
        #expect(CosignerKey(KnownKeys.log.text) == nil)
        #expect(SignerKey(KnownKeys.witness.text) == nil)
    }

    @Test func `a secret key has one spelling only`() {
        let text = KnownKeys.peter.text
        let wrong = [
            "", text + "=", text + "\n", String(text.dropFirst()),
            text.replacingOccurrences("PRIVATE", "private"),
            text.replacingOccurrences("c74f20a3", "C74F20A3"),
            text.replacingOccurrences("c74f20a3", "c74f20a4"),
            text.replacingOccurrences("PeterNeumann", "PeterNewman"),
        ]
        for text in wrong { #expect(SignerKey(text) == nil) }
    }

    @Test func `printing a secret key does not tell the secret`() {
        var dumped = ""
        dump(KnownKeys.log, to: &dumped)
        dump(KnownKeys.witness, to: &dumped)
        dumped += "\(KnownKeys.log) \(String(reflecting: KnownKeys.log))"
        dumped += "\(KnownKeys.witness) \(String(reflecting: [KnownKeys.witness]))"
        for secret in [KnownKeys.log.text, KnownKeys.witness.text] {
            #expect(!dumped.contains("PRIVATE") && !dumped.contains(secret.suffix(20)))
        }
        #expect(dumped.contains(KnownKeys.log.verifierKey.description))
        #expect(!dumped.contains("privateKey"))
    }

    private let zeros = [UInt8](repeating: 0, count: 32)
}

extension String {
    /// This text with another word in the place of `word`, which must be there.
    func replacingOccurrences(_ word: String, _ other: String) -> String {
        precondition(contains(word), "\(word) is not in the text")
        return split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
    }
}
