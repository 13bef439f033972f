/// The place of a node in the tree.
///
/// Level 0 holds the leaves; the node (level, index) covers the leaves
/// `index << level ..< (index + 1) << level`. Only complete subtrees have an address, so what stands
/// at an address never changes as the tree grows.
public struct NodeAddress: Hashable, Sendable {
    /// The height above the leaves.
    public let level: Int
    /// The place among the nodes of the level, counted from 0.
    public let index: UInt64

    /// Names the node at `index` of `level`.
    public init(level: Int, index: UInt64) {
        precondition((0..<64).contains(level), "a level is 0 to 63, as C2SP tiles have it")
        self.level = level
        self.index = index
    }

    /// The complete subtrees that cover `count` leaves from `start` on, largest first.
    ///
    /// `start` must be a multiple of a power of two that is not smaller than `count`.
    package static func covering(_ count: UInt64, from start: UInt64) -> [NodeAddress] {
        var addresses: [NodeAddress] = []
        var next = start
        var rest = count
        while rest > 0 {
            let level = UInt64.bitWidth - 1 - rest.leadingZeroBitCount
            addresses.append(NodeAddress(level: level, index: next >> UInt64(level)))
            next += 1 << UInt64(level)
            rest -= 1 << UInt64(level)
        }
        return addresses
    }
}
