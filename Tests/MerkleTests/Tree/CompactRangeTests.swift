import Merkle
import Testing

@Suite struct CompactRangeTests {
    private let naive = NaiveTree(size: 130)

    @Test func `the empty root is the hash of no bytes`() {
        let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(CompactRange().root.description == expected)
    }

    @Test(.needsVectors) func `roots of sizes 0 to 8 are those that others published`() throws {
        let known = try SharedFolder.json(KnownRoots.self, "rfc6962/known-roots.json")
        var tree = CompactRange()
        #expect(tree.root == MerkleHash(hex: known.roots_hex_by_size_0_to_8[0]))
        for (index, leaf) in known.leaves_hex.enumerated() {
            tree.append(.leaf([UInt8](hex: leaf)))
            #expect(tree.root == MerkleHash(hex: known.roots_hex_by_size_0_to_8[index + 1]))
        }
    }

    @Test(.needsVectors) func `complete nodes are those that others published`() throws {
        let known = try SharedFolder.json(KnownRoots.self, "rfc6962/known-roots.json")
        let published = known.perfect_node_hashes_hex_by_level
        let leaves = known.leaves_hex.map { MerkleHash.leaf([UInt8](hex: $0)) }
        #expect(leaves == published[0].compactMap(MerkleHash.init(hex:)))
        var tree = CompactRange()
        var count = 0
        for leaf in leaves {
            tree.append(leaf) { address, hash in
                #expect(hash.description == published[address.level][Int(address.index)])
                count += 1
            }
        }
        #expect(count == 4 + 2 + 1)
    }

    @Test func `every root up to size 130 is that of the recursion`() {
        var tree = CompactRange()
        for size in 1...130 {
            tree.append(naive.leaves[size - 1])
            #expect(tree.root == naive.root(size))
        }
    }

    @Test func `appending tells every node that becomes complete, and no other`() {
        var tree = CompactRange()
        var told: [NodeAddress: MerkleHash] = [:]
        for leaf in naive.leaves {
            tree.append(leaf) { address, hash in
                #expect(told.updateValue(hash, forKey: address) == nil)
            }
        }
        let expected = (1...7).reduce(0) { $0 + 130 >> $1 }
        #expect(told.count == expected)
        for (address, hash) in told { #expect(hash == naive.node(address)) }
    }

    @Test func `a tree of a past size follows from complete nodes`() {
        for size in 0...130 {
            let tree = CompactRange.at(size: UInt64(size), node: naive.node)
            #expect(tree.root == naive.root(size))
            #expect(CompactRange(size: tree.size, peaks: tree.peaks) == tree)
        }
    }

    @Test func `a wrong number of peaks is refused`() {
        let peaks = [naive.leaves[0], naive.leaves[1]]
        #expect(CompactRange(size: 6, peaks: peaks) != nil)
        #expect(CompactRange(size: 7, peaks: peaks) == nil)
        #expect(CompactRange(size: 4, peaks: peaks) == nil)
        #expect(CompactRange(size: 1 << 63 | 1, peaks: peaks) == nil)
    }

    @Test(arguments: 0...8) func `a complete subtree's root follows from its leaves`(level: Int) {
        let leaves = NaiveTree(size: 1 << level)
        #expect(MerkleHash.perfect(leaves.leaves) == leaves.root(1 << level))
    }
}

private struct KnownRoots: Decodable {
    let leaves_hex: [String]
    let roots_hex_by_size_0_to_8: [String]
    let perfect_node_hashes_hex_by_level: [[String]]
}
