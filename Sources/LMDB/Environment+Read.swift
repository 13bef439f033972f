import CLMDB

extension Environment {
    /// Runs `body` with a consistent view of the environment as it is now.
    ///
    /// Reads neither wait for writers nor delay them; only growth of the map waits until all reads
    /// of this process have ended, and new ones wait meanwhile. Reads may be nested, also inside a
    /// write, where they see the state before it.
    ///
    /// - Parameter body: Called once, on this thread.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; ``LMDBError/readersFull(path:limit:)``,
    ///   ``LMDBError/closed(path:)``; inside another transaction also
    ///   ``LMDBError/mapResized(path:)``.
    public func read<Result>(
        _ body: (borrowing ReadTransaction) throws -> Result
    ) throws -> Result {
        while true {
            if let result = try entered({ try readOnce(body) }) { return result }
            // Another process has grown the file beyond our map.
            try adoptMapSize()
        }
    }

    /// Runs `body` in a read transaction; `nil` when the map has to be enlarged first.
    private func readOnce<Result>(
        _ body: (borrowing ReadTransaction) throws -> Result
    ) throws -> Result? {
        var pointer: OpaquePointer?
        let code = unsafe beginRead(&pointer)
        if code == MDB_MAP_RESIZED && depth.current == 1 { return nil }
        guard code == 0, let transaction = unsafe pointer else {
            throw LMDBError(code: code, .begin, on: path, limit: options.maximumReaders)
        }
        defer { unsafe pool.giveBack(transaction) }
        return try body(
            unsafe ReadTransaction(
                handle: TransactionHandle(
                    pointer: transaction, environment: serial, changes: nil)))
    }

    private func beginRead(_ transaction: inout OpaquePointer?) -> Int32 {
        if let idle = unsafe pool.take() {
            let code = unsafe mdb_txn_renew(idle)
            if code == 0 { unsafe transaction = idle } else { unsafe mdb_txn_abort(idle) }
            return code
        }
        let code = unsafe mdb_txn_begin(pointer, nil, UInt32(MDB_RDONLY), &transaction)
        guard code == MDB_READERS_FULL else { return code }
        unsafe mdb_reader_check(pointer, nil)
        return unsafe mdb_txn_begin(pointer, nil, UInt32(MDB_RDONLY), &transaction)
    }
}
