import Merkle
import Testing

@Suite struct ConsistencyProofTests {
    private let naive = NaiveTree(size: 130)

    @Test func `every proof up to size 130 is that of the recursion, and verifies`() throws {
        let roots = (0...130).map(naive.root)
        for new in 1...130 {
            for old in 1...new {
                let proof = try #require(
                    ConsistencyProof.make(
                        oldSize: UInt64(old), newSize: UInt64(new), node: naive.node))
                #expect(proof.hashes == naive.proof(old, new))
                #expect(proof.verify(oldRoot: roots[old], newRoot: roots[new]) == .verified)
            }
        }
    }

    @Test func `there is no proof from the empty tree or to a smaller one`() {
        #expect(ConsistencyProof.make(oldSize: 0, newSize: 5, node: naive.node) == nil)
        #expect(ConsistencyProof.make(oldSize: 6, newSize: 5, node: naive.node) == nil)
        #expect(ConsistencyProof.make(oldSize: 1, newSize: 1 << 63, node: naive.node) == nil)
    }

    @Test func `a reason says what is wrong`() throws {
        let proof = try #require(ConsistencyProof.make(oldSize: 3, newSize: 7, node: naive.node))
        let old = naive.root(3)
        let new = naive.root(7)
        func answer(_ oldSize: UInt64, _ newSize: UInt64, _ hashes: [MerkleHash]) -> Verification {
            ConsistencyProof(oldSize: oldSize, newSize: newSize, hashes: hashes)
                .verify(oldRoot: old, newRoot: new)
        }

        #expect(answer(0, 7, []) == .refused(.emptyTreeProvesNothing))
        #expect(answer(7, 3, []) == .refused(.sizesReversed(oldSize: 7, newSize: 3)))
        #expect(answer(7, 7, []) == .refused(.rootMismatch(size: 7)))
        #expect(answer(7, 7, [old]) == .refused(.wrongProofLength(expected: 0, found: 1)))
        #expect(answer(3, 7, []) == .refused(.wrongProofLength(expected: 4, found: 0)))
        #expect(answer(3, 1 << 63, proof.hashes) == .refused(.sizeTooLarge(1 << 63)))
        #expect(proof.verify(oldRoot: new, newRoot: new) == .refused(.oldRootMismatch(size: 3)))
        #expect(proof.verify(oldRoot: old, newRoot: old) == .refused(.rootMismatch(size: 7)))
    }

    /// One probe wants "roots" of 12 bytes accepted; a root is a SHA-256 hash here, so it is not.
    @Test(.needsVectors) func `published probes verify or are refused as they should`() throws {
        let paths = try SharedFolder.paths(
            below: "transparency-dev-merkle/testdata/consistency", suffix: ".json")
        #expect(paths.count == 98)
        var good = 0
        for path in paths {
            let probe = try SharedFolder.json(Probe.self, path)
            let isWanted =
                !probe.wantErr
                && !path.hasSuffix("sizes-are-equal-one-and-proof-is-empty.json")
            #expect(probe.isVerified == isWanted, "\(path)")
            good += probe.isVerified ? 1 : 0
        }
        #expect(good == 5)
    }
}

/// What a file under `consistency` holds; a hash that is not one of 32 bytes refuses the probe.
private struct Probe: Decodable {
    let size1: UInt64
    let size2: UInt64
    let root1: String
    let root2: String
    let proof: [String]?
    let wantErr: Bool

    var isVerified: Bool {
        let hashes = (proof ?? []).compactMap(MerkleHash.init(base64:))
        guard hashes.count == proof?.count ?? 0, let old = MerkleHash(base64: root1),
            let new = MerkleHash(base64: root2)
        else { return false }
        return ConsistencyProof(oldSize: size1, newSize: size2, hashes: hashes)
            .verify(oldRoot: old, newRoot: new).isVerified
    }
}
