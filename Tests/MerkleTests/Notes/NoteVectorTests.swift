import Foundation
import Merkle
import Testing

/// Notes that others published: Go's x/mod, C2SP, and the checksum database of Go.
@Suite(.needsVectors) struct `Published notes` {
    struct File: Decodable {
        struct Case: Decodable {
            let name: String
            let note: String?
            let note_b64: String?
            let vkeys: [String]
            let ok: Bool
            let verified: [String]?

            var bytes: [UInt8] {
                note.map { Array($0.utf8) } ?? note_b64.flatMap { Base64.decode($0) } ?? []
            }
        }

        struct Signer: Decodable {
            let skey: String
            let text: String
            let want_note: String
        }

        let cases: [Case]
        let signer: Signer
        let bad_vkeys: [String]
    }

    let file: File

    init() throws { file = try SharedFolder.json(File.self, "signed-note/cases.json") }

    @Test func `verify, or are refused, as their authors say`() throws {
        #expect(file.cases.count == 18)
        for example in file.cases {
            let keys = try example.vkeys.map { try #require(VerifierKey($0)) }
            let names = (try? SignedNote(parsing: example.bytes))?
                .verified(by: keys).verifiedSignatures?.map(\.name)
            #expect(names == (example.ok ? example.verified : nil), "\(example.name)")
        }
    }

    @Test func `give their own bytes again`() throws {
        for example in file.cases {
            guard let note = try? SignedNote(parsing: example.bytes) else { continue }
            #expect(note.bytes == example.bytes, "\(example.name)")
        }
    }

    @Test func `are made alike by the same key`() throws {
        let key = try #require(SignerKey(file.signer.skey))
        let note = try key.sign(file.signer.text)
        #expect(String(decoding: note.bytes, as: UTF8.self) == file.signer.want_note)
        #expect(key.text == file.signer.skey)
    }

    @Test func `come with keys that are no keys`() {
        #expect(file.bad_vkeys.count == 3)
        for text in file.bad_vkeys { #expect(VerifierKey(text) == nil, "\(text)") }
    }
}
