import CLMDB

extension Table {
    /// Lends the value of `key` to `body`; `nil` when there is none.
    ///
    /// The bytes are LMDB's own pages, not a copy. They cannot leave `body`; copy what must.
    ///
    /// - Parameters:
    ///   - key: The key to look up.
    ///   - transaction: The view to look in.
    ///   - body: Called at most once. In a write transaction it must not change the environment.
    /// - Returns: What `body` returns, or `nil` without a call when the key is absent.
    /// - Throws: What `body` throws, or an ``LMDBError``.
    @inlinable
    public func withValue<Access: Transaction & ~Copyable, Result>(
        for key: Key, in transaction: borrowing Access,
        _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result? {
        let handle = unsafe transaction.handle
        let found = try unsafe lookUp(key, handle)
        guard let value = unsafe found else { return nil }
        unsafe handle.lend()
        defer { unsafe handle.endLending() }
        return try body(unsafe value.span)
    }

    /// Whether `key` has a value.
    @inlinable
    public func contains<Access: Transaction & ~Copyable>(
        _ key: Key, in transaction: borrowing Access
    ) throws(LMDBError) -> Bool {
        let found = try unsafe lookUp(key, transaction.handle)
        return unsafe found != nil
    }

    /// How many entries the table has; takes the same time for any number.
    public func count<Access: Transaction & ~Copyable>(
        in transaction: borrowing Access
    ) throws(LMDBError) -> Int {
        let access = unsafe transaction.handle
        unsafe access.check(environment)
        var statistics = MDB_stat()
        let code = unsafe mdb_stat(access.pointer, handle, &statistics)
        guard code == 0 else { throw LMDBError(code: code, .read, on: name) }
        return statistics.ms_entries
    }

    /// The smallest key; `nil` when the table is empty.
    public func firstKey<Access: Transaction & ~Copyable>(
        in transaction: borrowing Access
    ) throws(LMDBError) -> Key? {
        try unsafe endKey(.first, transaction.handle)
    }

    /// The largest key; `nil` when the table is empty.
    public func lastKey<Access: Transaction & ~Copyable>(
        in transaction: borrowing Access
    ) throws(LMDBError) -> Key? {
        try unsafe endKey(.last, transaction.handle)
    }

    private func endKey(
        _ move: Cursor.Move, _ access: TransactionHandle
    ) throws(LMDBError) -> Key? {
        unsafe access.check(environment)
        let cursor = try unsafe Cursor(access.pointer, handle, table: name)
        let entry = try unsafe cursor.move(move)
        return try unsafe entry.map { entry throws(LMDBError) in
            try unsafe storedKey(entry)
        }
    }

    @inlinable @inline(__always)
    func lookUp(
        _ key: Key, _ access: TransactionHandle
    ) throws(LMDBError) -> UnsafeBufferPointer<UInt8>? {
        unsafe access.check(environment)
        return try unsafe key.withKeyBytes { bytes throws(LMDBError) in
            try unsafe tableValue(of: bytes, access.pointer, handle, table: name)
        }
    }

    /// Reads the key of an entry.
    @inlinable @inline(__always)
    func storedKey(_ entry: Cursor.Entry) throws(LMDBError) -> Key {
        let bytes = unsafe UnsafeBufferPointer(start: entry.key, count: entry.keyCount)
        guard let key = unsafe Key(keyBytes: bytes.span) else {
            throw .badStoredKey(table: name, byteCount: bytes.count)
        }
        return key
    }
}

/// Looks a key up; `nil` when it is absent.
@usableFromInline
func tableValue(
    of key: Span<UInt8>, _ transaction: OpaquePointer, _ table: UInt32, table name: String
) throws(LMDBError) -> UnsafeBufferPointer<UInt8>? {
    try checkKeySize(key.count, name)
    // Safe: LMDB reads the key during the call only.
    return try unsafe key.withUnsafeBufferPointer { bytes throws(LMDBError) in
        var storedKey = unsafe MDB_val(lending: bytes)
        var value = unsafe MDB_val()
        let code = unsafe mdb_get(transaction, table, &storedKey, &value)
        if code == MDB_NOTFOUND { return nil }
        guard code == 0 else { throw LMDBError(code: code, .read, on: name) }
        return unsafe value.bytes
    }
}

@inline(__always)
func checkKeySize(_ byteCount: Int, _ table: String) throws(LMDBError) {
    guard (1...511).contains(byteCount) else {
        throw .badKeySize(table: table, byteCount: byteCount)
    }
}

extension MDB_val {
    /// Points at bytes that LMDB only reads.
    init(lending bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.init(
            mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }

    /// The bytes LMDB points at.
    var bytes: UnsafeBufferPointer<UInt8> {
        let start = unsafe mv_data?.assumingMemoryBound(to: UInt8.self)
        return unsafe UnsafeBufferPointer(start: start, count: mv_size)
    }
}
