/// The answer of a verification: a value with a reason, because "no" is an answer, not an error.
public enum Verification: Hashable, Sendable {
    /// Everything that was to be proved is proved.
    case verified
    /// Nothing is proved, for this reason.
    case refused(Refusal)

    /// Whether everything that was to be proved is proved.
    public var isVerified: Bool { self == .verified }
}

/// Why something is not proved.
@nonexhaustive
public enum Refusal: Error, Hashable, Sendable {
    /// There is no leaf `index` in a tree of `size`.
    case indexOutOfRange(index: UInt64, size: UInt64)
    /// The newer tree is said to be smaller than the older one.
    case sizesReversed(oldSize: UInt64, newSize: UInt64)
    /// Every tree continues the empty one, so a proof from size 0 proves nothing.
    case emptyTreeProvesNothing
    /// A size beyond ``TreeLimits/maximumSize``.
    case sizeTooLarge(UInt64)
    /// For these sizes a proof has exactly `expected` hashes.
    case wrongProofLength(expected: Int, found: Int)
    /// The proof leads to another root than the one trusted for the (newer) tree of `size`.
    case rootMismatch(size: UInt64)
    /// The proof leads to another root than the one trusted for the older tree of `size`.
    case oldRootMismatch(size: UInt64)
    /// A map does not prove what is claimed of a key.
    case map(MapRefusal)
    /// A history is not proved to be complete.
    case history(HistoryRefusal)
}

extension Refusal: CustomStringConvertible {
    /// What is not proved, and what to do next.
    public var description: String {
        switch self {
        case .indexOutOfRange(let index, let size):
            "no leaf \(index) in a tree of size \(size); ask for a proof at a larger size"
        case .sizesReversed(let oldSize, let newSize):
            "a tree of size \(newSize) cannot continue one of size \(oldSize); swap the two"
        case .emptyTreeProvesNothing:
            "old size 0 proves nothing; start from the oldest checkpoint with entries"
        case .sizeTooLarge(let size):
            "size \(size) is beyond \(TreeLimits.maximumSize); the checkpoint is not of a real log"
        case .wrongProofLength(let expected, let found):
            "the proof has \(found) hashes, not \(expected); ask for it again for these sizes"
        case .rootMismatch(let size):
            "the proof does not lead to the root of size \(size); "
                + "keep proof and checkpoint as evidence and ask the log for both again"
        case .oldRootMismatch(let size):
            "the proof does not start from the root of size \(size); "
                + "keep both checkpoints as evidence: the log may have been rewritten"
        case .map(let refusal):
            refusal.description
        case .history(let refusal):
            refusal.description
        }
    }
}
