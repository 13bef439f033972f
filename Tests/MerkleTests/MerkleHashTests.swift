import Merkle
import Testing

/// Expected values were computed with Python's hashlib from the preimages in ``MerkleHash``.
@Suite struct MerkleHashTests {
    private let leaf = MerkleHash.leaf(Array("entry".utf8))

    @Test func `a leaf is the hash of its bytes behind a zero`() {
        let expected = "d9c2d66b522c2522728f539ff9f67b85d40defff095fc8a528c994f4f35bb3de"
        #expect(leaf.description == expected)
        let prefixed = [MerkleHash.leafPrefix] + Array("entry".utf8)
        #expect(MerkleHash.leaf(ofPrefixed: prefixed[...]) == leaf)
    }

    @Test func `a node is the hash of both sides behind a one`() throws {
        let other = try #require(MerkleHash(leaf.bytes.reversed()))
        let expected = "c9c9fa83c480f31664f59391af011b84e5645a50f2b2743a857efdda65c8f244"
        #expect(MerkleHash.node(leaf, other).description == expected)
    }

    @Test func `a history's hash is that of the one before and the leaf behind a two`() {
        let expected = "9e800d2d174d478bdc78d495817a81936d8900dc82031f276271928b358457b6"
        #expect(MerkleHash.zero.following(leaf).description == expected)
    }

    @Test func `a hash is appended behind what is there`() {
        var bytes: [UInt8] = [7]
        leaf.append(to: &bytes)
        #expect(bytes == [7] + leaf.bytes)
        #expect(MerkleHash(bytes.dropFirst()) == leaf)
    }
}
