public import Whereabouts

/// How much a log holds and how large it is.
public struct StatReport: Sendable {
    private let statistics: RecordsStatistics

    /// Makes a report of `statistics`.
    public init(_ statistics: RecordsStatistics) { self.statistics = statistics }

    /// The report as JSON.
    public var json: JSONValue {
        [
            "entries": .integer(Int64(statistics.entries)),
            "children": .integer(Int64(statistics.children)),
            "homes": .integer(Int64(statistics.homes)),
            "lastRecordedAt": statistics.lastRecordedAt.map { .string(RFC3339.format($0)) }
                ?? .null,
            "usedBytes": .integer(Int64(statistics.usedBytes)),
            "mapBytes": .integer(Int64(statistics.mapBytes)),
            "snapshotEntries": statistics.snapshotEntries.map { .integer(Int64($0)) } ?? .null,
            "checkpointEntries": statistics.checkpointEntries.map { .integer(Int64($0)) } ?? .null,
            "pendingErasures": .integer(Int64(statistics.pendingErasures)),
            "keys": .string(statistics.hasKeys ? "given" : "not given"),
        ]
    }

    /// The report as text.
    public var text: String {
        let last = statistics.lastRecordedAt.map { LocalTime.text($0) } ?? "never"
        return """
            entries        \(statistics.entries)
            children       \(statistics.children)
            homes          \(statistics.homes)
            last recorded  \(last)
            used           \(statistics.usedBytes) bytes of a map of \(statistics.mapBytes)
            snapshot       \(text(of: statistics.snapshotEntries))
            checkpoint     \(text(of: statistics.checkpointEntries))
            erasures       \(statistics.pendingErasures) pending
            key            \(statistics.hasKeys ? "given" : "not given: words stay sealed")

            """
    }

    /// How far something reaches that was made of the first entries.
    private func text(of size: UInt64?) -> String {
        guard let size else { return "none" }
        let rest = statistics.entries - min(size, statistics.entries)
        return rest == 0
            ? "of all \(size) entries" : "of \(size) entries; \(rest) recorded since"
    }
}
