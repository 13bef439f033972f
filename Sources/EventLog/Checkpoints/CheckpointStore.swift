public import Merkle

/// Where the newest signed checkpoint is kept outside the log: its pin.
///
/// Whoever controls the log's disk can put an older copy in its place; a pin on another volume,
/// another host or in the regulator's hands shows it. Every checkpoint is saved here before it is
/// given out, and compared when the log is opened and before the next one is signed.
public protocol CheckpointStore: Sendable {
    /// The newest checkpoint that was saved for `origin`; `nil` when there is none.
    func newest(of origin: String) throws -> SignedCheckpoint?

    /// Keeps `checkpoint`, on stable storage when the call returns.
    ///
    /// Must refuse a smaller size than the one it has, and the same size with another root.
    func save(_ checkpoint: SignedCheckpoint) throws
}
