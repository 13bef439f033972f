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
            key            \(statistics.hasKeys ? "given" : "not given: words stay sealed")

            """
    }
}
