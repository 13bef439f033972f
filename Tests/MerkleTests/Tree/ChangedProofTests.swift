import Merkle
import Testing

/// Proofs with one thing changed: 40 seeds of 150 for each of the two kinds, 12,000 in all.
@Suite struct ChangedProofTests {
    private static let naive = NaiveTree(size: 130)
    private static let roots = (0...130).map(naive.root)

    @Test(arguments: UInt64(0)..<40)
    func `no changed inclusion proof verifies`(seed: UInt64) throws {
        var random = Seeded(seed)
        for _ in 0..<150 {
            let size = 2 + random.next() % 129
            let index = random.next() % size
            let hashes = Self.naive.path(Int(index), Int(size))
            let leaf = Self.naive.leaves[Int(index)]
            let root = Self.roots[Int(size)]
            func verifies(_ index: UInt64, _ size: UInt64, _ hashes: [MerkleHash]) -> Bool {
                InclusionProof(index: index, size: size, hashes: hashes)
                    .verify(leaf: leaf, root: root).isVerified
            }

            #expect(verifies(index, size, hashes))
            #expect(!verifies(index, size, random.changed(hashes)))
            #expect(!verifies(random.other(than: index), size, hashes))
            let bit = random.bit()
            let proof = InclusionProof(index: index, size: size, hashes: hashes)
            #expect(!proof.verify(leaf: leaf.flipping(bit: bit), root: root).isVerified)
            #expect(!proof.verify(leaf: leaf, root: root.flipping(bit: bit)).isVerified)
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func `no changed consistency proof verifies`(seed: UInt64) throws {
        var random = Seeded(seed)
        for _ in 0..<150 {
            let new = 2 + random.next() % 129
            let old = 1 + random.next() % (new - 1)
            let hashes = Self.naive.proof(Int(old), Int(new))
            let oldRoot = Self.roots[Int(old)]
            let newRoot = Self.roots[Int(new)]
            let bit = random.bit()
            func verifies(_ old: UInt64, _ new: UInt64, _ hashes: [MerkleHash]) -> Bool {
                ConsistencyProof(oldSize: old, newSize: new, hashes: hashes)
                    .verify(oldRoot: oldRoot, newRoot: newRoot).isVerified
            }

            #expect(verifies(old, new, hashes))
            #expect(!verifies(old, new, random.changed(hashes)))
            #expect(!verifies(random.other(than: old), new, hashes))
            let proof = ConsistencyProof(oldSize: old, newSize: new, hashes: hashes)
            #expect(
                !proof.verify(oldRoot: oldRoot.flipping(bit: bit), newRoot: newRoot).isVerified)
            #expect(
                !proof.verify(oldRoot: oldRoot, newRoot: newRoot.flipping(bit: bit)).isVerified)
        }
    }

    /// A proof may fit another size too, where the way up is the same; but it has another root.
    @Test func `a proof for one size does not verify under the root of another`() {
        for size in 2...130 {
            let hashes = Self.naive.path(1, size)
            for other in 2...130 where other != size {
                let proof = InclusionProof(index: 1, size: UInt64(other), hashes: hashes)
                let answer = proof.verify(leaf: Self.naive.leaves[1], root: Self.roots[other])
                #expect(!answer.isVerified)
            }
        }
    }
}

extension Seeded {
    /// The hashes with one dropped, doubled, swapped or changed in one bit.
    fileprivate mutating func changed(_ hashes: [MerkleHash]) -> [MerkleHash] {
        var changed = hashes
        let place = Int(next() % UInt64(hashes.count))
        switch next() % 4 {
        case 0: changed.remove(at: place)
        case 1: changed.insert(hashes[place], at: place)
        case 2 where hashes.count > 1: changed.swapAt(place, (place + 1) % hashes.count)
        default: changed[place] = hashes[place].flipping(bit: bit())
        }
        return changed
    }

    /// Another number, near or far.
    fileprivate mutating func other(than number: UInt64) -> UInt64 {
        number ^ 1 << (next() % 2 == 0 ? next() % 3 : next() % 64)
    }
}
