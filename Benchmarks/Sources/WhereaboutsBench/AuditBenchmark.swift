import EventLog
import Merkle
import Whereabouts

/// A full audit, against what hashing the same entries alone takes.
struct AuditBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    private static let anchorCount = 300

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    /// Measures with `log`, which has no checkpoints, and with one that has many.
    func run(_ log: PlainLog) throws -> [Comparison] {
        var audited = Series("audit", "entries/s")
        var hashed = Series("SHA-256 of the entries' bytes", "entries/s")
        for run in 1...settings.runs {
            note("proof, audit, run \(run) of \(settings.runs)")
            audited.values.append(try audit(log, anchors: 0))
            hashed.values.append(try hash(log))
        }
        note("proof, \(Self.anchorCount) anchors")
        let anchored = try PlainLog(settings, folder, anchors: Self.anchorCount)
        defer { folder.remove(anchored.path) }
        var anchoredAudit = Series("audit, \(Self.anchorCount) anchors", "entries/s")
        for _ in 1...settings.runs {
            anchoredAudit.values.append(try audit(anchored, anchors: UInt64(Self.anchorCount)))
        }
        let conditions = "without words, about \(settings.children) subjects, one thread"
        return [
            Comparison(
                title: "proof, audit", conditions: conditions, ours: audited, baseline: nil,
                target: .atLeast(500_000)),
            Comparison(
                title: "proof, audit against its limit", conditions: conditions, ours: audited,
                baseline: hashed, target: .none),
            Comparison(
                title: "proof, audit with anchors", conditions: "against the log without any",
                ours: anchoredAudit, baseline: audited, target: .none),
        ]
    }

    private func audit(_ log: PlainLog, anchors: UInt64) throws -> Double {
        var report: AuditReport?
        let time = try settings.time.seconds { report = try Records.audit(at: log.path) }
        guard let report else { return 0 }
        precondition(report.isSound, "nothing is wrong with the log")
        precondition(report.anchorCount == anchors, "every checkpoint has an anchor")
        return Double(report.size) / time
    }

    /// Entries a second, without the time of reading them.
    private func hash(_ log: PlainLog) throws -> Double {
        let records = try log.open()
        defer { try? records.close() }
        let size = try records.log.size
        var time = 0.0
        for start in stride(from: 0, to: size, by: 16_384) {
            var preimages: [[UInt8]] = []
            try records.log.scan(Position(start)..<Position(min(start + 16_384, size))) {
                _, bytes in
                preimages.append([MerkleHash.leafPrefix] + bytes.indices.map { bytes[$0] })
                return .next
            }
            time += settings.time.seconds {
                var last = MerkleHash.zero
                for preimage in preimages { last = .leaf(ofPrefixed: preimage[...]) }
                precondition(last != .zero, "the hashes are needed")
            }
        }
        return Double(size) / time
    }
}
