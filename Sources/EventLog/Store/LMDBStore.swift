package import LMDB
import Merkle

/// A store in an LMDB environment: a folder with `data.mdb` and `lock.mdb`.
///
/// | table | key | value |
/// |---|---|---|
/// | `entries` | position, 8 bytes big-endian | CRC-32C of the entry (4, little-endian), entry |
/// | `sealed` | position, 8 bytes big-endian | sealed record |
/// | `notes` | name | signed note: a checkpoint, a report's statement |
/// | `derived` | name | value that the entries can rebuild |
/// | `meta` | `format` | version of this format, 4 bytes little-endian |
///
/// LMDB has no checksums of its own, so every read of an entry checks the one beside it, and that
/// the entry says the position it stands at.
public final class LMDBStore: EntryStore {
    package let environment: Environment
    private let tables: LogTables

    /// Opens the environment at `path`.
    ///
    /// - Parameters:
    ///   - path: The folder; created when missing, unless for reading only.
    ///   - options: The environment's options.
    /// - Throws: `LMDBError`.
    package init(at path: String, options: EnvironmentOptions) throws {
        environment = try Environment.open(at: path, options: options)
        // An older version has no table of notes: what it lacks must not hide its version.
        try Self.checkFormat(of: environment)
        tables = LogTables(
            entries: try environment.openTable("entries"),
            sealed: try environment.openTable("sealed"),
            notes: try environment.openTable("notes"),
            derived: try environment.openTable("derived"))
    }

    /// Reads the format version, or writes it into a new environment.
    private static func checkFormat(of environment: Environment) throws {
        let meta: Table<[UInt8]> = try environment.openTable("meta")
        let name = Array("format".utf8)
        let found = try environment.read { transaction in
            try meta.withValue(for: name, in: transaction) { bytes in
                bytes.count == 4 ? bytes.loadLittleEndian32(at: 0) : nil
            }
        }
        let supported = LogFolder.formatVersion
        if let found {
            guard let version = found else { throw OpenError.notALog(path: environment.path) }
            guard version <= supported else {
                throw OpenError.newerFormat(found: Int(version), supported: Int(supported))
            }
            guard version == supported else {
                throw OpenError.olderFormat(found: Int(version), supported: Int(supported))
            }
            return
        }
        let entries: Table<UInt64> = try environment.openTable("entries")
        guard environment.options.access == .readWrite,
            try environment.read({ try entries.count(in: $0) }) == 0
        else { throw OpenError.notALog(path: environment.path) }
        let version = supported.littleEndianBytes
        try environment.write { try meta.put(name, value: version.span, in: $0) }
    }

    /// The environment's figures.
    package func statistics() throws -> EnvironmentStatistics { try environment.statistics() }

    /// Closes the environment; its folder can then be opened again.
    package func close() throws { try environment.close() }

    /// Whether the environment was opened for writing.
    public var isWritable: Bool { environment.options.access == .readWrite }

    /// Reads in one LMDB read transaction.
    public func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result {
        try environment.read { transaction in
            try transaction.lend { try body(LMDBReading($0, tables)) }
        }
    }

    /// Writes in one LMDB write transaction; runs `body` again when the map had to grow.
    public func transact<Result>(
        _ durability: Durability, _ body: (any StoreWriting) throws -> Result
    ) throws -> Result {
        try environment.write(durability: durability.ofEnvironment) { transaction in
            try transaction.lend { try body(LMDBWriting($0, tables)) }
        }
    }

    /// Flushes the environment.
    public func sync() throws {
        try environment.sync()
    }
}

extension Durability {
    var ofEnvironment: LMDB.Durability { self == .durable ? .durable : .relaxed }
}

/// The tables of a log.
private struct LogTables: Sendable {
    let entries: Table<UInt64>
    let sealed: Table<UInt64>
    let notes: Table<[UInt8]>
    let derived: Table<[UInt8]>
}

/// Reads the tables.
///
/// Not generic over the transaction, so that the loops over entries are compiled for their types.
private class LMDBReading: StoreReading {
    private let lent: LentTransaction
    fileprivate let tables: LogTables
    fileprivate var knownSize: UInt64?

    init(_ lent: LentTransaction, _ tables: LogTables) {
        self.lent = lent
        self.tables = tables
    }

    func size() throws -> UInt64 {
        if let knownSize { return knownSize }
        let size = try tables.entries.lastKey(in: lent).map { $0 + 1 } ?? 0
        knownSize = size
        return size
    }

