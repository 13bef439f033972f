/// What a scan does after an entry.
public enum Step: Hashable, Sendable {
    /// Goes on with the next entry.
    case next
    /// Ends the scan.
    case stop
}

/// The way a scan goes.
public enum Direction: Hashable, Sendable {
    /// From smaller to larger keys.
    case forward
    /// From larger to smaller keys.
    case backward
}

extension Table {
    /// Lends entries to `body` in the order of their keys.
    ///
    /// The bounds follow the direction: backward, `start` is the largest key and the end the
    /// smallest. Bounds need not be present. The bytes of a value are LMDB's own pages; they
    /// cannot leave `body`.
    ///
    /// - Parameters:
    ///   - start: Where to begin, inclusive; `nil` means at the end of the table.
    ///   - last: Where to end, inclusive.
    ///   - end: Where to end, exclusive; at most one of the two ends may be given.
    ///   - direction: The way to go.
    ///   - transaction: The view to walk.
    ///   - body: Says after each entry whether to go on. In a write transaction it must not change
    ///     the environment.
    /// - Throws: What `body` throws; ``LMDBError/badStoredKey(table:byteCount:)`` for a table of
    ///   other keys; other errors of LMDB.
    @inlinable
    public func forEach<Access: Transaction & ~Copyable>(
        from start: Key? = nil, through last: Key? = nil, upTo end: Key? = nil,
        direction: Direction = .forward, in transaction: borrowing Access,
        _ body: (Key, Span<UInt8>) throws -> Step
    ) throws {
        precondition(last == nil || end == nil, "a scan has one end: through or upTo")
        let access = unsafe transaction.handle
        unsafe access.check(environment)
        unsafe access.lend()
        defer { unsafe access.endLending() }
        let cursor = try unsafe Cursor(access.pointer, handle, table: name)
        let move: Cursor.Move = direction == .forward ? .next : .previous
        var entry = try unsafe begin(cursor, from: start, direction)
        while let current = unsafe entry {
            let key = try unsafe storedKey(current)
            if let last, direction == .forward ? last.precedes(key) : key.precedes(last) { return }
            if let end, direction == .forward ? !key.precedes(end) : !end.precedes(key) { return }
            let value = unsafe UnsafeBufferPointer(start: current.value, count: current.valueCount)
            guard try body(key, unsafe value.span) == .next else { return }
            unsafe entry = try unsafe cursor.move(move)
        }
    }

    /// Finds the first entry of a scan.
    @usableFromInline
    func begin(
        _ cursor: borrowing Cursor, from start: Key?, _ direction: Direction
    ) throws(LMDBError) -> Cursor.Entry? {
        guard let start else {
            return try unsafe cursor.move(direction == .forward ? .first : .last)
        }
        let found = try unsafe start.withKeyBytes { bytes throws(LMDBError) in
            try unsafe cursor.seek(bytes)
        }
        guard direction == .backward else { return unsafe found }
        guard let entry = unsafe found else { return try unsafe cursor.move(.last) }
        let key = try unsafe storedKey(entry)
        return unsafe start.precedes(key) ? try unsafe cursor.move(.previous) : entry
    }
}
