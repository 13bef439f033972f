import EventLog
import LMDB
import TestSupport
import WhereaboutsTestKit

/// The kinds of store that every rule of the log must hold on.
enum StoreKind: CaseIterable, Sendable {
    case memory, lmdb
}

extension StreamKeySource {
    /// Twice the id: logs of the same drafts have the same bytes.
    static let ofTests = StreamKeySource { id in
        Array(repeating: id.high.bigEndianBytes + id.low.bigEndianBytes, count: 2).flatMap(\.self)
    }
}

/// Where a log of a test lives, with what opening it again takes.
final class LogHome {
    let clock = ManualClock()
    let folder: TemporaryFolder
    /// The host's key; `nil` opens without keys.
    var wrapping: (any KeyWrapping)? = MemoryKey()
    /// Where checkpoints are kept outside the log.
    var pins: (any CheckpointStore)?
    private let kind: StoreKind
    private let mapSizeBytes: Int
    private let memory = (store: MemoryStore(), keys: MemoryKeyStorage())
    private(set) var stores: LogFolder.Stores?
    private var log: EventLog?

    // Small, so that the thread sanitizer can shadow it; it grows by itself.
    init(_ kind: StoreKind = .memory, mapSizeBytes: Int = 1 << 26) throws {
        self.kind = kind
        self.mapSizeBytes = mapSizeBytes
        folder = try TemporaryFolder()
    }

    var path: String { folder.path("log") }

    /// Opens the log, closing it first if it is open.
    func open(_ access: LogFolder.Access = .createIfMissing) throws -> EventLog {
        try close()
        var options = EventLog.Options(genesis: .genesis)
        options.clock = clock.wallClock
        options.streamKeys = .ofTests
        options.pins = pins
        let opened: EventLog
        switch kind {
        case .memory:
            opened = try EventLog(
                store: memory.store, keyStorage: memory.keys, wrapping: wrapping, options: options)
        case .lmdb:
            let stores = try LogFolder.open(at: path, access, mapSizeBytes: mapSizeBytes)
            self.stores = stores
            opened = try EventLog(
                store: stores.entries, keyStorage: stores.keys, wrapping: wrapping,
                options: options)
        }
        log = opened
        return opened
    }

    func close() throws {
        log?.close()
        log = nil
        try stores?.entries.close()
        try stores?.keys.close()
        stores = nil
    }

    /// The store beneath, for looking at it directly while the log is open.
    var store: any EntryStore { stores?.entries ?? memory.store }

    /// Where the wrapped keys lie.
    var keyStorage: any KeyStorage { stores?.keys ?? memory.keys }

    /// Every derived value by name.
    func derived() throws -> [[UInt8]: [UInt8]] {
        var values: [[UInt8]: [UInt8]] = [:]
        try store.read { reading in
            try reading.forEachDerived { name, value in
                values[name] = Array(copying: value)
                return .next
            }
        }
        return values
    }

    /// Changes an entry behind the log's back, and its checksum with it.
    func forge(_ position: UInt64, _ change: (inout [UInt8]) -> Void) throws {
        try tamper("entries", position) { value in
            var entry = Array((value ?? []).dropFirst(4))
            change(&entry)
            value = CRC32C.checksum(of: entry.span).littleEndianBytes + entry
        }
    }

    /// Changes a derived value behind the log's back.
    func tamper(derived name: [UInt8], _ change: (inout [UInt8]?) -> Void) throws {
        try tamper("derived", name, change)
    }

    /// Changes or, with `nil`, deletes a stored value behind the log's back; a value of a
    /// subfolder only while the log is closed.
    func tamper<Key: TableKey>(
        _ tableName: String, _ key: Key, in subfolder: String = "",
        _ change: (inout [UInt8]?) -> Void
    ) throws {
        let open = stores?.entries.environment
        let options = EnvironmentOptions(mapSizeBytes: 1 << 26)
        let environment = try open ?? Environment.open(at: path + subfolder, options: options)
        let table = try environment.openTable(tableName, key: Key.self)
        try environment.write { transaction in
            var value = try table.withValue(for: key, in: transaction) { Array(copying: $0) }
            change(&value)
            if let value {
                try table.put(key, value: value.span, in: transaction)
            } else {
                try table.delete(key, in: transaction)
            }
        }
        if open == nil { try environment.close() }
    }
}

extension EntryStore {
    /// The number of entries.
    func entryCount() throws -> UInt64 { try read { reading in try reading.size() } }
}

extension StoreReading {
    /// A copy of a sealed record.
    func sealed(at position: UInt64) throws -> [UInt8]? {
        try withSealed(at: position) { Array(copying: $0) }
    }

    /// A copy of a derived value.
    func derived(_ name: [UInt8]) throws -> [UInt8]? {
        try withDerived(name) { Array(copying: $0) }
    }
}

extension EntryDraft {
    /// The first entry of the logs that tests make.
    static let genesis = EntryDraft(
        id: EntryID(high: 1 << 63, low: 0), kind: 64, occurredAt: Instant(microseconds: 0),
        facts: [0x0A, 15] + Array("example.org/log".utf8))

    /// A draft with the id `number` and nothing special.
    static func numbered(
        _ number: UInt64, subject: UInt64 = 0, scope: UInt64 = 0, narrative: String? = nil
    ) -> EntryDraft {
        var draft = EntryDraft(
            id: EntryID(high: 7, low: number), kind: 200,
            occurredAt: Instant(microseconds: 1_000_000 * Int64(number)), facts: [8, 1])
        draft.subject = Subject(subject)
        draft.scope = Scope(scope)
        draft.narrative = narrative.map { Array($0.utf8) }
        return draft
    }

    /// Drafts of random subjects, scopes, facts and references, numbered without gaps.
    static func random(count: Int, using generator: inout SplitMix64) -> [EntryDraft] {
        var (subjects, scopes) = (UInt64(0), UInt64(0))
        return (1...UInt64(count)).map { number in
            let subject = UInt64.random(in: 0...min(subjects + 1, 40), using: &generator)
            let scope = UInt64.random(in: 0...min(scopes + 1, 7), using: &generator)
            subjects = max(subjects, subject)
            scopes = max(scopes, scope)
            var draft = numbered(number, subject: subject, scope: scope)
            let length = Int.random(in: 0...24, using: &generator)
            draft.facts = (0..<length).map { _ in .random(in: 0...255, using: &generator) }
            // Position `number` is its own, as one entry stands before the first draft.
            let target = UInt64.random(in: 0...number, using: &generator)
            draft.refersTo = target == 0 ? .none : .entry(Position(target))
            draft.age = Bool.random(using: &generator) ? Int(number % 18) : nil
            return draft
        }
    }
}

extension EventLog {
    /// Appends from a test that is not asynchronous.
    @discardableResult
    func add(_ drafts: EntryDraft..., condition: AppendCondition? = nil) throws -> [Receipt] {
        try appendAndWait(drafts, condition: condition)
    }

    /// Every entry, oldest first.
    func all() throws -> [LogEntry] {
        var entries: [LogEntry] = []
        try scan(0..<Position(.max)) { _, bytes in
            if let entry = LogEntry(copying: bytes) { entries.append(entry) }
            return .next
        }
        return entries
    }
}
