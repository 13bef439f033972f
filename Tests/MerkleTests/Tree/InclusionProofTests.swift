import Merkle
import Testing

@Suite struct InclusionProofTests {
    private let naive = NaiveTree(size: 130)

    @Test func `every proof up to size 130 is that of the recursion, and verifies`() throws {
        for size in 1...130 {
            let root = naive.root(size)
            for index in 0..<size {
                let proof = try #require(
                    InclusionProof.make(
                        index: UInt64(index), size: UInt64(size), node: naive.node))
                #expect(proof.hashes == naive.path(index, size))
                #expect(proof.verify(leaf: naive.leaves[index], root: root) == .verified)
            }
        }
    }

    @Test func `there is no proof beyond the end`() {
        #expect(InclusionProof.make(index: 5, size: 5, node: naive.node) == nil)
        #expect(InclusionProof.make(index: 0, size: 0, node: naive.node) == nil)
        #expect(InclusionProof.make(index: 0, size: 1 << 63, node: naive.node) == nil)
    }

    @Test func `a reason says what is wrong`() throws {
        let proof = try #require(InclusionProof.make(index: 2, size: 5, node: naive.node))
        let leaf = naive.leaves[2]
        let root = naive.root(5)

        let longer = InclusionProof(index: 2, size: 5, hashes: proof.hashes + [root])
        let beyond = InclusionProof(index: 5, size: 5, hashes: proof.hashes)
        let huge = InclusionProof(index: 2, size: 1 << 63, hashes: proof.hashes)

        #expect(
            longer.verify(leaf: leaf, root: root)
                == .refused(.wrongProofLength(expected: 3, found: 4)))
        #expect(
            beyond.verify(leaf: leaf, root: root)
                == .refused(.indexOutOfRange(index: 5, size: 5)))
        #expect(huge.verify(leaf: leaf, root: root) == .refused(.sizeTooLarge(1 << 63)))
        #expect(proof.verify(leaf: root, root: root) == .refused(.rootMismatch(size: 5)))
    }

    @Test(.needsVectors) func `published probes verify or are refused as they should`() throws {
        let paths = try SharedFolder.paths(
            below: "transparency-dev-merkle/testdata/inclusion", suffix: ".json")
        #expect(paths.count == 98)
        var good = 0
        for path in paths {
            let probe = try SharedFolder.json(Probe.self, path)
            #expect(probe.isVerified == !probe.wantErr, "\(path)")
            good += probe.isVerified ? 1 : 0
        }
        #expect(good == 6)
    }
}

/// What a file under `inclusion` holds; a hash that is not one of 32 bytes refuses the probe.
private struct Probe: Decodable {
    let leafIdx: UInt64
    let treeSize: UInt64
    let root: String
    let leafHash: String
    let proof: [String]?
    let wantErr: Bool

    var isVerified: Bool {
        let hashes = (proof ?? []).compactMap(MerkleHash.init(base64:))
        guard hashes.count == proof?.count ?? 0, let root = MerkleHash(base64: root),
            let leaf = MerkleHash(base64: leafHash)
        else { return false }
        return InclusionProof(index: leafIdx, size: treeSize, hashes: hashes)
            .verify(leaf: leaf, root: root).isVerified
    }
}
