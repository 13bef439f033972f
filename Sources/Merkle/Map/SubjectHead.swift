/// What the map commits to for one subject: how many entries there are, and which.
public struct SubjectHead: Hashable, Sendable {
    /// The number of the subject's entries.
    public let count: UInt64
    /// The running hash after the last of them; see ``MerkleHash/following(_:)``.
    public let running: MerkleHash

    /// Makes the head of a subject with `count` entries.
    public init(count: UInt64, running: MerkleHash) {
        self.count = count
        self.running = running
    }

    /// What stands in the map: SHA-256 of `whereabouts/head/v1`, the count in 8 bytes, the hash.
    public var value: MerkleHash {
        var preimage = Array("whereabouts/head/v1".utf8)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            preimage.append(UInt8(truncatingIfNeeded: count >> shift))
        }
        running.append(to: &preimage)
        return .sha256(preimage.span)
    }
}
