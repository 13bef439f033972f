/// The map of all subjects: a Merkle Patricia trie (rsc.io/tmp/mpt, DESIGN.md).
///
/// For one root each key has exactly one possible answer, which a sorted list could not promise.
/// The trie is never built: over sorted keys it is the Cartesian tree of the bits in which
/// neighbours differ, so one pass with a stack hashes it. Between two neighbours stands exactly one
/// inner node.
///
/// ```
/// keys    0010   0011   0111   1000        root: bit 0, between 0111 and 1000
/// bits        3      1      0              left of it: bit 1, then bit 3
/// ```
public struct SubjectMap: Sendable {
    /// The root; SHA-256 of no bytes when there are no subjects.
    public let root: MerkleHash

    private let heads: [(key: MapKey, value: MerkleHash)]
    /// `bits[i]` is the first bit in which the keys i and i + 1 differ.
    private let bits: [UInt8]
    /// `inner[i]` is the hash of the inner node between the keys i and i + 1.
    private let inner: [MerkleHash]

    /// Makes the map in O(n log n); `nil` when a key comes twice.
    ///
    /// - Parameter heads: The key of each subject and the ``SubjectHead/value`` for it, any order.
    public init?(_ heads: [(key: MapKey, value: MerkleHash)]) {
        self.heads = heads.sorted { $0.key < $1.key }
        var bits: [UInt8] = []
        bits.reserveCapacity(heads.count)
        for index in self.heads.indices.dropFirst() {
            guard let bit = self.heads[index].key.firstDifference(from: self.heads[index - 1].key)
            else { return nil }
            bits.append(bit)
        }
        self.bits = bits
        (root, inner) = Self.hash(self.heads, bits)
    }

    /// The number of subjects.
    public var count: Int { heads.count }

    /// Hashes all nodes, each when the last key below it has passed.
    private static func hash(
        _ heads: [(key: MapKey, value: MerkleHash)], _ bits: [UInt8]
    ) -> (root: MerkleHash, inner: [MerkleHash]) {
        var inner = [MerkleHash](repeating: .zero, count: bits.count)
        // Left halves that wait for their right half, with the place of the node above them.
        var pending: [(left: MerkleHash, place: Int)] = []
        var root = MerkleHash.emptyRoot
        for (index, head) in heads.enumerated() {
            root = MapHash.leaf(head.key, head.value)
            while let last = pending.last, index == bits.count || bits[last.place] > bits[index] {
                root = MapHash.inner(last.left, root, bit: bits[last.place])
                inner[last.place] = root
                pending.removeLast()
            }
            if index < bits.count { pending.append((root, index)) }
        }
        return (root, inner)
    }
}

extension SubjectMap {
    /// Proves what the map says of `key`: its value, or that it is not there.
    ///
    /// - Parameter key: Any key.
    /// - Returns: A proof that verifies under ``root``; made in O(n) without hashing again.
    public func proof(of key: MapKey) -> MapProof {
        guard !heads.isEmpty else { return MapProof(claim: .absent(beside: nil), steps: []) }
        let place = lookup(key)
        let found = heads[place]
        let claim: MapProof.Claim =
            found.key == key
            ? .present(found.value)
            : .absent(beside: MapProof.Leaf(key: found.key, value: found.value))
        return MapProof(claim: claim, steps: steps(from: place))
    }

    /// The key at which a walk from the root by the bits of `key` ends.
    private func lookup(_ key: MapKey) -> Int {
        var range = heads.indices
        while range.count > 1 {
            let split = top(of: range)
            range =
                key.hasBit(bits[split])
                ? split + 1..<range.upperBound : range.lowerBound..<split + 1
        }
        return range.lowerBound
    }

    /// The siblings from the key at `place` up to the root.
    private func steps(from place: Int) -> [MapProof.Step] {
        var steps: [MapProof.Step] = []
        var range = place..<place + 1
        while range.count < heads.count {
            // The node above is the deeper one of the two that stand at the ends of the range.
            let before = range.lowerBound > 0 ? Int(bits[range.lowerBound - 1]) : -1
            let after = range.upperBound < heads.count ? Int(bits[range.upperBound - 1]) : -1
            let bit = UInt8(max(before, after))
            let sibling =
                before > after
                ? start(before: range.lowerBound, bit: bit)..<range.lowerBound
                : range.upperBound..<end(after: range.upperBound, bit: bit)
            steps.append(MapProof.Step(bit: bit, sibling: hash(of: sibling)))
            range =
                min(
                    range.lowerBound, sibling.lowerBound)..<max(
                    range.upperBound, sibling.upperBound)
        }
        return steps
    }

    /// Where the keys begin that end before `index` and agree in all bits up to `bit`.
    private func start(before index: Int, bit: UInt8) -> Int {
        var start = index - 1
        while start > 0, bits[start - 1] > bit { start -= 1 }
        return start
    }

    /// Where the keys end that begin at `index` and agree in all bits up to `bit`.
    private func end(after index: Int, bit: UInt8) -> Int {
        var end = index + 1
        while end < heads.count, bits[end - 1] > bit { end += 1 }
        return end
    }

    private func hash(of range: Range<Int>) -> MerkleHash {
        guard range.count > 1 else {
            let head = heads[range.lowerBound]
            return MapHash.leaf(head.key, head.value)
        }
        return inner[top(of: range)]
    }

    /// The place of the highest node over two or more keys: their smallest bit, which is unique.
    private func top(of range: Range<Int>) -> Int {
        var top = range.lowerBound
        for place in range.dropLast() where bits[place] < bits[top] { top = place }
        return top
    }
}
