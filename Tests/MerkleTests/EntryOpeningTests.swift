import Merkle
import Testing

/// An opening is checked with nothing but the entry's bytes.
@Suite struct EntryOpeningTests {
    private static let key = (0..<32).map { UInt8($0) }
    private static let words = Array("left by the garden door".utf8)
    private static let opening = EntryOpening(position: 17, commitmentKey: key, words: words)

    // HMAC-SHA256 of the words under the key, by another tool:
    // printf 'left by the garden door' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001…1f
    private static let commitment =
        "80b326464ea4362ca474384696234e823bfb2bd794c9dfa43dc53f0ba9f583db"

    private static func entry(position: UInt64 = 17, _ commitment: [UInt8]? = nil) -> [UInt8] {
        var bytes = EntryLayout.template
        for place in 0..<8 {
            bytes[EntryLayout.position + place] = UInt8(
                truncatingIfNeeded: position >> UInt64(8 * place))
        }
        Wire.append(bytes: [8, 1], field: 200, to: &bytes)
        if let commitment {
            Wire.append(bytes: commitment, field: EntryLayout.Field.commitment, to: &bytes)
        }
        return bytes
    }

    private static var committed: [UInt8] {
        var bytes: [UInt8] = []
        var rest = commitment[...]
        while let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    @Test func `words open the entry that commits to them`() {
        #expect(Self.opening.check(against: Self.entry(Self.committed)) == .opens)
    }

    @Test func `one changed byte opens nothing`() {
        let entry = Self.entry(Self.committed)
        for place in Self.words.indices {
            var words = Self.words
            words[place] ^= 1
            let other = EntryOpening(position: 17, commitmentKey: Self.key, words: words)
            #expect(other.check(against: entry) == .otherWords)
        }
        for place in Self.key.indices {
            var key = Self.key
            key[place] ^= 0x80
            let other = EntryOpening(position: 17, commitmentKey: key, words: Self.words)
            #expect(other.check(against: entry) == .otherWords)
        }
        for place in Self.committed.indices {
            var commitment = Self.committed
            commitment[place] ^= 4
            #expect(Self.opening.check(against: Self.entry(commitment)) == .otherWords)
        }
        let shorter = Array(Self.committed.dropLast())
        #expect(Self.opening.check(against: Self.entry(shorter)) == .otherWords)
    }

    @Test func `another entry, one without words and no entry are told apart`() {
        let opening = Self.opening
        #expect(
            opening.check(against: Self.entry(position: 18, Self.committed)) == .otherPosition(18))
        #expect(opening.check(against: Self.entry()) == .noWords)
        #expect(opening.check(against: []) == .notAnEntry)
        #expect(opening.check(against: Self.entry(Self.committed).dropLast() + []) == .notAnEntry)
    }

    @Test func `the file's text comes back and no other text does`() {
        let text = Self.opening.text
        #expect(EntryOpening(text: text) == Self.opening)
        #expect(EntryOpening.fileSuffix == ".opening")
        let bytes = Array(text.utf8)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            let read = EntryOpening(text: String(decoding: changed, as: UTF8.self))
            #expect(read != Self.opening, "byte \(place)")
        }
        for other in [
            "", text + "\n", String(text.dropLast()), " " + text,
            text.replacing("position 17", with: "position 017"),
            text.replacing("position 17", with: "position +17"),
            text.replacing("\n", with: "\r\n"), text.replacing("key ", with: "key  "),
        ] {
            #expect(EntryOpening(text: other) == nil)
        }
    }
}
