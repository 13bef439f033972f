import Foundation
package import LMDB
package import Merkle

/// A log on disk: a folder with the LMDB files of the entries and, in `keys`, of the wrapped keys.
///
/// ```
/// LOG/data.mdb  LOG/lock.mdb         entries, sealed records, derived values, format version
/// LOG/keys/data.mdb  lock.mdb        data keys, wrapped under the host's key
/// LOG/use.lock                       shared by who has the log open; alone by who rewrites it
/// ```
package enum LogFolder {
    /// The version of the format that this program writes and reads.
    ///
    /// Version 1 gave children no stream key, so that no checkpoint could speak of their histories.
    package static let formatVersion: UInt32 = 2

    /// What an open may do.
    package enum Access: Sendable {
        /// Reads and writes; makes the log if the folder is missing or empty.
        case createIfMissing
        /// Reads and writes a log that exists.
        case readWrite
        /// Reads a log that another process may be writing.
        case readOnly
    }

    /// The stores of the log in a folder.
    package struct Stores {
        package let entries: LMDBStore
        package let keys: LMDBKeyStorage
        /// `nil` when the caller holds it.
        let lock: FileLock?

        /// Closes both environments and lets others have the log for themselves.
        package func close() throws {
            try entries.close()
            try keys.close()
            lock?.release()
        }
    }

    /// Opens the stores of the log at `path`.
    ///
    /// - Parameters:
    ///   - path: The log's folder.
    ///   - access: What the open may do.
    ///   - mapSizeBytes: The size of the memory map.
    ///   - lock: What ``lockAlone(_:)`` gave; by default the log is shared with others.
    /// - Returns: The stores; they hold the lock until they are closed or gone.
    /// - Throws: ``OpenError``, `LMDBError`.
    package static func open(
        at path: String, _ access: Access, mapSizeBytes: Int? = nil, holding lock: FileLock? = nil
    ) throws -> Stores {
        try checkFolder(path, access)
        do {
            let shared = lock == nil ? try lockShared(path, access) : nil
            return try openStores(path, access, mapSizeBytes, shared)
        } catch let error as LMDBError {
            throw translated(error, path)
        }
    }

    /// The name of the log in `store` and the newest checkpoint that it holds.
    package static func published(
        in store: any EntryStore
    ) throws -> (origin: String?, newest: SignedCheckpoint?) {
        try store.read { reading in
            guard try reading.size() > 0 else { return (nil, nil) }
            return (try reading.origin(), try reading.newestCheckpoint())
        }
    }

    /// The root of the log in `store` when it had `size` entries.
    package static func root(in store: any EntryStore, size: UInt64) throws -> MerkleHash {
        try store.read { try NodeReader(store: $0).tree(ofSize: size).root }
    }

    private static func openStores(
        _ path: String, _ access: Access, _ mapSizeBytes: Int?, _ lock: FileLock?
    ) throws -> Stores {
        var options = EnvironmentOptions()
        options.access = access == .readOnly ? .readOnly : .readWrite
        options.creation = access == .createIfMissing ? .createIfMissing : .mustExist
        if let mapSizeBytes { options.mapSizeBytes = mapSizeBytes }
        let entries = try LMDBStore(at: path, options: options)
        // Keys take some 100 bytes a child: 64 GiB are enough for more children than there are.
        options.mapSizeBytes = min(options.mapSizeBytes, 1 << 36)
        // Keys lie apart: a copy of the log without them can be read, though its words cannot.
        options.creation = .createIfMissing
        let keys = try LMDBKeyStorage(at: path + "/keys", options: options)
        return Stores(entries: entries, keys: keys, lock: lock)
    }

    /// Takes the log for one use alone, so that its files may be replaced.
    ///
    /// LMDB's own lock file cannot do that: whoever waits for it may have opened the old data
    /// already. Every open of a log shares a lock on a file of its own before it looks at others.
    ///
    /// - Throws: ``OpenError/inUse(path:)`` while any process has the log open, this one too.
    package static func lockAlone(_ path: String) throws -> FileLock {
        try checkFolder(path, .readWrite)
        guard let lock = try FileLock.take(at: path + lockName, .exclusive) else {
            throw OpenError.inUse(path: path)
        }
        return lock
    }

    private static func lockShared(_ path: String, _ access: Access) throws -> FileLock {
        if access == .createIfMissing, !FileManager.default.fileExists(atPath: path) {
            try? FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        }
        guard let lock = try FileLock.take(at: path + lockName, .shared) else {
            throw OpenError.inUse(path: path)
        }
        return lock
    }

    private static let lockName = "/use.lock"

    private static func checkFolder(_ path: String, _ access: Access) throws(OpenError) {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        let exists = unsafe manager.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists else {
            guard access == .createIfMissing else { throw .notFound(path: path) }
            return
        }
        guard isFolder.boolValue else { throw .notALog(path: path) }
        guard let names = try? manager.contentsOfDirectory(atPath: path) else {
            throw .permissionDenied(path: path)
        }
        if names.contains("data.mdb") { return }
        // Lock files are made first: a crash at this moment leaves them alone.
        guard names.allSatisfy({ $0 == "lock.mdb" || "/" + $0 == lockName }) else {
            throw .notALog(path: path)
        }
        guard access == .createIfMissing else { throw .notFound(path: path) }
    }

    private static func translated(_ error: LMDBError, _ path: String) -> any Error {
        switch error {
        case .permissionDenied: OpenError.permissionDenied(path: path)
        case .notADatabase, .tableMissing: OpenError.notALog(path: path)
        default: error
        }
    }
}

/// The wrapped keys of a log, in an LMDB environment of their own.
package final class LMDBKeyStorage: KeyStorage {
    private let path: String
    /// `nil` when the log is read from a copy without its keys.
    private let environment: Environment?
    private let keys: Table<[UInt8]>?

    package init(at path: String, options: EnvironmentOptions) throws {
        self.path = path
        let isMissing = !FileManager.default.fileExists(atPath: path + "/data.mdb")
        guard options.access == .readWrite || !isMissing else {
            (environment, keys) = (nil, nil)
            return
        }
        let environment = try Environment.open(at: path, options: options)
        self.environment = environment
        keys = try environment.openTable("keys")
    }

    package func wrappedKey(_ name: [UInt8]) throws -> [UInt8]? {
        guard let environment, let keys else { return nil }
        return try environment.read { transaction in
            try keys.withValue(for: name, in: transaction) { Array(copying: $0) }
        }
    }

    package func put(
        _ wrapped: [(name: [UInt8], value: [UInt8])], _ durability: Durability
    ) throws {
        guard let environment, let keys else { throw LMDBError.readOnly(path: path) }
        try environment.write(durability: durability.ofEnvironment) { transaction in
            for (name, value) in wrapped {
                try keys.put(name, value: value.span, in: transaction)
            }
        }
    }

    package func delete(_ names: [[UInt8]]) throws {
        guard let environment, let keys else { throw LMDBError.readOnly(path: path) }
        try environment.write { transaction in
            for name in names { try keys.delete(name, in: transaction) }
        }
    }

    /// Copies the wrapped keys into a new folder; nothing where there are none.
    package func copy(to folder: String) throws {
        try environment?.copy(to: folder, .compacting)
    }

    package func sync() throws { try environment?.sync() }

    package func close() throws { try environment?.close() }
}
