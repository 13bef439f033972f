import Merkle
import Testing

@Suite struct `Signed notes` {
    let peter = KnownKeys.peter
    let text = "One line.\n\nAnother, after an empty one.\n"

    @Test func `what a key signs, it verifies`() throws {
        let note = try peter.sign(text)
        let verified = note.verified(by: [peter.verifierKey])
        #expect(verified == .verified([VerifiedSignature(peter.verifierKey)]))
        #expect(try SignedNote(parsing: note.bytes) == note)
        #expect(note.text == text)
    }

    @Test func `a signature of an unknown key is ignored, not trusted`() throws {
        let note = try peter.sign(text)
        #expect(note.verified(by: []) == .refused(.noKnownKey(claimed: ["PeterNeumann"])))
        #expect(
            note.verified(by: [KnownKeys.enoch])
                == .refused(.noKnownKey(claimed: ["PeterNeumann"])))
        let both = try note.adding(try KnownKeys.log.sign(text).signatures)
        #expect(both.verified(by: [peter.verifierKey]).isVerified)
    }

    @Test func `one bad signature of a known key refuses the whole note`() throws {
        let foreign = try peter.sign("Another text.\n").signatures
        let note = try KnownKeys.log.sign(text).adding(foreign)
        #expect(
            note.verified(by: [KnownKeys.log.verifierKey, peter.verifierKey])
                == .refused(.badSignature(name: "PeterNeumann")))
        #expect(note.verified(by: [KnownKeys.log.verifierKey]).isVerified)
    }

    @Test func `a second signature of a known key counts too when it is bad`() throws {
        let foreign = try peter.sign("Another text.\n").signatures
        let note = try peter.sign(text).adding(foreign)
        #expect(
            note.verified(by: [peter.verifierKey]) == .refused(.badSignature(name: "PeterNeumann")))
    }

    @Test func `one key given twice is one key`() throws {
        let note = try peter.sign(text)
        let keys = [peter.verifierKey, peter.verifierKey]
        #expect(note.verified(by: keys).verifiedSignatures?.count == 1)
    }

    @Test func `two keys with one name and id are not chosen between`() throws {
        let twins = try [
            "twin+4ca6e8ed+AYOI23hcEI59MZWgm1TE4BvjrF6hBXr8hM5fjdvPG31z",
            "twin+4ca6e8ed+AdE2oFqRAT1sBgk5yuFeQToSZsFObpD8F/H2vhSeGPRv",
        ].map { try #require(VerifierKey($0)) }
        let payload = Base64.encode([0x4C, 0xA6, 0xE8, 0xED] + [UInt8](repeating: 7, count: 64))
        let note = try SignedNote(parsing: Array("t\n\n\u{2014} twin \(payload)\n".utf8))
        #expect(note.verified(by: twins) == .refused(.ambiguousKey(name: "twin")))
        #expect(note.verified(by: [twins[0]]) == .refused(.badSignature(name: "twin")))
    }

    @Test func `every byte of the text counts`() throws {
        let bytes = try peter.sign(text).bytes
        for index in 0..<text.utf8.count {
            var changed = bytes
            changed[index] ^= 1
            let answer = (try? SignedNote(parsing: changed))?.verified(by: [peter.verifierKey])
            #expect(answer?.isVerified != true, "byte \(index)")
        }
    }

    @Test func `a note has up to 100 signatures`() throws {
        let keys = (0..<101).map { KnownKeys.signer("key/\($0)") }
        let signatures = try keys.flatMap { try $0.sign(text).signatures }
        let most = try SignedNote(text: text, signatures: Array(signatures.prefix(100)))
        #expect(try SignedNote(parsing: most.bytes) == most)
        let names = most.verified(by: keys.map(\.verifierKey)).verifiedSignatures?.map(\.name)
        #expect(names == keys.prefix(100).map(\.name))
        #expect(throws: NoteError.tooManySignatures) {
            try SignedNote(text: text, signatures: signatures)
        }
        let tooMany = most.bytes + Array(signatures[100].line.utf8)
        #expect(throws: NoteError.tooManySignatures) { try SignedNote(parsing: tooMany) }
    }

    @Test func `a note has up to 1,000,000 bytes`() throws {
        let overhead = try peter.sign("\n").bytes.count - 1
        let longest = String(repeating: "x", count: 999_999 - overhead) + "\n"
        let note = try peter.sign(longest)
        #expect(note.bytes.count == 1_000_000)
        #expect(try SignedNote(parsing: note.bytes) == note)
        #expect(throws: NoteError.tooLong(byteCount: 1_000_001)) { try peter.sign("x" + longest) }
        #expect(throws: NoteError.tooLong(byteCount: 1_000_001)) {
            try SignedNote(parsing: Array("x".utf8) + note.bytes)
        }
    }

    @Test func `a payload has 1 to 8,192 bytes`() throws {
        func parsed(payload count: Int) -> SignedNote? {
            let base64 = Base64.encode([UInt8](repeating: 7, count: 4 + count))
            return try? SignedNote(parsing: Array("t\n\n\u{2014} n \(base64)\n".utf8))
        }
        #expect(parsed(payload: 0) == nil)
        #expect(parsed(payload: 1) != nil)
        #expect(parsed(payload: 8_192) != nil)
        #expect(parsed(payload: 8_193) == nil)
    }

    @Test(arguments: [
        ("", NoteError.noSignature), ("t\n", .noSignature), ("t\n\n", .noSignature),
        ("t\n\nx\n", .badSignatureLine(number: 1)),
        ("t\n\n\u{2014} n AAAAAAA=\n\u{2014} n AAAAAAA=", .badSignatureLine(number: 2)),
        ("t\n\n\u{2014}  n AAAAAAA=\n", .badSignatureLine(number: 1)),
        ("t\n\n\u{2014} n  AAAAAAA=\n", .badSignatureLine(number: 1)),
        ("t\n\n\u{2014} n AAAAAAA= \n", .badSignatureLine(number: 1)),
        ("t\n\n\u{2014} n AAAAAAA\n", .badSignatureLine(number: 1)),
        ("t\n\n\u{2014} n AAAAAAB=\n", .badSignatureLine(number: 1)),
        ("t\n\n\u{2014} n+m AAAAAAA=\n", .badSignatureLine(number: 1)),
        ("t\n\n- n AAAAAAA=\n", .badSignatureLine(number: 1)),
        ("t\n\n\u{2014} n AAAAAAA=\r\n", .badCharacters), ("t\t\n\n", .badCharacters),
    ])
    func `what is not a note is refused with its reason`(text: String, reason: NoteError) {
        #expect(throws: reason) { try SignedNote(parsing: Array(text.utf8)) }
    }

    @Test func `bytes that are not UTF-8 are refused`() throws {
        let bytes = try peter.sign(text).bytes
        #expect(throws: NoteError.badCharacters) { try SignedNote(parsing: [0xFF] + bytes) }
        #expect(throws: NoteError.badCharacters) { try SignedNote(parsing: [0xC0, 0x80] + bytes) }
    }

    @Test func `only a text with a newline at its end is signed`() {
        #expect(throws: NoteError.badText) { try peter.sign("") }
        #expect(throws: NoteError.badText) { try peter.sign("text") }
        #expect(throws: NoteError.badCharacters) { try peter.sign("a\tb\n") }
        #expect(throws: NoteError.noSignature) { try SignedNote(text: "t\n", signatures: []) }
    }

    @Test func `a signature is not added twice`() throws {
        let note = try peter.sign(text)
        #expect(try note.adding(note.signatures) == note)
    }

    @Test func `notes are equal when their bytes are`() throws {
        let composed = try peter.sign("caf\u{E9}\n")
        let decomposed = try SignedNote(text: "cafe\u{301}\n", signatures: composed.signatures)
        #expect(composed != decomposed)
        #expect(composed.verified(by: [peter.verifierKey]).isVerified)
        #expect(!decomposed.verified(by: [peter.verifierKey]).isVerified)
    }

    @Test(arguments: UInt64(1)...10)
    func `a note with one byte changed never verifies another text`(seed: UInt64) throws {
        var random = Seeded(seed)
        let note = try peter.sign(text)
        for _ in 0..<1_000 {
            var bytes = note.bytes
            let index = Int.random(in: 0..<bytes.count, using: &random)
            let old = bytes[index]
            bytes[index] = UInt8.random(in: 0...255, using: &random)
            guard bytes[index] != old, let changed = try? SignedNote(parsing: bytes) else {
                continue
            }
            #expect(changed.bytes == bytes, "seed \(seed)")
            #expect(!changed.verified(by: [peter.verifierKey]).isVerified, "seed \(seed)")
        }
    }
}
