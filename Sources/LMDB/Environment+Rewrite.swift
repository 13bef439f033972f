import CLMDB
import Glibc

/// What a rewrite puts in place of a value.
public typealias ValueChange = (_ table: String, _ key: [UInt8], [UInt8]) throws -> [UInt8]

extension Environment {
    /// Writes every record into a new environment, in order, and nothing else.
    ///
    /// Unlike a copy of pages, it takes over no byte of what was deleted: neither in free pages nor
    /// in the unused parts of others. The new environment is durable when this returns.
    ///
    /// - Parameters:
    ///   - path: The folder of the new environment, which must not hold one.
    ///   - progress: Called now and then with the number of records written.
    ///   - change: Gives the value to write for a table, a key and a value.
    /// - Returns: How many records each table has, by name.
    /// - Throws: ``LMDBError/fileExists(path:)``, what `change` throws, and errors of LMDB.
    public func rewrite(
        to path: String, progress: (Int) -> Void = { _ in },
        changing change: ValueChange = { _, _, value in value }
    ) throws -> [String: Int] {
        var target = options
        (target.access, target.creation) = (.readWrite, .createIfMissing)
        guard FileIdentity(path: path + "/data.mdb") == nil else {
            throw LMDBError.fileExists(path: path)
        }
        let new = try Environment.open(at: path, options: target)
        var counts: [String: Int] = [:]
        var done = 0
        for name in try tableNames() {
            counts[name] = try rewrite(name, into: new, { progress(done + $0) }, change)
            done += counts[name] ?? 0
            progress(done)
        }
        try new.sync()
        try new.close()
        return counts
    }

    /// Writes one table, some records a transaction.
    private func rewrite(
        _ name: String, into new: Environment, _ progress: (Int) -> Void, _ change: ValueChange
    ) throws -> Int {
        let (from, to) = try (
            openTable(name, key: [UInt8].self), new.openTable(name, key: [UInt8].self)
        )
        var (count, next) = (0, [UInt8]?.none)
        repeat {
            let (batch, following) = try batch(of: from, from: next)
            try new.write(durability: .relaxed) { transaction in
                for (key, value) in batch {
                    let new = try change(name, key, value)
                    try to.append(key, value: new.span, in: transaction)
                }
            }
            count += batch.count
            next = following
            progress(count)
        } while next != nil
        return count
    }

    /// Some records of a table, and the key of the one after them.
    private func batch(
        of table: Table<[UInt8]>, from start: [UInt8]?
    ) throws -> (records: [([UInt8], [UInt8])], next: [UInt8]?) {
        var records: [([UInt8], [UInt8])] = []
        var byteCount = 0
        var next: [UInt8]?
        try read { transaction in
            try table.forEach(from: start, in: transaction) { key, value in
                guard byteCount < Self.batchByteCount else {
                    next = key
                    return .stop
                }
                records.append((key, Array(copying: value)))
                byteCount += key.count + value.count
                return .next
            }
        }
        return (records, next)
    }

    /// Puts the data file of `other` in the place of that of `path`, durably, in one step.
    ///
    /// Nobody may have either open: who has goes on with the old file.
    ///
    /// - Throws: Errors of the system; then nothing is changed.
    public static func replace(_ path: String, with other: String) throws(LMDBError) {
        guard unsafe rename(other + "/data.mdb", path + "/data.mdb") == 0 else {
            throw LMDBError(code: errno, .copy, on: path)
        }
        syncFolders(path)
        syncFolders(other)
    }

    private static let batchByteCount = 16 << 20

    /// The names of all tables, in the order of their bytes.
    ///
    /// - Throws: Errors of LMDB.
    public func tableNames() throws -> [String] {
        try read { transaction in
            var main: MDB_dbi = 0
            let access = unsafe transaction.handle
            let code = unsafe mdb_dbi_open(access.pointer, nil, 0, &main)
            guard code == 0 else { throw LMDBError(code: code, .openTable, on: path) }
            let cursor = try unsafe Cursor(access.pointer, main, table: path)
            var names: [String] = []
            var entry = try unsafe cursor.move(.first)
            while let found = unsafe entry {
                let name = unsafe UnsafeBufferPointer(start: found.key, count: found.keyCount)
                unsafe names.append(String(decoding: name, as: UTF8.self))
                unsafe entry = try unsafe cursor.move(.next)
            }
            return names
        }
    }
}
