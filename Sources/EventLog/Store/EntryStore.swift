/// Where a log's bytes lie: entries by position, sealed records and signed notes beside them, and
/// derived values.
///
/// One contract for every store (`EntryStoreContract` in the tests): LMDB, memory, and later a
/// database server. Entries are only ever appended; sealed records may be deleted; notes are added
/// to; derived values may be replaced or deleted, because the log can rebuild them.
public protocol EntryStore: Sendable {
    /// Whether entries can be appended here.
    var isWritable: Bool { get }

    /// Reads one consistent state; it ends when `body` returns.
    func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result

    /// Changes the store in one atomic step: all that `body` did, or nothing if it throws.
    ///
    /// - Parameters:
    ///   - durability: Whether the call returns only after the data is on stable storage.
    ///   - body: May run again after the store has grown; runs wholly on the calling thread.
    /// - Returns: What the last run of `body` returned.
    /// - Throws: What `body` or the storage throws.
    func transact<Result>(
        _ durability: Durability, _ body: (any StoreWriting) throws -> Result
    ) throws -> Result

    /// Puts everything that relaxed transactions wrote on stable storage.
    func sync() throws
}

/// What `append` promises when it returns.
public enum Durability: Sendable {
    /// The entries are on stable storage.
    case durable
    /// The entries survive a crash of the process, not of the machine, until `sync()`.
    ///
    /// For bulk import, which ends with a sync; never for single records.
    case relaxed
}

/// Whether a visit goes on.
public enum VisitStep: Sendable {
    /// Go on with the next.
    case next
    /// Stop here.
    case stop
}

/// The direction of a visit.
public enum Direction: Sendable {
    /// From older to newer.
    case forward
    /// From newer to older.
    case backward
}

/// One consistent state of a store.
///
/// Bytes are lent for the time of the closure; copy what must outlive it.
public protocol StoreReading: AnyObject {
    /// The number of entries, which is also the next position.
    func size() throws -> UInt64

    /// Visits the entries of `positions`.
    ///
    /// - Parameters:
    ///   - positions: Clipped to the entries that exist.
    ///   - direction: From either end.
    ///   - body: Gets a position and the entry's bytes.
    /// - Throws: ``ReadError/corrupt(position:)`` when a checksum does not match.
    func scan(
        _ positions: Range<UInt64>, _ direction: Direction,
        _ body: (UInt64, Span<UInt8>) throws -> VisitStep) throws

    /// Visits the entry at `position`, then the one whose position `body` returned, until `nil`.
    ///
    /// - Throws: ``ReadError/missing(position:)`` when there is none at a position.
    func follow(
        from position: UInt64, _ body: (UInt64, Span<UInt8>) throws -> UInt64?) throws

    /// Lends the sealed record of the entry at `position`; `nil` when there is none.
    func withSealed<Result>(
        at position: UInt64, _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result?

    /// Visits everything that is stored as an entry, intact or not, in the order of the keys.
    ///
    /// For audits, which report every damage instead of stopping at the first.
    ///
    /// - Parameters:
    ///   - start: The first position to visit.
    ///   - body: Gets the position that the store keeps the bytes under, the entry's bytes, and
    ///     whether their checksum matches.
    /// - Throws: What `body` or the storage throws.
    func scanStored(
        from start: UInt64, _ body: (UInt64, Span<UInt8>, Bool) throws -> VisitStep) throws

    /// Visits the sealed records in the order of their entries' positions.
    func forEachSealed(
        from start: UInt64, _ body: (UInt64, Span<UInt8>) throws -> VisitStep) throws

    /// Lends the note called `name`; `nil` when there is none.
    func withNote<Result>(
        _ name: [UInt8], _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result?

    /// Visits notes in the order of their names' bytes; `start` need not be there.
    func forEachNote(
        from start: [UInt8]?, _ body: ([UInt8], Span<UInt8>) throws -> VisitStep) throws

    /// Lends the derived value called `name`; `nil` when there is none.
    func withDerived<Result>(
        _ name: [UInt8], _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result?

    /// Visits derived values in the order of their names' bytes.
    ///
    /// - Parameters:
    ///   - start: The first name, which need not be there; `nil` begins with the first of all.
    ///   - body: Gets a name and the value.
    /// - Throws: What `body` or the storage throws.
    func forEachDerived(
        from start: [UInt8]?, _ body: ([UInt8], Span<UInt8>) throws -> VisitStep) throws
}

extension StoreReading {
    /// Visits all derived values in the order of their names' bytes.
    public func forEachDerived(_ body: ([UInt8], Span<UInt8>) throws -> VisitStep) throws {
        try forEachDerived(from: nil, body)
    }

    /// Visits the derived values whose names begin with `prefix`, in the order of the names.
    package func forEachDerived(
        prefix: [UInt8], _ body: ([UInt8], Span<UInt8>) throws -> VisitStep
    ) throws {
        try forEachDerived(from: prefix) { name, value in
            name.starts(with: prefix) ? try body(name, value) : .stop
        }
    }

    /// Visits the notes whose names begin with `prefix`, in the order of the names.
    func forEachNote(
        prefix: [UInt8], _ body: ([UInt8], Span<UInt8>) throws -> VisitStep
    ) throws {
        try forEachNote(from: prefix) { name, value in
            name.starts(with: prefix) ? try body(name, value) : .stop
        }
    }
}

/// A store during one atomic change; it sees its own writes.
public protocol StoreWriting: StoreReading {
    /// Appends one entry behind all others.
    ///
    /// - Parameters:
    ///   - entry: At most 65,535 bytes.
    ///   - position: Must be the present size, otherwise nothing is written.
    /// - Throws: ``AppendError/notAtEnd(position:size:)``, or what the storage throws.
    func append(_ entry: Span<UInt8>, at position: UInt64) throws

    /// Stores the sealed record of the entry at `position`.
    func putSealed(_ record: [UInt8], at position: UInt64) throws

    /// Deletes the sealed record of the entry at `position`; nothing else is ever deleted.
    func deleteSealed(at position: UInt64) throws

    /// Stores a signed note: what was published cannot be made again, so no rebuild deletes it.
    func putNote(_ name: [UInt8], _ note: [UInt8]) throws

    /// Stores or, with `nil`, deletes the derived value called `name` (1...511 bytes).
    func putDerived(_ name: [UInt8], _ value: [UInt8]?) throws
}
