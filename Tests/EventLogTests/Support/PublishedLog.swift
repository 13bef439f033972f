import EventLog
import Merkle

/// A log of nine subjects with three checkpoints; five, eight and nine of them are registered there.
struct PublishedLog {
    let home: LogHome
    let log: EventLog
    let key: SignerKey
    let signed: [SignedCheckpoint]
    let policy: TrustPolicy

    init() throws {
        home = try LogHome(.lmdb)
        log = try home.open()
        key = try SignerKey(name: "example.org/log")
        policy = TrustPolicy(logs: [key.verifierKey])
        var signed: [SignedCheckpoint] = []
        for (numbers, subjectCount) in [(1...300, 5), (301...560, 8), (561...700, 9)] {
            let drafts = numbers.map { number in
                let step = UInt64(number - numbers.lowerBound)
                // The new ones first, in their order; then all take turns.
                let first = UInt64(signed.isEmpty ? 1 : signed.count == 1 ? 6 : 9)
                let isFirst = first + step <= UInt64(subjectCount)
                return EntryDraft.numbered(
                    UInt64(number),
                    subject: isFirst ? first + step : 1 + step % UInt64(subjectCount), scope: 1)
            }
            _ = try log.appendAndWait(drafts)
            signed.append(try log.makeCheckpointAndWait(signedBy: key))
        }
        self.signed = signed
    }

    /// The entries of a subject that a checkpoint covers.
    func history(_ subject: UInt64, at signed: SignedCheckpoint) throws -> [[UInt8]] {
        let view = LogView(size: signed.checkpoint.size)
        return try log.history(of: Subject(subject), in: view).map(\.bytes)
    }

    /// Changes one byte of the stored nodes that the `number`th 256 entries complete.
    func damageNodes(_ number: UInt64, byte: Int = 5) throws {
        let name = Array("nodes/".utf8) + number.bigEndianBytes
        try home.tamper(derived: name) { $0?[byte] ^= 1 }
    }
}
