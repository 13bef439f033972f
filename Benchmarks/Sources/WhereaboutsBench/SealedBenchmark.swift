import EventLog
import Whereabouts

/// Entries with words against the same entries without, and opening the words again.
struct SealedBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    private static let children = 1_000
    private static let wordByteCount = 300

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    private var count: Int { settings.entries / 10 }

    func run() throws -> [Comparison] {
        var sealed = Series("with \(Self.wordByteCount) bytes of words", "entries/s")
        var plain = Series("the same entries without words", "entries/s")
        var opened = Series("opening the words", "entries/s")
        for run in 1...settings.runs {
            note("sealed, run \(run) of \(settings.runs)")
            plain.values.append(try plainRate())
            let words = [UInt8](repeating: 0x61, count: Self.wordByteCount)
            try inNewLog { records in
                sealed.values.append(try append(to: records, words: words))
                opened.values.append(try open(records))
            }
        }
        let conditions =
            "\(count) entries, \(settings.batch) a transaction, no fsync, "
            + "\(Self.children) children's keys"
        return [
            Comparison(
                title: "sealed, append", conditions: conditions, ours: sealed, baseline: plain,
                target: .none),
            Comparison(
                title: "sealed, opening", conditions: "one entry after the other", ours: opened,
                baseline: nil, target: .none),
        ]
    }

    /// Entries without words a second.
    func plainRate() throws -> Double { try inNewLog { try append(to: $0, words: nil) } }

    private func inNewLog<Result>(_ body: (Records) throws -> Result) throws -> Result {
        let log = BenchLog(folder)
        let records = try log.open()
        defer {
            try? records.close()
            folder.remove(log.path)
        }
        return try body(records)
    }

    /// Entries a second; each child's first entry, for which a key is made, comes before.
    private func append(to records: Records, words: [UInt8]?) throws -> Double {
        func append(_ drafts: [EntryDraft]) throws {
            _ = try records.log.appendAndWait(drafts, durability: .relaxed)
        }
        try append(drafts(Self.children, words))
        var time = 0.0
        for start in stride(from: 0, to: count, by: settings.batch) {
            let drafts = drafts(min(settings.batch, count - start), words)
            time += try settings.time.seconds { try append(drafts) }
        }
        return Double(count) / time
    }

    private func drafts(_ count: Int, _ words: [UInt8]?) -> [EntryDraft] {
        let now = WallClock.system.now
        return (0..<count).map { index in
            var draft = EntryDraft(
                id: .make(at: now), kind: 200, occurredAt: now,
                facts: [10, 77] + [UInt8](repeating: 0x61, count: 77))
            draft.subject = Subject(UInt64(index % Self.children) + 1)
            draft.narrative = words
            return draft
        }
    }

    private func open(_ records: Records) throws -> Double {
        let size = try records.log.size
        let entries = try (size - UInt64(count)..<size).map {
            try records.log.entry(at: Position($0))
        }
        let time = try settings.time.seconds {
            for entry in entries {
                guard case .words(let words) = try records.log.narrative(of: entry),
                    words.count == Self.wordByteCount
                else { throw NoWords() }
            }
        }
        return Double(count) / time
    }

    /// What was sealed did not come back.
    private struct NoWords: Error {}
}
