import EventLog
import LMDB
import SwiftProtobuf

/// Where the corrections stand that change under which home a child's entry is filed.
///
/// The entries filed under a home are linked as they were stored; these lead to the others. They
/// stand under `moved/`: see ``PositionList``.
final class MoveIndex: DerivedIndex {
    static let list = PositionList(prefix: "moved/")

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
        try Self.list.put(header.position, in: store)
    }
}
