import Merkle
import Testing

@Suite struct AnchorLeafTests {
    private let anchor = MadeEntry.anchor(mapRoot: .emptyRoot, subjectCount: 300, position: 7)
    private let facts = AnchorLeaf.facts(mapRoot: .emptyRoot, subjectCount: 300)

    /// The bytes are those of `protoc --encode`, written out by hand from the encoding's rules.
    @Test func `facts are the protobuf message of the vocabulary`() {
        let root = Array("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".utf8)
        #expect(facts == [0x0A, 44] + root + [0x10, 0xAC, 0x02])
    }

    @Test func `an anchor gives its root, its number of subjects and its position`() throws {
        let leaf = try #require(AnchorLeaf(anchor.bytes))
        #expect(leaf.mapRoot == .emptyRoot)
        #expect(leaf.subjectCount == 300)
        #expect(leaf.position == 7)
    }

    @Test func `optional fields of every entry may stand before the facts`() {
        var entry = anchor
        entry.fields = MadeEntry.field(14, 2) + MadeEntry.field(18, [1, 2]) + anchor.fields
        #expect(AnchorLeaf(entry.bytes) != nil)
    }

    @Test func `an entry of a child, of a home or of another kind is no anchor`() {
        let changes: [(inout MadeEntry) -> Void] = [
            { $0.kind = 64 }, { $0.subject = 1 }, { $0.scope = 1 }, { $0.place = 1 },
        ]
        for change in changes {
            var entry = anchor
            change(&entry)
            #expect(AnchorLeaf(entry.bytes) == nil)
        }
    }

    @Test func `fields that leave two readings are refused`() {
        let key = MadeEntry.field(22, [UInt8](repeating: 1, count: 32))
        let fields: [[UInt8]] = [
            [], anchor.fields + anchor.fields, anchor.fields + MadeEntry.field(14, 2),
            MadeEntry.field(2, 5) + anchor.fields, key + anchor.fields,
            MadeEntry.field(15, 1) + MadeEntry.field(14, 1) + anchor.fields,
            MadeEntry.field(14, 1) + MadeEntry.field(14, 1) + anchor.fields,
            MadeEntry.field(64, facts), anchor.fields + MadeEntry.field(1000, [1]),
            anchor.fields.dropLast(), MadeEntry.field(66, 3),
        ]
        for (index, fields) in fields.enumerated() {
            var entry = anchor
            entry.fields = Array(fields)
            #expect(AnchorLeaf(entry.bytes) == nil, "case \(index)")
        }
    }

    @Test func `facts in a second spelling are refused`() {
        let root = MadeEntry.field(1, Array(Base64.encode(MerkleHash.emptyRoot.bytes).utf8))
        let count = MadeEntry.field(2, 300)
        let spellings: [[UInt8]] = [
            count + root, root, count, root + count + count, root + root + count,
            root + count + MadeEntry.field(3, 1), root + [0x10, 0xAC, 0x82, 0x00],
            MadeEntry.field(1, MerkleHash.emptyRoot.bytes) + count,
            root + MadeEntry.field(2, 1 << 63),
            MadeEntry.field(1, Array("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=".utf8)) + count,
        ]
        for (index, facts) in spellings.enumerated() {
            var entry = anchor
            entry.fields = MadeEntry.field(66, facts)
            #expect(AnchorLeaf(entry.bytes) == nil, "case \(index)")
        }
    }

    @Test func `bytes that are no entry, or too many, are no anchor`() {
        #expect(AnchorLeaf([]) == nil)
        #expect(AnchorLeaf([UInt8](repeating: 0, count: 200)) == nil)
        var entry = anchor
        entry.fields = MadeEntry.field(18, [UInt8](repeating: 1, count: 65_535)) + anchor.fields
        #expect(AnchorLeaf(entry.bytes) == nil)
    }
}
