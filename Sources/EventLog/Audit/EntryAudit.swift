import LMDB
import Merkle

/// The pass over all entries: their form, their links, the tree and the running hashes.
///
/// It trusts nothing but the entries' bytes. After a fault it goes on from what the entry says of
/// itself, so that one fault is one finding and not a finding for every entry behind it.
struct EntryAudit {
    var findings = AuditFindings()
    private(set) var tree = CompactRange()
    var histories = AuditedHistories()
    /// The kind of the entry taken last.
    private(set) var lastKind: UInt32 = 0
    private var lastRecordedAt = Instant(microseconds: .min)
    private var actorCount: UInt64 = 0
    private var ids = AuditedIDs()
    private var preimage: [UInt8] = []

    /// The position of the next entry.
    var next: UInt64 { tree.size }

    /// Takes in what is stored under `position`; positions left out are findings.
    ///
    /// - Returns: What the entry says beside its fixed fields; `nil` when it cannot be read.
    mutating func take(
        _ position: UInt64, _ bytes: Span<UInt8>, isIntact: Bool
    ) -> (header: EntryHeader, outline: EntryOutline)? {
        while next < position { skipOne() }
        if !isIntact { findings.add(position, .checksum) }
        let leaf = MerkleHash.leaf(of: bytes, &preimage)
        defer { append(leaf) }
        guard let header = EntryHeader(bytes), let outline = EntryOutline(bytes, kind: header.kind)
        else {
            findings.add(position, .structure)
            lastKind = 0
            return nil
        }
        lastKind = header.kind
        check(header, outline, at: position)
        histories.take(header, outline, leaf, at: position, &findings)
        ids.take(header.id, at: position)
        return (header, outline)
    }

    /// Reports the entry at ``next`` as missing.
    mutating func skipOne() {
        findings.add(next, .missing)
        lastKind = 0
        // Something must stand in its place, or nothing behind it could be compared.
        append(.zero)
    }

    /// The nodes to be stored that the last entry completed.
    private(set) var completedNodes: [MerkleHash] = []

    /// Reports the entries that have one id; `id` reads the one at a position again.
    mutating func finish(_ id: (UInt64) throws -> EntryID?) rethrows {
        for (first, second) in ids.likelyRepeated() where try id(first) == id(second) {
            findings.add(second, .repeatedID(first: Position(first)))
        }
    }

    private mutating func append(_ leaf: MerkleHash) {
        completedNodes = tree.appendKeepingNodes(leaf)
    }

    private mutating func check(
        _ header: EntryHeader, _ outline: EntryOutline, at position: UInt64
    ) {
        if header.position.rawValue != position {
            findings.add(position, .position(said: header.position.rawValue))
        }
        if header.recordedAt < lastRecordedAt { findings.add(position, .recordedAt) }
        lastRecordedAt = header.recordedAt
        if let target = header.refersTo?.rawValue, target > position {
            findings.add(position, .reference(to: target))
        }
        if outline.alsoRefersTo > position {
            findings.add(position, .reference(to: outline.alsoRefersTo))
        }
        let actor = header.actor.number
        let isNext = actor == actorCount + 1
        if actor > actorCount && !(isNext && outline.introducesActor) {
            findings.add(position, .number(actor))
        }
        if isNext { actorCount += 1 }
    }
}
