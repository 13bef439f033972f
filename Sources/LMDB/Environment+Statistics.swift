import CLMDB
import Synchronization

/// Sizes and counts of an ``Environment`` at one moment.
public struct EnvironmentStatistics: Hashable, Sendable {
    /// The address space reserved, in bytes.
    public let mapSizeBytes: Int
    /// The pages up to the last one ever used, in bytes; the file never shrinks below it.
    public let usedBytes: Int
    /// The size of a page, in bytes.
    public let pageSizeBytes: Int
    /// The number of pages up to the last one ever used, free ones included.
    public let usedPages: Int
    /// The number of the last committed write transaction.
    public let lastTransaction: Int
    /// How many reader slots have been used since the lock file was made; not how many are live.
    public let readerSlotsUsed: Int
    /// How many reader slots there are.
    public let readerSlots: Int
    /// How many entries each open table has, by name.
    public let entryCounts: [String: Int]
}

extension Environment {
    /// Sizes and counts as they are now.
    ///
    /// - Throws: What ``read(_:)`` throws.
    public func statistics() throws -> EnvironmentStatistics {
        let open = tables.withLock { $0 }
        return try read { transaction in
            var info = unsafe MDB_envinfo()
            var status = MDB_stat()
            unsafe mdb_env_info(pointer, &info)
            unsafe mdb_env_stat(pointer, &status)
            var counts: [String: Int] = [:]
            for (name, handle) in open {
                let table = Table<[UInt8]>(name: name, handle: handle, environment: serial)
                counts[name] = try table.count(in: transaction)
            }
            let pageSize = Int(status.ms_psize)
            let pages = unsafe info.me_last_pgno + 1
            return unsafe EnvironmentStatistics(
                mapSizeBytes: info.me_mapsize, usedBytes: pages * pageSize,
                pageSizeBytes: pageSize, usedPages: pages, lastTransaction: info.me_last_txnid,
                readerSlotsUsed: Int(info.me_numreaders), readerSlots: Int(info.me_maxreaders),
                entryCounts: counts)
        }
    }

    /// Clears away readers whose process has died, so that their pages can be reused.
    ///
    /// It happens at open and when all slots are taken; a long-lived writer may call it at times.
    ///
    /// - Returns: How many were cleared.
    /// - Throws: ``LMDBError/closed(path:)`` and errors of the system.
    @discardableResult
    public func clearStaleReaders() throws -> Int {
        try entered { try unsafe Self.clearStaleReaders(pointer, path) }
    }

    /// Waits until the disk holds everything committed so far, relaxed commits included.
    ///
    /// - Throws: ``LMDBError/readOnly(path:)``, ``LMDBError/closed(path:)``,
    ///   ``LMDBError/inputOutput(operation:subject:)``.
    public func sync() throws {
        guard options.access == .readWrite else { throw LMDBError.readOnly(path: path) }
        try entered {
            let code = unsafe mdb_env_sync(pointer, 1)
            guard code == 0 else { throw LMDBError(code: code, .sync, on: path) }
        }
    }
}
