/// The bytes of a map proof, as rsc.io/tmp/mpt writes them.
///
/// ```
/// present                    bit 1 │ sibling 32      from the leaf up, 0 to 256 times
/// absent   key 32 │ value 32 │ bit 1 │ sibling 32
/// absent from an empty map   nothing
/// ```
extension MapProof {
    private static let leafByteCount = 2 * MerkleHash.byteCount
    private static let stepByteCount = 1 + MerkleHash.byteCount
    /// The number of steps at most: one for each bit of a key.
    static let maximumStepCount = 256

    /// The proof's bytes; what is claimed is not in them.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        if case .absent(beside: let other?) = claim { bytes += other.bytes }
        for step in steps { bytes += step.bytes }
        return bytes
    }

    /// Reads a proof; `nil` unless the bytes are a leaf, when there must be one, and whole steps.
    ///
    /// - Parameters:
    ///   - value: The value whose presence is claimed; `nil` claims absence.
    ///   - bytes: The proof's bytes.
    public init?(claiming value: MerkleHash?, parsing bytes: [UInt8]) {
        var rest = bytes[...]
        if let value {
            claim = .present(value)
        } else if rest.isEmpty {
            claim = .absent(beside: nil)
        } else {
            guard let leaf = Leaf(bytes: rest.prefix(Self.leafByteCount)) else { return nil }
            claim = .absent(beside: leaf)
            rest = rest.dropFirst(Self.leafByteCount)
        }
        guard rest.count <= Self.maximumStepCount * Self.stepByteCount else { return nil }
        var steps: [Step] = []
        while !rest.isEmpty {
            guard let step = Step(bytes: rest.prefix(Self.stepByteCount)) else { return nil }
            steps.append(step)
            rest = rest.dropFirst(Self.stepByteCount)
        }
        self.steps = steps
    }
}

extension MapProof.Leaf {
    var bytes: [UInt8] { key.hash.bytes + value.bytes }

    init?(bytes: some Collection<UInt8>) {
        guard let key = MerkleHash(bytes.prefix(MerkleHash.byteCount)),
            let value = MerkleHash(bytes.dropFirst(MerkleHash.byteCount))
        else { return nil }
        self.init(key: MapKey(hash: key), value: value)
    }
}

extension MapProof.Step {
    var bytes: [UInt8] { [bit] + sibling.bytes }

    init?(bytes: some Collection<UInt8>) {
        guard let bit = bytes.first, let sibling = MerkleHash(bytes.dropFirst()) else { return nil }
        self.init(bit: bit, sibling: sibling)
    }
}
