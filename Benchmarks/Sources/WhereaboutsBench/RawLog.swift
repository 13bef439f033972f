import RawLMDB

/// The entries of a log through LMDB's C functions: the fastest that anybody can be.
@safe struct RawLog: ~Copyable {
    private let pointer: OpaquePointer

    /// What an LMDB function answered.
    struct Failure: Error {
        let code: Int32
    }

    /// Opens the log in `path`, which nobody else of this process may have open.
    init(reading path: String) throws {
        try self.init(path, isNew: 0)
    }

    /// Makes a log of entries only in the empty folder `path`.
    init(creating path: String) throws {
        try self.init(path, isNew: 1)
    }

    private init(_ path: String, isNew: Int32) throws {
        var opened: OpaquePointer?
        try Self.check(unsafe raw_lmdb_open(path, isNew, &opened))
        guard let opened = unsafe opened else { throw Failure(code: -1) }
        unsafe pointer = opened
    }

    deinit {
        unsafe raw_lmdb_close(pointer)
    }

    /// The stored bytes of entries, out of the log.
    @safe final class Values {
        fileprivate var stored = unsafe raw_lmdb_values()

        var count: Int { unsafe stored.count }

        deinit {
            unsafe raw_lmdb_free(&stored)
        }
    }

    func values(from position: UInt64) throws -> Values {
        let values = Values()
        try Self.check(unsafe raw_lmdb_load(pointer, position, &values.stored))
        return values
    }

    func append(_ values: Values, batch: Int) throws {
        try Self.check(unsafe raw_lmdb_append(pointer, &values.stored, batch))
    }

    /// The sum of the fixed fields of all entries.
    func scan() throws -> UInt64 {
        var sum: UInt64 = 0
        try Self.check(unsafe raw_lmdb_scan(pointer, &sum))
        return sum
    }

    /// The sum of the fixed fields of the entries at `positions`.
    func get(_ positions: [UInt64]) throws -> UInt64 {
        var sum: UInt64 = 0
        try Self.check(unsafe raw_lmdb_get(pointer, positions, positions.count, &sum))
        return sum
    }

    /// One transaction without fsync.
    @safe struct Change {
        fileprivate let log: OpaquePointer
        fileprivate let transaction: UnsafeMutableRawPointer

        /// Appends the entry `bytes`, which is a part of a batch.
        func append(_ bytes: ArraySlice<UInt8>, at position: UInt64) throws {
            try check(
                unsafe bytes.withUnsafeBufferPointer {
                    unsafe raw_lmdb_put(log, transaction, position, $0.baseAddress, $0.count)
                })
        }

        func putNodes(_ bytes: [UInt8], number: UInt64) throws {
            try check(unsafe raw_lmdb_put_nodes(log, transaction, number, bytes, bytes.count))
        }
    }

    func change(_ body: (Change) throws -> Void) throws {
        var begun: UnsafeMutableRawPointer?
        try Self.check(unsafe raw_lmdb_begin(pointer, &begun))
        guard let transaction = unsafe begun else { throw Failure(code: -1) }
        do {
            try body(unsafe Change(log: pointer, transaction: transaction))
        } catch {
            unsafe raw_lmdb_abort(transaction)
            throw error
        }
        try Self.check(unsafe raw_lmdb_commit(transaction))
    }

    fileprivate static func check(_ code: Int32) throws {
        guard code == 0 else { throw Failure(code: code) }
    }
}
