/// Where a subject stands in the map of all subjects: a hash of the subject's stream key.
///
/// Whoever does not have the stream key, 32 random bytes, cannot find the subject or tell that it is
/// there.
public struct MapKey: Hashable, Sendable {
    /// The number of bytes of a stream key.
    public static let streamKeyByteCount = 32

    /// The key's 32 bytes.
    public let hash: MerkleHash

    /// Makes the key of a subject: SHA-256 of `whereabouts/subject/v1` and the stream key.
    public init(streamKey: [UInt8]) {
        precondition(streamKey.count == Self.streamKeyByteCount, "a stream key has 32 bytes")
        let preimage = Array("whereabouts/subject/v1".utf8) + streamKey
        hash = .sha256(preimage.span)
    }

    /// Makes a key of its 32 bytes.
    public init(hash: MerkleHash) {
        self.hash = hash
    }

    /// Whether the bit is set; bit 0 is the most significant one of the first byte.
    func hasBit(_ bit: UInt8) -> Bool {
        let words = hash.bigEndianWords
        let word =
            switch bit >> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return word >> UInt64(63 - bit & 63) & 1 == 1
    }

    /// The first bit in which two keys differ; `nil` when they are equal.
    func firstDifference(from other: MapKey) -> UInt8? {
        let (mine, others) = (hash.bigEndianWords, other.hash.bigEndianWords)
        if mine.0 != others.0 { return UInt8((mine.0 ^ others.0).leadingZeroBitCount) }
        if mine.1 != others.1 { return UInt8(64 + (mine.1 ^ others.1).leadingZeroBitCount) }
        if mine.2 != others.2 { return UInt8(128 + (mine.2 ^ others.2).leadingZeroBitCount) }
        if mine.3 != others.3 { return UInt8(192 + (mine.3 ^ others.3).leadingZeroBitCount) }
        return nil
    }
}

extension MapKey: Comparable {
    /// Orders keys as their bytes are ordered.
    public static func < (left: MapKey, right: MapKey) -> Bool {
        let (lefts, rights) = (left.hash.bigEndianWords, right.hash.bigEndianWords)
        if lefts.0 != rights.0 { return lefts.0 < rights.0 }
        return (lefts.1, lefts.2, lefts.3) < (rights.1, rights.2, rights.3)
    }
}
