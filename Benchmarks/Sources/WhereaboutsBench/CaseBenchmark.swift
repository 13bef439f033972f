import EventLog
import Whereabouts

/// One child's whole history with ids, words, episodes, flags and deadlines.
struct CaseBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    /// Histories of this length, or a little longer.
    private static let length: ClosedRange<UInt64> = 200...230
    private static let limit = 40

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    func run() throws -> [Comparison] {
        let log = try GeneratedLog(settings, folder, entries: settings.entries / 10, 0)
        var first = Series("Records.history, asked first", "µs")
        var again = Series("Records.history, asked again", "µs")
        var scan = Series("cursor scan of as many entries", "µs")
        for _ in 0..<settings.runs {
            let records = try log.open()
            let children = try Self.children(records)
            let count = Double(children.count)
            first.values.append(
                1e6 * (try settings.time.seconds { try Self.ask(records, children) }) / count)
            again.values.append(
                1e6 * (try settings.time.seconds { try Self.ask(records, children) }) / count)
            let size = try records.log.size
            let time = try settings.time.seconds {
                var sum: UInt64 = 0
                try records.log.scan(0..<Position(size)) { header, _ in
                    sum &+= header.place
                    return .next
                }
                precondition(sum > 0, "every child has entries")
            }
            scan.values.append(1e6 * time * 200 / Double(size))
            try records.close()
        }
        return [
            Comparison(
                title: "case, asked first",
                conditions: "a child with 200 to 230 entries, a third with words; against 1 ms",
                ours: first, baseline: nil, target: .atMost(1_000)),
            Comparison(
                title: "case, asked again", conditions: "the same, the record kept",
                ours: again, baseline: nil, target: .atMost(1_000)),
            Comparison(
                title: "case, against a scan", conditions: "as many entries", ours: first,
                baseline: scan, target: .none),
        ]
    }

    private static func ask(_ records: Records, _ children: [ChildID]) throws {
        for child in children {
            let history = try records.history(of: child)
            precondition(length.contains(UInt64(history.entries.count)), "the length asked for")
        }
    }

    /// Children by number, so that finding one costs no keyed hash.
    private static func children(_ records: Records) throws -> [ChildID] {
        var counts = [UInt64](repeating: 0, count: Int(records.log.subjectCount) + 1)
        try records.log.scan(0..<Position(try records.log.size)) { header, _ in
            counts[Int(header.subject.number)] = header.place
            return .next
        }
        let found = counts.indices.dropFirst().filter { length.contains(counts[$0]) }
        guard !found.isEmpty else { throw NoSuchHistory() }
        return found.prefix(limit).map { ChildID("#\($0)") }
    }

    /// No child has so many entries.
    private struct NoSuchHistory: Error {}
}
