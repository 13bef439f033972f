/// The map of all subjects while it grows: the root of ``SubjectMap``, hashing only what changed.
///
/// For audits, which need the root at every anchor of a log. It is the trie itself, with one branch
/// between any two neighbours; a change marks the branches above it, and ``root()`` hashes those
/// again.
package struct GrowingMap: Sendable {
    private var leaves: [Leaf] = []
    private var branches: [Branch] = []
    private var top: Node?

    /// Makes an empty map.
    package init() {}

    /// The number of subjects.
    package var count: Int { leaves.count }

    /// Gives `key` a value, whether it had one or not.
    ///
    /// - Complexity: O(log n) for the hashes that keys are; no more than their 256 bits.
    package mutating func set(_ key: MapKey, _ value: MerkleHash) {
        let leaf = Leaf(key: key, hash: MapHash.leaf(key, value))
        guard let nearest = markWay(of: key) else {
            top = .leaf(0)
            leaves.append(leaf)
            return
        }
        guard let bit = key.firstDifference(from: leaves[nearest].key) else {
            leaves[nearest] = leaf
            return
        }
        insert(.leaf(Int32(leaves.count)), key, bit)
        leaves.append(leaf)
    }

    /// The root; SHA-256 of no bytes when there are no subjects.
    ///
    /// - Complexity: Linear in the branches above what was set since the last call.
    package mutating func root() -> MerkleHash {
        top.map { hash(of: $0) } ?? .emptyRoot
    }

    /// Walks by the bits of `key` and marks what it passes; returns the leaf at which it ends.
    private mutating func markWay(of key: MapKey) -> Int? {
        guard var node = top else { return nil }
        while true {
            switch node {
            case .leaf(let leaf): return Int(leaf)
            case .branch(let index):
                branches[Int(index)].isStale = true
                node = branches[Int(index)].side(of: key)
            }
        }
    }

    /// Puts a branch for `bit` on the way of `key`: above those for later bits.
    private mutating func insert(_ leaf: Node, _ key: MapKey, _ bit: UInt8) {
        var above: Int?
        var below = top ?? leaf
        while case .branch(let index) = below, branches[Int(index)].bit < bit {
            above = Int(index)
            below = branches[Int(index)].side(of: key)
        }
        let new = Node.branch(Int32(branches.count))
        let isRight = key.hasBit(bit)
        branches.append(
            Branch(bit: bit, left: isRight ? below : leaf, right: isRight ? leaf : below))
        if let above { branches[above].replaceSide(of: key, by: new) } else { top = new }
    }

    /// Hashes marked branches; goes no deeper than a key has bits.
    private mutating func hash(of node: Node) -> MerkleHash {
        switch node {
        case .leaf(let leaf): return leaves[Int(leaf)].hash
        case .branch(let index):
            let branch = branches[Int(index)]
            guard branch.isStale else { return branch.hash }
            let left = hash(of: branch.left)
            let hash = MapHash.inner(left, hash(of: branch.right), bit: branch.bit)
            branches[Int(index)].hash = hash
            branches[Int(index)].isStale = false
            return hash
        }
    }
}

extension GrowingMap {
    /// A place in ``leaves`` or in ``branches``.
    private enum Node {
        case leaf(Int32)
        case branch(Int32)
    }

    private struct Leaf {
        let key: MapKey
        let hash: MerkleHash
    }

    private struct Branch {
        /// The first bit in which the keys of both sides differ.
        let bit: UInt8
        var isStale = true
        var left: Node
        var right: Node
        var hash = MerkleHash.zero

        init(bit: UInt8, left: Node, right: Node) {
            self.bit = bit
            self.left = left
            self.right = right
        }

        func side(of key: MapKey) -> Node { key.hasBit(bit) ? right : left }

        mutating func replaceSide(of key: MapKey, by node: Node) {
            if key.hasBit(bit) { right = node } else { left = node }
        }
    }
}
