import EventLog
import Merkle
import Whereabouts

/// Checkpoints, and the proofs that lead to them.
struct CheckpointBenchmark {
    let settings: Settings
    let folder: ScratchFolder
    private var first = Series("the first checkpoint, of all entries", "ms")
    private var second = Series("the next one, after 1,000 entries", "ms")
    private var proofs = ProofSeries()

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    /// Measures on copies of `log`, which has no checkpoints.
    mutating func run(_ log: PlainLog) throws -> [Comparison] {
        for run in 1...settings.runs {
            note("proof, checkpoint, run \(run) of \(settings.runs)")
            let copy = try log.copied(in: folder)
            defer { folder.remove(copy.path) }
            try measure(copy, run)
        }
        let conditions = "\(settings.children) subjects, \(settings.entries) entries, with fsync"
        return [
            Comparison(
                title: "proof, checkpoint", conditions: conditions, ours: second, baseline: nil,
                target: .atMost(300)),
            Comparison(
                title: "proof, first checkpoint", conditions: "hashes all entries again",
                ours: first, baseline: nil, target: .none),
        ] + proofs.comparisons
    }

    private mutating func measure(_ log: PlainLog, _ run: Int) throws {
        let records = try log.open()
        let key = try log.signer(of: records)
        var signed: SignedCheckpoint?
        func checkpoint() throws -> Double {
            1e3
                * (try settings.time.seconds {
                    signed = try records.makeCheckpointAndWait(signedBy: key)
                })
        }
        first.values.append(try checkpoint())
        try log.append(1_000, to: records, settings)
        second.values.append(try checkpoint())
        if let signed {
            var generator = SplitMix64(state: settings.seed &+ UInt64(run))
            try proofs.measure(records.log, signed, settings.time, &generator)
        }
        try records.close()
    }
}
