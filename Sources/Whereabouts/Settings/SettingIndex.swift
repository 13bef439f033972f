import EventLog
import LMDB
import SwiftProtobuf
import Synchronization

/// Where the entries stand that all children's records depend on: homes, thresholds, linked
/// identities, strategies of homes, and what corrects or withdraws one of these.
///
/// Under `setting/`: see ``PositionList``.
final class SettingIndex: DerivedIndex {
    static let list = PositionList(prefix: "setting/")

    /// Those in force as of the newest entry, while they are known.
    private let thresholds = Mutex<Thresholds?>(nil)
    /// Homes and providers as of the newest entry, while they are known.
    private let register = Mutex<Register?>(nil)

    /// What is registered and in force.
    struct Register {
        fileprivate let setting: Setting
        /// Homes registered since, by number.
        fileprivate var added: [UInt64: Dated<Setting.Home>] = [:]

        /// A home as it is on record for a day; `nil` when it is not registered.
        func home(_ number: UInt64, on day: LocalDate) -> Setting.Home? {
            added[number]?.value(on: day) ?? setting.home(Scope(number), on: day)
        }

        /// The sector of a provider as it is on record for a day; `nil` when it is not registered.
        func sector(ofProvider provider: String, on day: LocalDate) -> Sector? {
            setting.sector(ofProvider: provider, on: day)
        }
    }

    func reset() {
        thresholds.withLock { $0 = nil }
        register.withLock { $0 = nil }
    }

    func note(
        _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting,
        words: () throws -> EventLog.Narrative
    ) throws {
        guard try Self.isSetting(header, in: store) else { return }
        try Self.list.put(header.position, in: store)
        try noteRegistration(entry, header)
    }

    private func noteRegistration(_ entry: Span<UInt8>, _ header: EntryHeader) throws {
        let kind = Kind(rawValue: header.kind)
        switch kind {
        case .homeRegistered:
            guard let stored = LogEntry(copying: entry) else { return register.clear() }
            let home = Setting.Home(try HomeRegistered(serializedBytes: Array(stored.facts)))
            let (day, number) = (London.date(of: header.occurredAt), header.scope.number)
            register.withLock { register in
                if register?.home(number, on: day) == nil {
                    register?.added[number] = Dated(home, from: day)
                } else {
                    register = nil
                }
            }
        case .providerRegistered, .providerChanged, .homeChanged, .homeClosed: register.clear()
        default: if kind.group == .governance { reset() }
        }
    }

    /// The thresholds in force as of the newest entry.
    func thresholds(in store: any StoreReading) throws -> Thresholds {
        if let known = thresholds.withLock({ $0 }) { return known }
        let setting = try Setting(of: Self.governance(in: store), homes: { _ in nil }) { _ in [] }
        thresholds.withLock { $0 = setting.thresholds }
        return setting.thresholds
    }

    /// The thresholds in force before the entry at `position`; as of the newest entry for `nil`.
    ///
    /// - Complexity: Linear in the settings for a position.
    func thresholds(before position: Position?, in store: any StoreReading) throws -> Thresholds {
        guard let position else { return try thresholds(in: store) }
        let entries = try Self.governance(before: position.rawValue, in: store)
        return try Setting(of: entries, homes: { _ in nil }) { _ in [] }.thresholds
    }

    /// The homes and providers in force as of the newest entry.
    ///
    /// - Complexity: Linear in the settings when one was changed since, else constant.
    func register(in store: any StoreReading) throws -> Register {
        if let known = register.withLock({ $0 }) { return known }
        let entries = try Self.list.positions(before: .max, in: store)
            .map { try store.entry(at: $0) }
        let setting = try Setting(of: entries, homes: { _ in nil }) { _ in [] }
        let found = Register(setting: setting)
        register.withLock { $0 = found }
        return found
    }

    /// The fixed fields of all settings, in log order.
    func headers(in store: any StoreReading) throws -> [EntryHeader] {
        try Self.list.positions(before: .max, in: store).map { try store.header(at: $0) }
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

    private static func governance(
        before size: UInt64 = .max, in store: any StoreReading
    ) throws -> [LogEntry] {
        try list.positions(before: size, in: store)
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
            .unitCostAdopted, .recordingPractice:
            return header.subject == .none
        default: return false
        }
    }
}

extension Mutex where Value == SettingIndex.Register? {
    fileprivate func clear() { withLock { $0 = nil } }
}
