import EventLog
import Merkle

/// How long proofs take to make, each verified once before it is given out, and how large they are.
struct ProofSeries {
    private var median = Series("inclusion proof, median", "µs")
    private var slowest = Series("inclusion proof, 99th percentile", "µs")
    private var consistency = Series("consistency proof, median", "µs")
    private var history = Series("history proof of one child, median", "ms")
    private var hashes = Series("inclusion proof", "hashes")
    private var file = Series("inclusion proof, the .tlog-proof file", "bytes")
    private var map = Series("map proof", "bytes")
    private var historyFile = Series("history proof, the file", "bytes")
    private var historyEntries = Series("entries in it", "entries")
    private var checkpoint = Series("signed checkpoint", "bytes")

    private static let inclusionCount = 1_000
    private static let historyCount = 10

    mutating func measure(
        _ log: EventLog, _ signed: SignedCheckpoint, _ time: TimeSource,
        _ generator: inout SplitMix64
    ) throws {
        let size = signed.checkpoint.size
        checkpoint.values.append(Double(signed.bytes.count))
        var times = try (0..<Self.inclusionCount).map { _ in
            let position = Position(generator.next() % size)
            var proof: TLogProof?
            let seconds = try time.seconds {
                proof = try log.proof(ofEntryAt: position, in: signed)
            }
            hashes.values.append(Double(proof?.hashes.count ?? 0))
            file.values.append(Double(proof?.bytes.count ?? 0))
            return seconds * 1e6
        }
        median.values.append(Series.median(times))
        slowest.values.append(times.sorted()[times.count * 99 / 100])
        times = try (0..<Self.inclusionCount).map { _ in
            let old = generator.next() % (size - 1) + 1
            return 1e6
                * (try time.seconds { _ = try log.consistencyProof(from: old, to: size) })
        }
        consistency.values.append(Series.median(times))
        times = try (0..<Self.historyCount).map { _ in
            let subject = Subject(generator.next() % log.subjectCount + 1)
            return try measureHistory(log, signed, subject, time)
        }
        history.values.append(Series.median(times))
    }

    private mutating func measureHistory(
        _ log: EventLog, _ signed: SignedCheckpoint, _ subject: Subject, _ time: TimeSource
    ) throws -> Double {
        var proof: HistoryProof?
        let seconds = try time.seconds { proof = try log.proof(ofHistoryOf: subject, in: signed) }
        guard let proof, case .present(_, let entries) = proof.claim else { return 0 }
        map.values.append(Double(proof.mapProof.bytes.count))
        historyFile.values.append(Double(proof.text.utf8.count))
        historyEntries.values.append(Double(entries.count))
        return seconds * 1e3
    }

    var comparisons: [Comparison] {
        func own(_ title: String, _ ours: Series, _ target: Comparison.Target = .none)
            -> Comparison
        {
            Comparison(
                title: "proof, \(title)", conditions: "at random, in the newest checkpoint",
                ours: ours, baseline: nil, target: target)
        }
        return [
            own("inclusion", median, .atMost(200)), own("inclusion, slow ones", slowest),
            own("consistency", consistency), own("history", history),
            own("size of an inclusion proof", hashes), own("size of its file", file),
            own("size of a map proof", map), own("size of a history proof", historyFile),
            own("entries of that history", historyEntries),
            own("size of a checkpoint", checkpoint),
        ]
    }
}
