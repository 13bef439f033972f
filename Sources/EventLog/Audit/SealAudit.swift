import Crypto
import LMDB
import Merkle

/// The sealed records: each has the digest of its entry, and none is missing but what was erased.
///
/// Needs no keys: whether words can be opened is another question than whether they are the ones
/// that were recorded.
struct SealAudit {
    /// A record that is not there.
    private struct Gap {
        var position: UInt64
        var subject: UInt64
        var keyClass: KeyName.Class
    }

    /// What an entry says was erased.
    private struct Erasure {
        var position: UInt64
        var subject: UInt64
        var classes: [KeyName.Class]
    }

    private var gaps: [Gap] = []
    private var erasures: [Erasure] = []
    /// A bit for every position whose entry has words.
    private var hasWords: [UInt64] = []

    mutating func take(
        _ header: EntryHeader, _ outline: EntryOutline, _ entry: Span<UInt8>, at position: UInt64,
        in store: any StoreReading, _ findings: inout AuditFindings
    ) throws {
        if header.kind == ErasureNotice.kind, let facts = outline.facts {
            let classes = ErasureNotice.classes(in: Array(copying: entry.extracting(facts))[...])
            erasures.append(
                Erasure(position: position, subject: header.subject.number, classes: classes))
        }
        guard let expected = outline.sealedHash else { return }
        mark(position)
        let found = try store.withSealed(at: position) { record in
            MerkleHash(SHA256.hash(data: Array(copying: record)))
        }
        if let found {
            if found != expected { findings.add(position, .sealedDigest) }
        } else {
            let keyClass = outline.keyClass ?? .narrative
            gaps.append(
                Gap(position: position, subject: header.subject.number, keyClass: keyClass))
        }
    }

    /// Compares what is missing with what was erased, and looks for records of no entry.
    func finish(
        size: UInt64, in store: any StoreReading, _ findings: inout AuditFindings
    ) throws {
        for gap in gaps where !isErased(gap) { findings.add(gap.position, .sealedMissing) }
        try store.forEachSealed(from: 0) { position, _ in
            guard position < size else { return .stop }
            if !isMarked(position) { findings.add(position, .sealedOrphan) }
            return .next
        }
        for erasure in erasures { try checkRemains(of: erasure, in: store, &findings) }
    }

    private func isErased(_ gap: Gap) -> Bool {
        erasures.contains {
            $0.subject == gap.subject && $0.position > gap.position
                && $0.classes.contains(gap.keyClass)
        }
    }

    /// Follows the links of the subject back from the entry that says its words are erased.
    private func checkRemains(
        of erasure: Erasure, in store: any StoreReading, _ findings: inout AuditFindings
    ) throws {
        var remains: [UInt64] = []
        try follow(from: erasure.position, in: store) { position, bytes in
            guard let header = EntryHeader(bytes) else { return nil }
            if position < erasure.position,
                let outline = EntryOutline(bytes, kind: header.kind), outline.sealedHash != nil,
                erasure.classes.contains(outline.keyClass ?? .narrative)
            {
                remains.append(position)
            }
            // A link that does not lead back is a finding of its own.
            return header.previousOfSubject.flatMap { $0.rawValue < position ? $0.rawValue : nil }
        }
        for position in remains where try store.withSealed(at: position, { _ in true }) ?? false {
            findings.add(
                position, .sealedAfterErasure(erasedAt: Position(erasure.position)))
        }
    }

    /// Follows links also over damaged entries: those are findings, and hide nothing behind them.
    private func follow(
        from start: UInt64, in store: any StoreReading,
        _ body: (UInt64, Span<UInt8>) throws -> UInt64?
    ) throws {
        var next: UInt64? = start
        while let position = next {
            next = nil
            try store.scanStored(from: position) { found, bytes, _ in
                if found == position { next = try body(position, bytes) }
                return .stop
            }
        }
    }

    private mutating func mark(_ position: UInt64) {
        let word = Int(position / 64)
        while hasWords.count <= word { hasWords.append(0) }
        hasWords[word] |= 1 << (position % 64)
    }

    private func isMarked(_ position: UInt64) -> Bool {
        let word = Int(position / 64)
        return word < hasWords.count && hasWords[word] >> (position % 64) & 1 == 1
    }
}
