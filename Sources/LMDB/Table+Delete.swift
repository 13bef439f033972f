import CLMDB

extension Table {
    /// Removes the value of `key`.
    ///
    /// - Returns: Whether there was one.
    /// - Throws: ``LMDBError/mapFull(limitBytes:)``, since even removing needs pages, and other
    ///   errors of LMDB.
    @discardableResult
    public func delete(
        _ key: Key, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) -> Bool {
        let access = unsafe transaction.handle
        unsafe access.checkChange(environment)
        return try key.withKeyBytes { bytes throws(LMDBError) in
            try checkKeySize(bytes.count, name)
            let code = unsafe bytes.withUnsafeBufferPointer { buffer in
                var storedKey = unsafe MDB_val(lending: buffer)
                return unsafe mdb_del(access.pointer, handle, &storedKey, nil)
            }
            if code == MDB_NOTFOUND { return false }
            guard code == 0 else { throw unsafe access.changeError(code, .delete, name) }
            return true
        }
    }

    /// Removes all values whose keys lie within bounds; bounds need not be present.
    ///
    /// - Parameters:
    ///   - start: The first key to remove; `nil` means from the first of the table.
    ///   - last: The last key to remove.
    ///   - end: The first key to keep; at most one of the two ends may be given, none means to
    ///     the last of the table.
    ///   - transaction: The transaction to remove them in.
    /// - Returns: How many were removed.
    /// - Throws: What ``delete(_:in:)`` throws.
    @discardableResult
    public func deleteRange(
        from start: Key? = nil, through last: Key? = nil, upTo end: Key? = nil,
        in transaction: borrowing WriteTransaction
    ) throws(LMDBError) -> Int {
        precondition(last == nil || end == nil, "a range has one end: through or upTo")
        let access = unsafe transaction.handle
        unsafe access.checkChange(environment)
        let cursor = try unsafe Cursor(access.pointer, handle, table: name)
        var removed = 0
        var entry = try unsafe begin(cursor, from: start, .forward)
        while let current = unsafe entry {
            let key = try unsafe storedKey(current)
            if let last, last.precedes(key) { break }
            if let end, !key.precedes(end) { break }
            let code = unsafe mdb_cursor_del(cursor.pointer, 0)
            guard code == 0 else { throw unsafe access.changeError(code, .delete, name) }
            removed += 1
            // After a removal the cursor stands before the following entry.
            unsafe entry = try unsafe cursor.move(.next)
        }
        return removed
    }

    /// Removes every value of the table, and keeps the table; faster than one by one.
    ///
    /// - Throws: What ``delete(_:in:)`` throws.
    public func removeAll(in transaction: borrowing WriteTransaction) throws(LMDBError) {
        let access = unsafe transaction.handle
        unsafe access.checkChange(environment)
        let code = unsafe mdb_drop(access.pointer, handle, 0)
        guard code == 0 else { throw unsafe access.changeError(code, .delete, name) }
    }
}
