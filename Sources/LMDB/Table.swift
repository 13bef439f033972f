import CLMDB
import Synchronization

/// A named table of an ``Environment``: values of bytes in the order of their keys.
///
/// It is a small value to keep and copy. LMDB does not store the type of the keys: open a table
/// always with the same one.
public struct Table<Key: TableKey>: Sendable {
    /// The name it was opened by.
    public let name: String

    @usableFromInline let handle: UInt32
    @usableFromInline let environment: UInt64
}

extension Environment {
    /// Opens the table `name`, and creates it if it is missing and the environment writable.
    ///
    /// Open tables at the start, outside transactions: a transaction that began earlier does not
    /// know the table, and inside a transaction of the same environment this traps.
    ///
    /// - Parameters:
    ///   - name: 1 to 511 bytes of UTF-8 without a zero byte; others trap.
    ///   - key: The type of the keys, always the same for one name.
    /// - Returns: The table, for use in transactions of this environment.
    /// - Throws: ``LMDBError/tableMissing(name:)`` when opened read-only,
    ///   ``LMDBError/tablesFull(table:limit:)``, ``LMDBError/incompatible(subject:)``,
    ///   and what ``write(durability:_:)`` throws.
    public func openTable<Key: TableKey>(
        _ name: String, key: Key.Type = Key.self
    ) throws -> Table<Key> {
        precondition(
            (1...511).contains(name.utf8.count) && !name.utf8.contains(0),
            "a table's name has 1 to 511 bytes and no zero byte")
        requireOutside("openTable")
        let handle = try tables.withLock { tables in
            if let known = tables[name] { return known }
            let opened = try options.access == .readWrite ? createTable(name) : findTable(name)
            tables[name] = opened
            return opened
        }
        return Table(name: name, handle: handle, environment: serial)
    }

    private func createTable(_ name: String) throws -> MDB_dbi {
        try write { transaction in
            let handle = unsafe transaction.handle
            return try unsafe openHandle(handle.pointer, name, MDB_CREATE) { code in
                if code == MDB_MAP_FULL { unsafe handle.changes?.pointee.isMapFull = true }
            }
        }
    }

    /// Opens a table in a read transaction of its own, whose commit keeps the handle.
    private func findTable(_ name: String) throws -> MDB_dbi {
        while true {
            if let handle = try entered({ try findTableOnce(name) }) { return handle }
            try adoptMapSize()
        }
    }

    private func findTableOnce(_ name: String) throws(LMDBError) -> MDB_dbi? {
        var pointer: OpaquePointer?
        let code = unsafe mdb_txn_begin(self.pointer, nil, UInt32(MDB_RDONLY), &pointer)
        if code == MDB_MAP_RESIZED { return nil }
        guard code == 0, let transaction = unsafe pointer else {
            throw LMDBError(code: code, .begin, on: path, limit: options.maximumReaders)
        }
        do throws(LMDBError) {
            let handle = try unsafe openHandle(transaction, name, 0) { _ in }
            unsafe mdb_txn_commit(transaction)
            return handle
        } catch {
            unsafe mdb_txn_abort(transaction)
            throw error
        }
    }

    private func openHandle(
        _ transaction: OpaquePointer, _ name: String, _ flags: Int32, onFailure: (Int32) -> Void
    ) throws(LMDBError) -> MDB_dbi {
        var handle: MDB_dbi = 0
        let code = unsafe mdb_dbi_open(transaction, name, UInt32(flags), &handle)
        guard code == 0 else {
            onFailure(code)
            throw LMDBError(code: code, .openTable, on: name, limit: options.maximumTables)
        }
        var persisted: UInt32 = 0
        guard unsafe mdb_dbi_flags(transaction, handle, &persisted) == 0, persisted == 0 else {
            throw .incompatible(subject: name)
        }
        return handle
    }
}
