public import Merkle

/// What a new log declares that is begun because an older one was lost or rewritten.
///
/// The new log has a new name, and its first entry holds the old log's last checkpoint and the
/// loss: who audits it is told at once that something came before, and how much.
public struct Continuation: Sendable {
    /// The last checkpoint of the old log that anybody holds.
    public let checkpoint: SignedCheckpoint
    /// What was lost, and why, as the operator declares it: no personal data, at most 1,000 bytes.
    public let declaredLoss: String

    /// Declares that the log of `checkpoint` ends here.
    public init(of checkpoint: SignedCheckpoint, declaredLoss: String) {
        self.checkpoint = checkpoint
        self.declaredLoss = declaredLoss
    }
}

/// Why a log cannot begin as the continuation of another one.
@nonexhaustive
public enum ContinuationError: Error, Hashable, Sendable {
    /// The log has entries already.
    case notEmpty
}

extension ContinuationError: CustomStringConvertible {
    /// What failed, and what to do next.
    public var description: String {
        "a log that continues another one begins with saying so; make it in a new folder"
    }
}
