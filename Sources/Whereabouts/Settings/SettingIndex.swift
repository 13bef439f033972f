import EventLog
import LMDB
import Synchronization

/// Where the entries stand that all children's records depend on: homes, thresholds, linked
/// identities, strategies of homes, and what corrects or withdraws one of these.
///
/// Under `setting/`: see ``PositionList``.
final class SettingIndex: DerivedIndex {
    static let list = PositionList(prefix: "setting/")

    /// Those in force as of the newest entry, while they are known.
    private let thresholds = Mutex<Thresholds?>(nil)

    func reset() { thresholds.withLock { $0 = nil } }

    func note(
        _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting,
        words: () throws -> EventLog.Narrative
    ) throws {
        guard try Self.isSetting(header, in: store) else { return }
        try Self.list.put(header.position, in: store)
        if Kind(rawValue: header.kind).group == .governance { reset() }
    }

    /// The thresholds in force as of the newest entry.
    func thresholds(in store: any StoreReading) throws -> Thresholds {
        if let known = thresholds.withLock({ $0 }) { return known }
        let setting = try Setting(of: Self.governance(in: store), homes: { _ in nil }) { _ in [] }
        thresholds.withLock { $0 = setting.thresholds }
        return setting.thresholds
    }

    /// The children linked as of the newest entry; `subjects` finds those whose entries have
    /// certain ids.
    ///
    /// - Complexity: Linear in the settings; only joins over several children ask.
    func links(
        in store: any StoreReading, subjects: ([EntryID]) throws -> [Subject]
    ) throws -> IdentityLinks {
        try Setting(of: Self.governance(in: store), homes: { _ in nil }, subjects: subjects).links
    }

    private static func governance(in store: any StoreReading) throws -> [LogEntry] {
        try list.positions(before: .max, in: store)
            .map { try store.entry(at: $0) }
            .filter { Kind(rawValue: $0.header.kind).group == .governance }
    }

    private static func isSetting(
        _ header: EntryHeader, in store: any StoreReading
    ) throws -> Bool {
        let kind = Kind(rawValue: header.kind)
        switch kind {
        case .entryCorrected, .entryWithdrawn, .entryReinstated:
            guard let target = header.refersTo else { return false }
            return try list.contains(target, in: store)
        case .childIdentitiesLinked, .childIdentitiesUnlinked: return true
        case .authorityRegistered, .policeForceRegistered, .providerRegistered, .providerChanged,
            .homeRegistered, .homeChanged, .homeClosed, .thresholdSet, .strategyRecorded,
            .unitCostAdopted:
            return header.subject == .none
        default: return false
        }
    }
}
