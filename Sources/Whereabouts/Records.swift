public import EventLog
import Foundation
import LMDB
import Merkle
import SwiftProtobuf
import Synchronization

/// The records of children who go missing, as a log of immutable entries.
///
/// ```swift
/// let records = try Records.open(at: "/var/lib/whereabouts", keys: try KeyFile(contentsOf: key))
/// try await records.record(
///     AbsenceNoted.with { $0.whereaboutsKnown = false … },
///     child: "C001", home: "SC000001", occurred: .at(noticed), by: .homeStaff("S-7"))
/// let history = try records.history(of: "C001")
/// ```
///
/// Safe to use from any thread and task. One process should write a log; others may read it.
public final class Records: Sendable {
    /// The log below.
    public let log: EventLog
    let registry: Registry
    let composer: Composer
    let identities: IdentityReader
    let cases: CaseCache
    let folder: LogFolder.Stores?
    /// The log's own folder; `nil` in memory.
    let path: String?
    /// Where checkpoints are kept outside the log.
    let pins: (any CheckpointStore)?

    /// What an open may do.
    public enum Access: Hashable, Sendable {
        /// Reads and writes; makes the log if its folder is missing or empty.
        case createIfMissing
        /// Reads and writes a log that exists.
        case readWrite
        /// Reads only; another process may be writing.
        case readOnly
    }

    /// Opens the log in a folder.
    ///
    /// - Parameters:
    ///   - path: The log's own folder.
    ///   - keys: The host's wrapping key. Without it facts can be read; words, and the ids of
    ///     children, stay sealed.
    ///   - access: What the open may do.
    ///   - clock: Where the time of recording is read.
    ///   - mapSizeBytes: The size of the sparse memory map, 1 TiB by default; it grows by itself.
    ///   - pins: Where checkpoints are kept outside the log; the newest is compared with the log.
    ///   - continuation: For a new log in the place of a lost one; see ``Continuation``.
    /// - Returns: The records, ready for use. Opened for reading only, they can be used although the
    ///   pin speaks against them: see `log.pinMismatch`.
    /// - Throws: `OpenError`, `LogProofError` when the log was rolled back or forked, or a storage
    ///   error with what failed and what to do.
    /// - Complexity: Reads the newest snapshot and the entries behind it.
    public static func open(
        at path: String, keys: (any KeyWrapping)?, access: Access = .createIfMissing,
        clock: WallClock = .system, mapSizeBytes: Int? = nil,
        pins: (any CheckpointStore)? = nil, continuing continuation: Continuation? = nil
    ) throws -> Records {
        try open(
            at: path, keys: keys, access: access, clock: clock, mapSizeBytes: mapSizeBytes,
            pins: pins, continuing: continuation, holding: nil)
    }

    /// Opens the log under a lock that is held already, if there is one.
    static func open(
        at path: String, keys: (any KeyWrapping)?, access: Access, clock: WallClock,
        mapSizeBytes: Int?, pins: (any CheckpointStore)?, continuing continuation: Continuation?,
        holding lock: FileLock?
    ) throws -> Records {
        let folder = try LogFolder.open(
            at: path, access.ofFolder, mapSizeBytes: mapSizeBytes, holding: lock)
        do {
            let records = try Records(
                store: folder.entries, keyStorage: folder.keys, keys: keys, clock: clock,
                folder: folder, path: path, pins: pins, continuation: continuation)
            if continuation != nil { try records.begin() }
            return records
        } catch let mismatch as LogProofError {
            try? keepEvidence(of: mismatch, in: folder.entries, pins, path)
            try? folder.close()
            throw mismatch
        } catch {
            try? folder.close()
            throw error
        }
    }

    /// Makes an empty log in memory: for tests and for trying things out.
    ///
    /// - Parameter clock: Where the time of recording is read.
    /// - Returns: The records; their key is lost with them.
    /// - Throws: Nothing that a caller can mend.
    public static func inMemory(clock: WallClock = .system) throws -> Records {
        try Records(
            store: MemoryStore(), keyStorage: MemoryKeyStorage(), keys: MemoryKey(), clock: clock,
            folder: nil, path: nil, pins: nil, continuation: nil)
    }

    private init(
        store: any EntryStore, keyStorage: any KeyStorage, keys: (any KeyWrapping)?,
        clock: WallClock, folder: LogFolder.Stores?, path: String?,
        pins: (any CheckpointStore)?, continuation: Continuation?
    ) throws {
        let registry = Registry()
        let cases = CaseCache()
        let tracker = EpisodeTracker()
        var options = EventLog.Options(genesis: try Self.genesis(clock, continuation))
        options.clock = clock
        options.pins = pins
        let settings = SettingIndex()
        options.indexes = [
            registry, tracker, settings, MoveIndex(), ErasureIndex(registry, cases),
        ]
        let log = try EventLog(
            store: store, keyStorage: keyStorage, wrapping: keys, options: options)
        let hasher = Registry.KeyedHash { [weak log] in try log?.indexHash(of: $0) }
        registry.hasher.withLock { $0 = hasher }
        self.log = log
        self.cases = cases
        self.registry = registry
        self.folder = folder
        self.path = path
        self.pins = pins
        identities = IdentityReader(log: log, registry: registry)
        composer = Composer(
            registry: registry, tracker: tracker, clock: clock, settings: settings)
    }

    /// Stores the first entry, which holds what the log continues.
    private func begin() throws {
        guard try log.size == 0 else { throw ContinuationError.notEmpty }
        try log.begin()
    }

    /// Waits for what is being recorded, closes the files and refuses everything further.
    ///
    /// - Throws: A storage error when something is being read at the same time.
    public func close() throws {
        log.close()
        try folder?.close()
    }

    private static func keepEvidence(
        of mismatch: LogProofError, in store: any EntryStore, _ pins: (any CheckpointStore)?,
        _ path: String
    ) throws {
        let (origin, local) = try LogFolder.published(in: store)
        guard let origin, let pinned = try pins?.newest(of: origin) ?? local else { return }
        Evidence.keep(mismatch, pinned: pinned, local: local, at: path)
    }

    /// The log's own first entry: its format version and a random origin.
    private static func genesis(
        _ clock: WallClock, _ continuation: Continuation?
    ) throws -> EntryDraft {
        let now = clock.now
        let id = EntryID.make(at: now)
        let facts = LogCreated.with {
            $0.origin = "whereabouts/\(id)"
            $0.formatVersion = Int64(LogFolder.formatVersion)
            guard let continuation else { return }
            $0.continues = Data(continuation.checkpoint.bytes).base64EncodedString()
            $0.declaredLoss = continuation.declaredLoss
        }
        return EntryDraft(
            id: id, kind: Kind.logCreated.rawValue, occurredAt: now,
            facts: try FactsCodec.encode(facts, occurredAt: now))
    }
}

extension Records.Access {
    var ofFolder: LogFolder.Access {
        switch self {
        case .createIfMissing: .createIfMissing
        case .readWrite: .readWrite
        case .readOnly: .readOnly
        }
    }
}
