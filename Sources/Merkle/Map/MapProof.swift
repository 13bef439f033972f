/// Proves what a map says of one key (rsc.io/tmp/mpt, DESIGN.md).
public struct MapProof: Hashable, Sendable {
    /// What the proof is for; presence and absence are told apart by this alone.
    public enum Claim: Hashable, Sendable {
        /// The key is there, with this value.
        case present(MerkleHash)
        /// The key is not there: the walk by its bits ends at another one, or the map is empty.
        case absent(beside: Leaf?)
    }

    /// A key and its value.
    public struct Leaf: Hashable, Sendable {
        /// The key.
        public let key: MapKey
        /// The value.
        public let value: MerkleHash

        /// Makes the leaf of `key`.
        public init(key: MapKey, value: MerkleHash) {
            self.key = key
            self.value = value
        }
    }

    /// One inner node on the way up.
    public struct Step: Hashable, Sendable {
        /// The bit in which the node's two sides differ first; 0 is the most significant one.
        public let bit: UInt8
        /// The hash of the side where the key is not.
        public let sibling: MerkleHash

        /// Makes the step over `sibling`.
        public init(bit: UInt8, sibling: MerkleHash) {
            self.bit = bit
            self.sibling = sibling
        }
    }

    /// What the proof is for.
    public let claim: Claim
    /// The way from the leaf up; the bits fall strictly.
    public let steps: [Step]

    /// Makes a proof as it was received; nothing is verified yet.
    public init(claim: Claim, steps: [Step]) {
        self.claim = claim
        self.steps = steps
    }

    /// Tells whether the claim holds for `key` in the map with this `root`.
    ///
    /// - Parameters:
    ///   - key: The key that the question is about.
    ///   - root: The root of the map, from an anchor that the caller trusts.
    /// - Returns: Verified, or the reason why not.
    public func verify(key: MapKey, root: MerkleHash) -> Verification {
        let leaf: Leaf
        switch claim {
        case .present(let value):
            leaf = Leaf(key: key, value: value)
        case .absent(beside: let other?):
            guard other.key != key else { return .refused(.map(.besideItself)) }
            leaf = other
        case .absent(beside: nil):
            guard steps.isEmpty else { return .refused(.map(.stepsWithoutLeaf)) }
            return root == .emptyRoot ? .verified : .refused(.map(.rootMismatch))
        }
        if let refusal = refusal(key: key, leaf: leaf) { return .refused(.map(refusal)) }
        return climb(from: leaf) == root ? .verified : .refused(.map(.rootMismatch))
    }

    /// Why the steps cannot be a walk by the bits of `key` to `leaf`.
    private func refusal(key: MapKey, leaf: Leaf) -> MapRefusal? {
        for (index, step) in steps.enumerated() {
            if index > 0, step.bit >= steps[index - 1].bit { return .bitsNotFalling(step: index) }
            if key.hasBit(step.bit) != leaf.key.hasBit(step.bit) {
                return .otherWay(step: index)
            }
        }
        return nil
    }

    private func climb(from leaf: Leaf) -> MerkleHash {
        var hash = MapHash.leaf(leaf.key, leaf.value)
        for step in steps {
            hash =
                leaf.key.hasBit(step.bit)
                ? MapHash.inner(step.sibling, hash, bit: step.bit)
                : MapHash.inner(hash, step.sibling, bit: step.bit)
        }
        return hash
    }
}

/// Why a map does not prove what is claimed of a key.
@nonexhaustive
public enum MapRefusal: Hashable, Sendable {
    /// The steps do not lead to the root.
    case rootMismatch
    /// A step's bit is not smaller than that of the step before it.
    case bitsNotFalling(step: Int)
    /// At this step a walk for the key would have gone to the other side.
    case otherWay(step: Int)
    /// Absence is claimed with the key itself as the neighbour.
    case besideItself
    /// Absence from an empty map has no steps.
    case stepsWithoutLeaf
}

extension MapRefusal: CustomStringConvertible {
    /// What is not proved, and what to do next.
    public var description: String {
        switch self {
        case .rootMismatch:
            "the map proof does not lead to the anchor's root; ask for it for this anchor"
        case .bitsNotFalling(let step):
            "step \(step) of the map proof is not above the one before; the proof is malformed"
        case .otherWay(let step):
            "step \(step) of the map proof is not on the way of this key; ask for it for this key"
        case .besideItself:
            "the map proof shows the key and claims that it is absent; keep it as evidence"
        case .stepsWithoutLeaf:
            "the map proof has steps but no leaf; the proof is malformed"
        }
    }
}
