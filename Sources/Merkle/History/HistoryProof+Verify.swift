extension HistoryProof {
    /// Tells whether the history is complete in the tree with this `root`.
    ///
    /// The caller reads ``anchorProofText``, verifies the checkpoint's signatures in it and passes
    /// what it says of index, size, hashes and root. The answer is about ``streamKey``: whoever asked
    /// for a child's proof must compare that too, because of any other key it may be true that it is
    /// absent.
    ///
    /// - Parameters:
    ///   - anchorProof: The anchor's inclusion, from ``anchorProofText``.
    ///   - root: The root of the checkpoint, which the caller trusts.
    /// - Returns: Verified, or the first reason why not.
    public func verify(anchorProof: InclusionProof, root: MerkleHash) -> Verification {
        guard anchorProof.size > 0, anchorProof.index == anchorProof.size - 1 else {
            return .refused(
                .history(.anchorNotLast(index: anchorProof.index, size: anchorProof.size)))
        }
        let inclusion = anchorProof.verify(leaf: .leaf(anchor), root: root)
        guard inclusion.isVerified else { return inclusion }
        guard let leaf = AnchorLeaf(anchor) else { return .refused(.history(.notAnAnchor)) }
        guard leaf.position == anchorProof.index else {
            return .refused(
                .history(.anchorMisplaced(position: leaf.position, index: anchorProof.index)))
        }
        let inMap = mapProof.verify(key: MapKey(streamKey: streamKey), root: leaf.mapRoot)
        guard inMap.isVerified, case .present(let head, let entries) = claim else { return inMap }
        let refusal = refusal(of: entries, head: head, below: leaf.position)
        return refusal.map { .refused(.history($0)) } ?? .verified
    }

    /// Why the entries are not the history that `head` commits to.
    private func refusal(
        of entries: [[UInt8]], head: SubjectHead, below anchorPosition: UInt64
    ) -> HistoryRefusal? {
        guard head.count > 0, UInt64(entries.count) == head.count
        else { return .wrongCount(expected: head.count, found: entries.count) }
        var running = MerkleHash.zero
        var previous: HistoryLeaf?
        for (index, entry) in entries.enumerated() {
            let place = UInt64(index) + 1
            guard let leaf = HistoryLeaf(entry) else { return .notAnEntry(place: place) }
            if let refusal = refusal(of: leaf, at: place, after: previous) { return refusal }
            guard leaf.position < anchorPosition else { return .behindAnchor(place: place) }
            running = running.following(.leaf(entry))
            previous = leaf
        }
        return running == head.running ? nil : .runningMismatch
    }

    /// Why an entry cannot be the subject's next one.
    private func refusal(
        of leaf: HistoryLeaf, at place: UInt64, after previous: HistoryLeaf?
    ) -> HistoryRefusal? {
        guard leaf.subject > 0, leaf.subject == previous?.subject ?? leaf.subject
        else { return .otherSubject(place: place) }
        guard leaf.place == place else { return .wrongPlace(expected: place, found: leaf.place) }
        guard leaf.previousOfSubject == previous?.position ?? 0
        else { return .wrongPrevious(place: place) }
        guard let previous else {
            // Otherwise an operator could hide entries behind a second key of the same child.
            return leaf.streamKey == streamKey ? nil : .otherStreamKey
        }
        return leaf.position > previous.position ? nil : .positionsNotRising(place: place)
    }
}

/// Why a history is not proved to be complete.
@nonexhaustive
public enum HistoryRefusal: Hashable, Sendable {
    /// The anchor is not the last leaf of the checkpoint.
    case anchorNotLast(index: UInt64, size: UInt64)
    /// The entry at the anchor's place is not an anchor.
    case notAnAnchor
    /// The anchor says that it stands at another position.
    case anchorMisplaced(position: UInt64, index: UInt64)
    /// The map commits to another number of entries.
    case wrongCount(expected: UInt64, found: Int)
    /// These bytes are not an entry, or one that could be read in two ways.
    case notAnEntry(place: UInt64)
    /// The entry is of no subject, or not of the subject of those before.
    case otherSubject(place: UInt64)
    /// The entry says that it stands at another place of the history.
    case wrongPlace(expected: UInt64, found: UInt64)
    /// The entry names another entry as the one before it.
    case wrongPrevious(place: UInt64)
    /// The entry stands in the log before the one that precedes it here.
    case positionsNotRising(place: UInt64)
    /// The entry stands behind the anchor.
    case behindAnchor(place: UInt64)
    /// The first entry holds another stream key than the one asked for.
    case otherStreamKey
    /// The entries are not those that the map commits to.
    case runningMismatch
}

extension HistoryRefusal: CustomStringConvertible {
    /// What is not proved, and what to do next.
    public var description: String {
        switch self {
        case .anchorNotLast(let index, let size):
            "the anchor stands at \(index) of \(size), not last; ask for a checkpoint's own anchor"
        case .notAnAnchor:
            "the log's last entry is not an anchor; ask for the proof at a published checkpoint"
        case .anchorMisplaced(let position, let index):
            "the anchor at \(index) says \(position) of itself; keep the proof as evidence"
        case .wrongCount(let expected, let found):
            "\(found) entries are given, the map commits to \(expected); ask for all of them"
        case .notAnEntry(let place):
            "entry \(place) of the history cannot be read in one way; keep the proof as evidence"
        case .otherSubject(let place):
            "entry \(place) of the history is of another subject; ask for the proof again"
        case .wrongPlace(let expected, let found):
            "entry \(expected) of the history says that it is number \(found); ask for the proof again"
        case .wrongPrevious(let place):
            "entry \(place) of the history follows another entry; keep the proof as evidence"
        case .positionsNotRising(let place):
            "entry \(place) of the history is older than the one before; keep it as evidence"
        case .behindAnchor(let place):
            "entry \(place) of the history stands behind the anchor; keep the proof as evidence"
        case .otherStreamKey:
            "the history begins under another stream key; keep the proof as evidence"
        case .runningMismatch:
            "the entries are not those that the map commits to; ask for the proof again"
        }
    }
}
