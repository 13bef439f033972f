import EventLog
import LMDB
import SwiftProtobuf

/// Where the corrections stand that change under which home a child's entry is filed.
///
/// The entries filed under a home are linked as they were stored; these lead to the others. The
/// derived name of each is `moved/` and its position, big-endian; there is no value worth reading.
final class MoveIndex: DerivedIndex {
    private static let prefix = Array("moved/".utf8)

    func reset() {}

    func note(
        _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting,
        words: () throws -> EventLog.Narrative
    ) throws {
        guard Kind(rawValue: header.kind) == .entryCorrected, header.subject != .none,
            let stored = LogEntry(copying: entry)
        else { return }
        let patches = try EntryCorrected(serializedBytes: Array(stored.facts)).patches
        // A correction of a correction may put a home into it.
        guard patches.contains(where: { $0.path == "home" || $0.path == "facts.patches" }) else {
            return
        }
        try store.putDerived(Self.prefix + header.position.rawValue.bigEndianBytes, [1])
    }

    /// The positions of these corrections before `size`, in log order.
    static func positions(before size: UInt64, in store: any StoreReading) throws -> [Position] {
        var positions: [Position] = []
        try store.forEachDerived(prefix: prefix) { name, _ in
            let name = name
            let position = name.span.loadBigEndian64(at: prefix.count)
            guard position < size else { return .stop }
            positions.append(Position(position))
            return .next
        }
        return positions
    }
}
