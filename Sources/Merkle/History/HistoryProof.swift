/// Proves one subject's complete history from files alone, or that a subject has none.
///
/// Who holds the stream key of a subject and trusts a checkpoint needs nothing else: the anchor is
/// the checkpoint's last leaf, its map commits to the number and the running hash of the subject's
/// entries, and the entries are here.
public struct HistoryProof: Hashable, Sendable {
    /// What is proved.
    public enum Claim: Hashable, Sendable {
        /// These are all entries of the subject, oldest first.
        case present(SubjectHead, entries: [[UInt8]])
        /// The log has no such subject; the map proof ends beside it.
        case absent(beside: MapProof.Leaf?)
    }

    /// The 32 random bytes that name the subject in the map.
    public let streamKey: [UInt8]
    /// What is proved.
    public let claim: Claim
    /// The way up in the map.
    public let mapSteps: [MapProof.Step]
    /// The anchor entry's bytes.
    public let anchor: [UInt8]
    /// The `.tlog-proof` file of the anchor, verbatim.
    public let anchorProofText: String

    /// Makes a proof from its parts; nothing is verified yet.
    public init(
        streamKey: [UInt8], claim: Claim, mapSteps: [MapProof.Step], anchor: [UInt8],
        anchorProofText: String
    ) {
        precondition(
            streamKey.count == MapKey.streamKeyByteCount, "a stream key has 32 bytes")
        self.streamKey = streamKey
        self.claim = claim
        self.mapSteps = mapSteps
        self.anchor = anchor
        self.anchorProofText = anchorProofText
    }

    /// The proof that the map says so.
    public var mapProof: MapProof {
        switch claim {
        case .present(let head, _): MapProof(claim: .present(head.value), steps: mapSteps)
        case .absent(beside: let leaf): MapProof(claim: .absent(beside: leaf), steps: mapSteps)
        }
    }
}
