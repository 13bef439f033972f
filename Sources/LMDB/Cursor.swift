import CLMDB

/// A place in a table, for as long as its transaction is not used otherwise.
@safe @usableFromInline struct Cursor: ~Copyable {
    /// Where to go.
    @usableFromInline enum Move {
        case first
        case last
        case next
        case previous
    }

    /// The bytes at the place; valid until the transaction changes something or ends.
    @unsafe @usableFromInline struct Entry {
        @usableFromInline let key: UnsafePointer<UInt8>
        @usableFromInline let keyCount: Int
        @usableFromInline let value: UnsafePointer<UInt8>
        @usableFromInline let valueCount: Int
    }

    @usableFromInline let pointer: OpaquePointer
    private let table: String

    @usableFromInline
    init(
        _ transaction: OpaquePointer, _ handle: UInt32, table: String
    ) throws(LMDBError) {
        var opened: OpaquePointer?
        let code = unsafe mdb_cursor_open(transaction, handle, &opened)
        guard code == 0, let opened = unsafe opened else {
            throw LMDBError(code: code, .scan, on: table)
        }
        unsafe pointer = opened
        self.table = table
    }

    @usableFromInline
    deinit {
        unsafe mdb_cursor_close(pointer)
    }

    /// Goes one place on; `nil` at the end of the table.
    @usableFromInline
    func move(_ move: Move) throws(LMDBError) -> Entry? {
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let operation =
            switch move {
            case .first: MDB_FIRST
            case .last: MDB_LAST
            case .next: MDB_NEXT
            case .previous: MDB_PREV
            }
        let code = unsafe mdb_cursor_get(pointer, &key, &value, operation)
        if code == 0 { unsafe fetchAhead(value, move) }
        return try unsafe entry(code, key, value)
    }

    /// Has the processor load what stands one page on, where a walk comes to soon.
    ///
    /// Tables that grow at their end fill page after page, and a processor does not look ahead
    /// across pages by itself: without this, a walk waits for memory most of its time. It is a
    /// hint only; where something else or nothing stands there, nothing happens.
    private func fetchAhead(_ value: MDB_val, _ move: Move) {
        let pageSize = move == .previous || move == .last ? -4_096 : 4_096
        unsafe whereabouts_prefetch(value.mv_data, pageSize, min(value.mv_size, 4_096))
    }

    /// Goes to the first key that is not below `key`; `nil` when there is none.
    func seek(_ key: Span<UInt8>) throws(LMDBError) -> Entry? {
        try checkKeySize(key.count, table)
        return try unsafe key.withUnsafeBufferPointer { bytes throws(LMDBError) in
            var found = unsafe MDB_val(lending: bytes)
            var value = unsafe MDB_val()
            let code = unsafe mdb_cursor_get(pointer, &found, &value, MDB_SET_RANGE)
            return try unsafe entry(code, found, value)
        }
    }

    private func entry(
        _ code: Int32, _ key: MDB_val, _ value: MDB_val
    ) throws(LMDBError) -> Entry? {
        guard code == 0, let keyStart = unsafe key.bytes.baseAddress,
            let valueStart = unsafe value.bytes.baseAddress
        else {
            if code == MDB_NOTFOUND { return nil }
            throw LMDBError(code: code == 0 ? MDB_CORRUPTED : code, .scan, on: table)
        }
        return unsafe Entry(
            key: keyStart, keyCount: key.mv_size, value: valueStart, valueCount: value.mv_size)
    }
}
