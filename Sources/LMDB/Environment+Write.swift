import CLMDB
import Synchronization

/// When a commit returns.
public enum Durability: Hashable, Sendable {
    /// After the disk holds the changes.
    case durable
    /// At once; the disk follows when the system likes, at the latest at ``Environment/sync()`` or
    /// the next durable commit that changes something.
    ///
    /// Nothing is lost when the process dies. When the machine loses power before the sync, not
    /// only these changes but the whole file may be damaged, for the system writes pages in any
    /// order. Use it for what can be made again, such as an import into a new environment.
    case relaxed
}

extension Environment {
    /// Runs `body` in a write transaction, and commits what it changed.
    ///
    /// Waits for its turn among all threads and processes. When `body` throws, nothing is stored.
    /// When the map is full, the transaction is aborted, the map is doubled, and `body` runs
    /// **again** from the start: keep effects other than its changes until after the write.
    ///
    /// It runs wholly on the calling thread, and blocks: do not call it on a task's thread. Inside
    /// a transaction of the same environment it traps, because it could wait for itself.
    ///
    /// - Parameters:
    ///   - durability: When the commit returns.
    ///   - body: Makes the changes; may run more than once.
    /// - Returns: What the last run of `body` returned.
    /// - Throws: What `body` throws; ``LMDBError/mapFull(limitBytes:)`` at the limit of growth;
    ///   ``LMDBError/readOnly(path:)``, ``LMDBError/closed(path:)``; errors of the disk.
    @discardableResult
    public func write<Result>(
        durability: Durability = .durable,
        _ body: (borrowing WriteTransaction) throws -> Result
    ) throws -> Result {
        guard options.access == .readWrite else { throw LMDBError.readOnly(path: path) }
        requireOutside("write")
        while true {
            switch try entered({ try writeOnce(durability, body) }) {
            case .committed(let result): return result
            case .mapIsFull(let sizeBytes): try growMap(beyond: sizeBytes)
            case .mapIsStale: try adoptMapSize()
            }
        }
    }

    private enum Attempt<Result> {
        case committed(Result)
        case mapIsFull(sizeBytes: Int)
        case mapIsStale
    }

    private func writeOnce<Result>(
        _ durability: Durability, _ body: (borrowing WriteTransaction) throws -> Result
    ) throws -> Attempt<Result> {
        let sizeBytes = mapSize.load(ordering: .relaxed)
        var pointer: OpaquePointer?
        let code = unsafe mdb_txn_begin(self.pointer, nil, 0, &pointer)
        if code == MDB_MAP_RESIZED { return .mapIsStale }
        guard code == 0, let transaction = unsafe pointer else {
            throw LMDBError(code: code, .begin, on: path)
        }
        // LMDB 0.9.24 ignores NOSYNC on a transaction. The flag of the environment serves as well:
        // only the commit reads it, and until then nobody else has the write lock.
        unsafe mdb_env_set_flags(self.pointer, UInt32(MDB_NOSYNC), durability == .relaxed ? 1 : 0)
        var changes = ChangeState(mapLimitBytes: options.maximumMapSizeBytes)
        let outcome = Swift.Result {
            try unsafe withUnsafeMutablePointer(to: &changes) { changes in
                try body(
                    unsafe WriteTransaction(
                        handle: TransactionHandle(
                            pointer: transaction, environment: serial, changes: changes)))
            }
        }
        guard case .success(let result) = outcome, !changes.isMapFull, !changes.isSpoiled else {
            unsafe mdb_txn_abort(transaction)
            // The body may have hidden or wrapped the error; what matters is that the map was full.
            if changes.isMapFull { return .mapIsFull(sizeBytes: sizeBytes) }
            _ = try outcome.get()
            throw LMDBError.badTransaction(subject: path)
        }
        return try committed(unsafe mdb_txn_commit(transaction), result, sizeBytes)
    }

    private func committed<Result>(
        _ code: Int32, _ result: Result, _ sizeBytes: Int
    ) throws(LMDBError) -> Attempt<Result> {
        switch code {
        case 0: return .committed(result)
        case MDB_MAP_FULL: return .mapIsFull(sizeBytes: sizeBytes)
        default: throw LMDBError(code: code, .commit, on: path)
        }
    }
}
