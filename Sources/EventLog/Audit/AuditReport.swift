public import Merkle

/// What a full audit found.
public struct AuditReport: Hashable, Sendable {
    /// The log's name in its checkpoints; `nil` when the log is empty or does not say it.
    public let origin: String?
    /// The number of entries that were audited.
    public let size: UInt64
    /// The root that follows from them.
    public let root: MerkleHash
    /// The number of subjects.
    public let subjectCount: UInt64
    /// The number of anchors; each was computed again from the entries before it.
    public let anchorCount: UInt64
    /// The sizes of the stored checkpoints against which nothing was found, smallest first.
    public let soundCheckpoints: [UInt64]
    /// What is wrong, in the order in which it was met; at most 10,000.
    public let findings: [AuditFinding]
    /// The number of all findings.
    public let findingCount: Int

    /// Whether nothing was found.
    public var isSound: Bool { findingCount == 0 }
}
