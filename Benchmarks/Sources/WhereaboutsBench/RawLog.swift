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

    private static func check(_ code: Int32) throws {
        guard code == 0 else { throw Failure(code: code) }
    }
}
