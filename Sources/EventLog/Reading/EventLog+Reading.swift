import LMDB
import Merkle

/// How much of the log a question sees: the entries before a size.
public struct LogView: Hashable, Sendable {
    /// The number of entries in view.
    public let size: UInt64

    /// A view of the first `size` entries.
    public init(size: UInt64) { self.size = size }
}

extension EventLog {
    /// The number of entries that are durable and visible.
    public var size: UInt64 {
        get throws {
            try refresh()
            return published.size
        }
    }

    /// The number of subjects registered so far.
    public var subjectCount: UInt64 { published.subjectCount }

    /// The number of scopes registered so far.
    public var scopeCount: UInt64 { published.scopeCount }

    /// The newest view.
    public func view() throws -> LogView { LogView(size: try size) }

    /// The view of everything recorded strictly before `moment`.
    ///
    /// - Complexity: O(log n) reads, since the recorded time never decreases.
    public func view(recordedBefore moment: Instant) throws -> LogView {
        var low: UInt64 = 0
        var high = try size
        try store.read { reading in
            while low < high {
                let middle = low + (high - low) / 2
                if try reading.entry(at: Position(middle)).header.recordedAt < moment {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
        }
        return LogView(size: low)
    }

    /// Reads the store in one consistent state.
    package func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result {
        try store.read(body)
    }

    /// Copies the entry at `position`.
    ///
    /// - Throws: ``ReadError/missing(position:)``, ``ReadError/corrupt(position:)``.
    public func entry(at position: Position) throws -> LogEntry {
        try store.read { try $0.entry(at: position) }
    }

    /// The leaf hash of the entry at `position` (RFC 6962 section 2.1), 32 bytes.
    package func leafHash(at position: Position) throws -> [UInt8] {
        MerkleHash.leaf(try entry(at: position).bytes).bytes
    }

    /// The entries about one subject, oldest first.
    ///
    /// - Parameters:
    ///   - subject: Whose history.
    ///   - view: Entries at or behind its size are left out.
    /// - Returns: Copies of the entries.
    /// - Throws: ``ReadError/corrupt(position:)``, or what the storage throws.
    /// - Complexity: Linear in the subject's own entries, whatever the size of the log.
    public func history(of subject: Subject, in view: LogView) throws -> [LogEntry] {
        try refresh()
        let last = published.last(of: subject)
        return try linked(from: last, in: view) { $0.previousOfSubject }
    }

    /// The newest entries about one subject, oldest first: those behind `after`.
    ///
    /// - Complexity: Linear in the entries that are given, and in those behind the view.
    package func history(
        of subject: Subject, in view: LogView, after: Position
    ) throws -> [LogEntry] {
        try refresh()
        let last = published.last(of: subject)
        return try linked(from: last, in: view) { header in
            header.previousOfSubject.flatMap { $0 > after ? $0 : nil }
        }
    }

    /// The newest position of a subject in view; 0 when it has none.
    ///
    /// - Complexity: Linear in the subject's entries behind the view.
    package func newest(of subject: Subject, in view: LogView) throws -> UInt64 {
        try refresh()
        let last = published.last(of: subject)
        return last < view.size
            ? last : try newest(from: last, in: view) { $0.previousOfSubject }
    }

    /// The newest position of a scope in view; 0 when it has none.
    ///
    /// - Complexity: Linear in the scope's entries behind the view.
    package func newest(of scope: Scope, in view: LogView) throws -> UInt64 {
        try refresh()
        let last = published.last(of: scope)
        return last < view.size ? last : try newest(from: last, in: view) { $0.previousOfScope }
    }

    /// The newest position of every subject in view, by number - 1; 0 for those that have none.
    ///
    /// - Complexity: Linear in the number of subjects, and in the entries behind the view of those
    ///   that have some.
    package func newestBySubject(in view: LogView) throws -> [UInt64] {
        try refresh()
        return try published.subjects.map {
            $0 < view.size ? $0 : try newest(from: $0, in: view) { $0.previousOfSubject }
        }
    }

    private func newest(
        from last: UInt64, in view: LogView, _ previous: (EntryHeader) -> Position?
    ) throws -> UInt64 {
        var newest: UInt64 = 0
        try store.read { reading in
            try reading.follow(from: last) { position, bytes in
                guard let header = EntryHeader(bytes) else {
                    throw ReadError.corrupt(position: Position(position))
                }
                guard position >= view.size else {
                    newest = position
                    return nil
                }
                return previous(header)?.rawValue
            }
        }
        return newest
    }

    /// The positions of the entries with these ids; those not stored are left out.
    ///
    /// - Complexity: Linear in the entries since the last run of ids was stored: for rare
    ///   questions about few entries.
    package func positions(of ids: [EntryID]) throws -> [Position] {
        guard !ids.isEmpty else { return [] }
        return try store.read { reading in
            let index = try WriterState.loadIDs(from: reading)
            return try ids.compactMap { try index.position(of: $0, in: reading) }
                .map { Position($0) }
        }
    }

    /// The entries filed under one scope, oldest first.
    ///
    /// - Complexity: Linear in the scope's own entries.
    public func entries(of scope: Scope, in view: LogView) throws -> [LogEntry] {
        try refresh()
        let last = published.last(of: scope)
        return try linked(from: last, in: view) { $0.previousOfScope }
    }

    /// Visits the fixed fields and bytes of the entries of `positions`, lent without copying.
    ///
    /// Long visits renew their read transaction as they go, so they hold back no old pages.
    ///
    /// - Parameters:
    ///   - positions: Clipped to the entries that exist.
    ///   - direction: From the oldest or from the newest.
    ///   - body: Gets each entry; what it returns decides whether the visit goes on.
    /// - Throws: ``ReadError/corrupt(position:)``, or what `body` or the storage throws.
    public func scan(
        _ positions: Range<Position>, _ direction: Direction = .forward,
        _ body: (EntryHeader, Span<UInt8>) throws -> VisitStep
    ) throws {
        let end = min(positions.upperBound.rawValue, try size)
        var rest = min(positions.lowerBound.rawValue, end)..<end
        while !rest.isEmpty {
            let chunk = Self.chunk(of: rest, direction)
            var isStopped = false
            try store.read { reading in
                try reading.scan(chunk, direction) { position, bytes in
                    guard let header = EntryHeader(bytes) else {
                        throw ReadError.corrupt(position: Position(position))
                    }
                    let step = try body(header, bytes)
                    isStopped = step == .stop
                    return step
                }
            }
            if isStopped { return }
            rest =
                direction == .forward
                ? chunk.upperBound..<rest.upperBound : rest.lowerBound..<chunk.lowerBound
        }
    }

    /// What has become of an entry's words.
    public enum Narrative: Hashable, Sendable {
        /// The entry has none.
        case none
        /// The words, as the bytes of their protobuf message.
        case words([UInt8])
        /// The log was opened without keys.
        case sealed
        /// The key or the sealed record has been destroyed.
        case erased
    }

    /// The words of `entry`, checked against what the entry commits to.
    ///
    /// - Throws: ``ReadError/sealBroken(position:)``.
    public func narrative(of entry: LogEntry) throws -> Narrative {
        try store.read { try SealedRecord.words(of: entry, keys, in: $0) }
    }

    /// The words of an entry that `reading` can see, also before it is committed.
    package func narrative(of entry: LogEntry, in reading: any StoreReading) throws -> Narrative {
        try SealedRecord.words(of: entry, keys, in: reading)
    }

    /// The keyed hash under which a host's own id is indexed; `nil` without keys.
    package func indexHash(of id: String) throws -> [UInt8]? {
        try keys?.indexHash(of: id.utf8)
    }

    /// Takes in what another process has appended, when this one only reads.
    func refresh() throws {
        guard !isWritable else { return }
        try store.read { reading in
            // Another thread may have come further than this read can see.
            let end = try reading.size()
            try reading.scan(min(published.size, end)..<end, .forward) { position, bytes in
                guard let header = EntryHeader(bytes) else {
                    throw ReadError.corrupt(position: Position(position))
                }
                if header.kind == ErasureNotice.kind {
                    try forgetWords(noticing: header, in: reading)
                }
                published.note(header)
                return .next
            }
        }
    }

    private func linked(
        from last: UInt64, in view: LogView, _ previous: (EntryHeader) -> Position?
    ) throws -> [LogEntry] {
        guard last > 0 else { return [] }
        var entries: [LogEntry] = []
        try store.read { reading in
            try reading.follow(from: last) { position, bytes in
                guard let header = EntryHeader(bytes) else {
                    throw ReadError.corrupt(position: Position(position))
                }
                if position < view.size {
                    guard let entry = LogEntry(copying: bytes) else {
                        throw ReadError.corrupt(position: Position(position))
                    }
                    entries.append(entry)
                }
                return previous(header)?.rawValue
            }
        }
        entries.reverse()
        return entries
    }

    private static let chunkLength: UInt64 = 16_384

    private static func chunk(of range: Range<UInt64>, _ direction: Direction) -> Range<UInt64> {
        let count = min(UInt64(range.count), chunkLength)
        return direction == .forward
            ? range.lowerBound..<range.lowerBound + count
            : range.upperBound - count..<range.upperBound
    }
}
