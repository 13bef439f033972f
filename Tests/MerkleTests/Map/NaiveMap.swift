import Merkle

/// A map as its design describes it: a trie by recursion over sets of keys, and slow.
struct NaiveMap {
    let heads: [(key: MapKey, value: MerkleHash)]

    var root: MerkleHash { Self.root(heads, from: 0) }

    private static func root(
        _ heads: [(key: MapKey, value: MerkleHash)], from bit: Int
    ) -> MerkleHash {
        guard let first = heads.first else { return .emptyRoot }
        if heads.count == 1 { return hash(first.key.hash.bytes + first.value.bytes) }
        let left = heads.filter { !$0.key.bits[bit] }
        let right = heads.filter { $0.key.bits[bit] }
        if left.isEmpty || right.isEmpty { return root(heads, from: bit + 1) }
        return hash(
            root(left, from: bit + 1).bytes + root(right, from: bit + 1).bytes + [UInt8(bit)])
    }

    private static func hash(_ bytes: [UInt8]) -> MerkleHash { .sha256(bytes.span) }
}

extension MapKey {
    fileprivate var bits: [Bool] {
        hash.bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
    }
}
