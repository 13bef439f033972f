import EventLog
import LMDB

/// Positions of entries of one sort, kept as derived names in log order.
///
/// Each name is the prefix and the position, 8 bytes big-endian; there is no value worth reading.
struct PositionList {
    private let prefix: [UInt8]

    init(prefix: String) { self.prefix = Array(prefix.utf8) }

    func put(_ position: Position, in store: any StoreWriting) throws {
        try store.putDerived(name(of: position.rawValue), [1])
    }

    func contains(_ position: Position, in store: any StoreReading) throws -> Bool {
        try store.withDerived(name(of: position.rawValue)) { _ in true } ?? false
    }

    /// The positions from `start` on and before `size`, in log order.
    ///
    /// - Complexity: Linear in the positions that are given.
    func positions(
        from start: UInt64 = 0, before size: UInt64, in store: any StoreReading
    ) throws -> [Position] {
        var positions: [Position] = []
        try store.forEachDerived(from: name(of: start)) { name, _ in
            guard name.starts(with: prefix) else { return .stop }
            let position = name.span.loadBigEndian64(at: prefix.count)
            guard position < size else { return .stop }
            positions.append(Position(position))
            return .next
        }
        return positions
    }

    private func name(of position: UInt64) -> [UInt8] { prefix + position.bigEndianBytes }
}