    func scan(
        _ positions: Range<UInt64>, _ direction: Direction,
        _ body: (UInt64, Span<UInt8>) throws -> VisitStep
    ) throws {
        guard !positions.isEmpty else { return }
        let isForward = direction == .forward
        let first = isForward ? positions.lowerBound : positions.upperBound - 1
        let last = isForward ? positions.upperBound - 1 : positions.lowerBound
        try tables.entries.forEach(
            from: first, through: last, direction: isForward ? .forward : .backward, in: lent
        ) { position, value in
            try check(value, position)
            return try body(position, value.extracting(checksumByteCount...)) == .next
                ? .next : .stop
        }
    }

    func follow(
        from position: UInt64, _ body: (UInt64, Span<UInt8>) throws -> UInt64?
    ) throws {
        var next: UInt64? = position
        while let position = next {
            let found: UInt64?? = try tables.entries.withValue(for: position, in: lent) {
                try check($0, position)
                return try body(position, $0.extracting(checksumByteCount...))
            }
            guard let found else { throw ReadError.missing(position: Position(position)) }
            next = found
        }
    }

    func withSealed<Result>(
        at position: UInt64, _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result? {
        try tables.sealed.withValue(for: position, in: lent, body)
    }

    func scanStored(
        from start: UInt64, _ body: (UInt64, Span<UInt8>, Bool) throws -> VisitStep
    ) throws {
        try tables.entries.forEach(from: start, in: lent) { position, value in
            let hasChecksum = value.count >= checksumByteCount
            let entry = value.extracting((hasChecksum ? checksumByteCount : value.count)...)
            let isIntact =
                hasChecksum && CRC32C.checksum(of: entry) == value.loadLittleEndian32(at: 0)
            return try body(position, entry, isIntact) == .next ? .next : .stop
        }
    }

    func forEachSealed(
        from start: UInt64, _ body: (UInt64, Span<UInt8>) throws -> VisitStep
    ) throws {
        try tables.sealed.forEach(from: start, in: lent) { position, record in
            try body(position, record) == .next ? .next : .stop
        }
    }

    func withNote<Result>(
        _ name: [UInt8], _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result? {
        try tables.notes.withValue(for: name, in: lent, body)
    }

    func forEachNote(
        from start: [UInt8]?, _ body: ([UInt8], Span<UInt8>) throws -> VisitStep
    ) throws {
        try tables.notes.forEach(from: start, in: lent) { name, note in
            try body(name, note) == .next ? .next : .stop
        }
    }

    func withDerived<Result>(
        _ name: [UInt8], _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result? {
        try tables.derived.withValue(for: name, in: lent, body)
    }

    func forEachDerived(
        from start: [UInt8]?, _ body: ([UInt8], Span<UInt8>) throws -> VisitStep
    ) throws {
        try tables.derived.forEach(from: start, in: lent) { name, value in
            try body(name, value) == .next ? .next : .stop
        }
    }
}

/// Reads and writes the tables.
private final class LMDBWriting: LMDBReading, StoreWriting {
    private let lent: LentWriteTransaction

    init(_ lent: LentWriteTransaction, _ tables: LogTables) {
        self.lent = lent
        super.init(lent, tables)
    }

    func append(_ entry: Span<UInt8>, at position: UInt64) throws {
        let size = try size()
        guard position == size else {
            throw AppendError.notAtEnd(position: Position(position), size: size)
        }
        let sum = CRC32C.checksum(of: entry)
        try lent.use { transaction in
            try tables.entries.reserve(
                position, byteCount: checksumByteCount + entry.count, placement: .atEnd,
                in: transaction
            ) { output in
                output.append(littleEndian: sum)
                output.append(copying: entry)
            }
        }
        knownSize = size + 1
    }

    func putSealed(_ record: [UInt8], at position: UInt64) throws {
        try lent.use { try tables.sealed.append(position, value: record.span, in: $0) }
    }

    func putNote(_ name: [UInt8], _ note: [UInt8]) throws {
        try lent.use { try tables.notes.put(name, value: note.span, in: $0) }
    }

    func deleteSealed(at position: UInt64) throws {
        _ = try lent.use { try tables.sealed.delete(position, in: $0) }
    }

    func putDerived(_ name: [UInt8], _ value: [UInt8]?) throws {
        try lent.use { transaction in
            if let value {
                try tables.derived.put(name, value: value.span, in: transaction)
            } else {
                _ = try tables.derived.delete(name, in: transaction)
            }
        }
    }
}

private let checksumByteCount = 4

/// Throws unless a stored value's checksum is that of the entry behind it, and the entry is the
/// one of this position.
@inline(__always)
private func check(_ value: Span<UInt8>, _ position: UInt64) throws(ReadError) {
    guard value.count >= checksumByteCount + EntryLayout.fixedByteCount,
        value.loadLittleEndian64(at: checksumByteCount + EntryLayout.position) == position,
        CRC32C.checksum(of: value.extracting(checksumByteCount...))
            == value.loadLittleEndian32(at: 0)
    else { throw .corrupt(position: Position(position)) }
}
