/// Hashes leaves and inner nodes of the map (rsc.io/tmp/mpt, DESIGN.md).
///
/// ```
/// leaf   key 32 │ value 32            64 bytes
/// inner  left 32 │ right 32 │ bit 1   65 bytes, so no leaf is ever an inner node
/// ```
enum MapHash {
    static func leaf(_ key: MapKey, _ value: MerkleHash) -> MerkleHash {
        var preimage = InlineArray<64, UInt8>(repeating: 0)
        var bytes = preimage.mutableSpan
        key.hash.store(in: &bytes, at: 0)
        value.store(in: &bytes, at: MerkleHash.byteCount)
        return .sha256(preimage.span)
    }

    /// The node above `left` and `right`, whose keys differ first in `bit`.
    static func inner(_ left: MerkleHash, _ right: MerkleHash, bit: UInt8) -> MerkleHash {
        var preimage = InlineArray<65, UInt8>(repeating: bit)
        var bytes = preimage.mutableSpan
        left.store(in: &bytes, at: 0)
        right.store(in: &bytes, at: MerkleHash.byteCount)
        return .sha256(preimage.span)
    }
}
