import CLMDB

/// Where a new entry may go.
public enum Placement: Hashable, Sendable {
    /// Anywhere; an earlier value of the key is replaced.
    case anywhere
    /// Only above the last key, which is faster and packs pages full.
    case atEnd
}

extension Table {
    /// Stores `value` under `key`, in place of an earlier value.
    ///
    /// - Parameters:
    ///   - key: The key, of 1 to 511 bytes.
    ///   - value: At most 4 GiB - 1; may be empty.
    ///   - transaction: The transaction to store it in.
    /// - Throws: ``LMDBError/badKeySize(table:byteCount:)``, ``LMDBError/mapFull(limitBytes:)``
    ///   (let it pass: ``Environment/write(durability:_:)`` grows the map and runs again), and
    ///   other errors of LMDB.
    @inlinable
    public func put(
        _ key: Key, value: Span<UInt8>, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) {
        try unsafe store(key, value, .anywhere, transaction.handle)
    }

    /// Stores `value` under `key`, which must be above every key of the table.
    ///
    /// - Parameters:
    ///   - key: The key, of 1 to 511 bytes.
    ///   - value: At most 4 GiB - 1; may be empty.
    ///   - transaction: The transaction to store it in.
    /// - Throws: ``LMDBError/keyExists(table:)`` when the key is not above the last one; the
    ///   transaction stays usable. Otherwise what ``put(_:value:in:)`` throws.
    @inlinable
    public func append(
        _ key: Key, value: Span<UInt8>, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) {
        try unsafe store(key, value, .atEnd, transaction.handle)
    }

    /// Makes room for a value and lets `body` write it in place, which spares a copy.
    ///
    /// When `body` throws, the transaction can no longer commit.
    ///
    /// - Parameters:
    ///   - key: The key, of 1 to 511 bytes.
    ///   - byteCount: The size of the value; 0 to 4 GiB - 1.
    ///   - placement: Where the entry may go.
    ///   - transaction: The transaction to store it in; `body` must not change it.
    ///   - body: Appends exactly `byteCount` bytes; fewer trap, as more do.
    /// - Throws: What `body` throws; otherwise what ``append(_:value:in:)`` or
    ///   ``put(_:value:in:)`` throws.
    @inlinable
    public func reserve(
        _ key: Key, byteCount: Int, placement: Placement = .anywhere,
        in transaction: borrowing WriteTransaction,
        _ body: (inout OutputSpan<UInt8>) throws -> Void
    ) throws {
        let access = unsafe transaction.handle
        let room = try unsafe key.withKeyBytes { bytes throws(LMDBError) in
            try unsafe reserveTableValue(
                bytes, byteCount, placement, access, handle, environment, name)
        }
        unsafe access.lend()
        defer { unsafe access.endLending() }
        var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
        do {
            try body(&output)
        } catch {
            unsafe access.changes?.pointee.isSpoiled = true
            throw error
        }
        let written = unsafe output.finalize(for: room)
        precondition(written == byteCount, "a reserved value must be written to its last byte")
    }

    @inlinable @inline(__always)
    func store(
        _ key: Key, _ value: Span<UInt8>, _ placement: Placement, _ access: TransactionHandle
    ) throws(LMDBError) {
        try key.withKeyBytes { bytes throws(LMDBError) in
            try unsafe putTableValue(bytes, value, placement, access, handle, environment, name)
        }
    }
}

@usableFromInline
func putTableValue(
    _ key: Span<UInt8>, _ value: Span<UInt8>, _ placement: Placement,
    _ access: TransactionHandle, _ table: UInt32, _ environment: UInt64, _ name: String
) throws(LMDBError) {
    unsafe access.checkChange(environment)
    try checkKeySize(key.count, name)
    // Safe: LMDB copies key and value during the call.
    let code = unsafe key.withUnsafeBufferPointer { keyBytes in
        unsafe value.withUnsafeBufferPointer { valueBytes in
            var storedKey = unsafe MDB_val(lending: keyBytes)
            var stored = unsafe MDB_val(lending: valueBytes)
            return unsafe mdb_put(
                access.pointer, table, &storedKey, &stored, placement.flags)
        }
    }
    guard code == 0 else { throw unsafe access.changeError(code, placement.operation, name) }
}

@usableFromInline
func reserveTableValue(
    _ key: Span<UInt8>, _ byteCount: Int, _ placement: Placement,
    _ access: TransactionHandle, _ table: UInt32, _ environment: UInt64, _ name: String
) throws(LMDBError) -> UnsafeMutableBufferPointer<UInt8> {
    precondition(byteCount >= 0, "a value has no negative size")
    unsafe access.checkChange(environment)
    try checkKeySize(key.count, name)
    var room = unsafe MDB_val(mv_size: byteCount, mv_data: nil)
    let code = unsafe key.withUnsafeBufferPointer { keyBytes in
        var storedKey = unsafe MDB_val(lending: keyBytes)
        return unsafe mdb_put(
            access.pointer, table, &storedKey, &room, placement.flags | UInt32(MDB_RESERVE))
    }
    guard code == 0 else { throw unsafe access.changeError(code, placement.operation, name) }
    let start = unsafe room.mv_data?.assumingMemoryBound(to: UInt8.self)
    return unsafe UnsafeMutableBufferPointer(start: start, count: byteCount)
}

extension Placement {
    var flags: UInt32 { self == .atEnd ? UInt32(MDB_APPEND) : 0 }
    var operation: LMDBError.Operation { self == .atEnd ? .append : .put }
}

extension TransactionHandle {
    /// Remembers that the map was full, so that the write is repeated, and translates the code.
    func changeError(
        _ code: Int32, _ operation: LMDBError.Operation, _ table: String
    ) -> LMDBError {
        if code == MDB_MAP_FULL { unsafe changes?.pointee.isMapFull = true }
        let limit = unsafe changes?.pointee.mapLimitBytes ?? 0
        return LMDBError(code: code, operation, on: table, limit: limit)
    }
}
