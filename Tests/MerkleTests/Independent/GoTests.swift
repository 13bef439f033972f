import Foundation
import Merkle
import Testing

/// What we write, read by Go's `sumdb/note` and `sumdb/tlog`, and the other way round.
@Suite(.enabled(if: Tool.hasGo, "golang-go and golang-golang-x-mod-dev are not installed"))
struct `Go agrees` {
    static let log = SmallLog(1_000)
    let log = Self.log
    let key = KnownKeys.log

    func base64(_ bytes: [UInt8]) -> String { Base64.encode(bytes) }

    func note(_ bytes: [UInt8]) -> String { "note \(key.verifierKey) \(base64(bytes))" }

    func checkpoint(_ bytes: [UInt8], _ expected: Checkpoint) -> String {
        let root = base64(expected.root.bytes)
        return "checkpoint \(key.verifierKey) \(base64(Array(expected.origin.utf8))) "
            + "\(expected.size) \(root) \(base64(bytes))"
    }

    func inclusion(_ index: Int, _ bytes: [UInt8]) -> String {
        "inclusion \(key.verifierKey) \(base64(SmallLog.entry(index))) \(base64(bytes))"
    }

    func consistency(_ old: Int, _ new: Int, _ hashes: [MerkleHash]) throws -> String {
        let notes = [try log.checkpoint(old), try log.checkpoint(new)].map { base64($0.bytes) }
        let list = hashes.map { base64($0.bytes) }.joined(separator: ",")
        return "consistency \(key.verifierKey) \(notes[0]) \(notes[1]) \(list)"
    }

    /// Requests with what they must be answered: accepted as they are, refused with a byte changed.
    func judge(_ good: [String], _ bad: [String]) throws {
        let answers = try Tool.go(good + bad)
        for (request, answer) in zip(good, answers) {
            #expect(answer == "ok", "\(answer) to \(request)")
        }
        for (request, answer) in zip(bad, answers.dropFirst(good.count)) {
            #expect(answer.hasPrefix("refused: "), "\(answer) to \(request)")
        }
    }

    /// The same bytes with another letter at each of these places.
    func changed(_ bytes: [UInt8], at places: some Sequence<Int>) -> [[UInt8]] {
        places.map { place in
            var changed = bytes
            changed[place] = changed[place] == 0x41 ? 0x42 : 0x41
            return changed
        }
    }

    @Test func `a note is accepted, and refused with a byte changed`() throws {
        let texts = [
            "a\n", "Zoë, 記録\n", "one\n\ntwo\n\n\n", String(repeating: "long ", count: 999) + "\n",
        ]
        let notes = try texts.map { try key.sign($0).bytes }
        let bad = zip(texts, notes).flatMap { text, bytes in
            // Bytes of the text, its last newline, the signature's name and its Base64.
            changed(bytes, at: [0, text.utf8.count - 1, text.utf8.count + 6, bytes.count - 40])
        }
        try judge(notes.map(note), bad.map(note))
    }

    @Test func `a checkpoint is accepted, and refused with a byte changed`() throws {
        let signed = try [1, 2, 999, 1_000].map { try log.checkpoint($0) }
        let bad = signed.flatMap { signed in
            let text = signed.checkpoint.text.utf8.count
            return changed(signed.bytes, at: stride(from: 0, to: text, by: 5))
                .map { checkpoint($0, signed.checkpoint) }
        }
        try judge(signed.map { checkpoint($0.bytes, $0.checkpoint) }, bad)
    }

    @Test func `an inclusion proof is accepted, and refused with a byte changed`() throws {
        var (good, bad) = ([String](), [String]())
        for size in [1, 2, 255, 256, 257, 777, 1_000] {
            for index in Set([0, size / 3, size / 2, size - 1]) {
                let proof = try log.proof(index, size)
                good.append(inclusion(index, proof.bytes))
                bad.append(inclusion(index + 1, proof.bytes))
                for number in proof.hashes.indices {
                    var hashes = proof.hashes
                    hashes[number] = .leaf(hashes[number].bytes)
                    let forged = TLogProof(
                        index: UInt64(index), hashes: hashes, checkpoint: proof.checkpoint)
                    bad.append(inclusion(index, forged.bytes))
                }
            }
        }
        try judge(good, bad)
    }

    @Test func `a consistency proof is accepted, and refused with a hash changed`() throws {
        let sizes = [1, 2, 3, 64, 100, 255, 256, 257, 600, 999, 1_000]
        var (good, bad) = ([String](), [String]())
        for (old, new) in sizes.flatMap({ old in sizes.map { (old, $0) } }) where old <= new {
            let hashes = log.consistency(old, new)
            good.append(try consistency(old, new, hashes))
            for number in hashes.indices {
                var forged = hashes
                forged[number] = .leaf(forged[number].bytes)
                bad.append(try consistency(old, new, forged))
            }
        }
        try judge(good, bad)
    }

    @Test func `the committed note and checkpoint are accepted`() throws {
        let folder = PackageFolder.fixtures.appending(path: "proofs")
        let secret = try String(contentsOf: folder.appending(path: "keys.txt"), encoding: .utf8)
        let key = try #require(SignerKey(String(secret.prefix { $0 != "\n" }))).verifierKey
        let requests = try ["note.txt", "checkpoint.txt"].map {
            "note \(key) \(base64(Array(try Data(contentsOf: folder.appending(path: $0)))))"
        }
        try judge(requests, [])
    }

    @Test func `a note that Go signs verifies here`() throws {
        let texts = ["a\n", "Zoë, 記録\n", "one\n\ntwo\n\n", try log.checkpoint(5).checkpoint.text]
        let answers = try Tool.go(texts.map { "sign \(key.text) \(base64(Array($0.utf8)))" })
        for (text, answer) in zip(texts, answers) {
            let bytes = try #require(Base64.decode(String(answer.dropFirst("ok ".count))))
            let note = try SignedNote(parsing: bytes)
            #expect(note.verified(by: [key.verifierKey]).isVerified)
            #expect(try key.sign(text) == note)
        }
    }
}
