public import EventLog
import LMDB

/// How much a log holds and how large it is.
public struct RecordsStatistics: Hashable, Sendable {
    /// Entries, the log's own included.
    public let entries: UInt64
    /// Children registered.
    public let children: UInt64
    /// Homes registered.
    public let homes: UInt64
    /// When the newest entry was recorded; `nil` in an empty log.
    public let lastRecordedAt: Instant?
    /// Bytes of the file in use; 0 in memory.
    public let usedBytes: Int
    /// Bytes of the sparse memory map; 0 in memory.
    public let mapBytes: Int
    /// How many entries the saved records of children know; `nil` without a snapshot that fits.
    public let snapshotEntries: UInt64?
    /// The size of the newest checkpoint; `nil` when none was signed.
    public let checkpointEntries: UInt64?
    /// Erasures of words whose second step is still to come.
    public let pendingErasures: Int
    /// Whether words can be read.
    public let hasKeys: Bool
}

extension Records {
    /// How much the log holds and how large it is.
    ///
    /// - Throws: What reading throws.
    public func statistics() throws -> RecordsStatistics {
        let entries = try log.size
        let storage = try folder?.entries.statistics()
        return RecordsStatistics(
            entries: entries, children: log.subjectCount, homes: log.scopeCount,
            lastRecordedAt: entries > 0
                ? try log.entry(at: Position(entries - 1)).header.recordedAt : nil,
            usedBytes: storage?.usedBytes ?? 0, mapBytes: storage?.mapSizeBytes ?? 0,
            snapshotEntries: try snapshotSize(),
            checkpointEntries: try log.checkpointSizes().last,
            pendingErasures: try erasures().count { $0.state == .pending }, hasKeys: log.hasKeys)
    }
}
