extension HistoryProof {
    /// Verifies everything from the file alone: signatures, anchor, map and entries.
    ///
    /// - Parameter policy: Whom the caller trusts.
    /// - Returns: Who vouches for it, or the first reason why nothing is proved.
    public func verify(policy: TrustPolicy) -> HistoryVerification {
        let anchorProof: TLogProof
        do throws(TLogProofError) {
            anchorProof = try TLogProof(parsing: Array(anchorProofText.utf8))
        } catch { return .unreadable(error) }
        let signed = anchorProof.checkpoint
        let evidence: PolicyEvidence
        switch policy.verify(signed) {
        case .verified(let found): evidence = found
        case .refused(let refusal): return .notTrusted(refusal)
        }
        switch verify(anchorProof: anchorProof.inclusion, root: signed.checkpoint.root) {
        case .verified: return .verified(evidence)
        case .refused(let refusal): return .refused(refusal)
        }
    }
}

/// The answer of ``HistoryProof/verify(policy:)``.
public enum HistoryVerification: Hashable, Sendable {
    /// The history is complete at the checkpoint, which these vouch for.
    case verified(PolicyEvidence)
    /// The anchor's proof in the file cannot be read.
    case unreadable(TLogProofError)
    /// The checkpoint in the file is not to be trusted.
    case notTrusted(PolicyRefusal)
    /// The history does not follow from the checkpoint.
    case refused(Refusal)

    /// Whether the history is proved to be complete.
    public var isVerified: Bool {
        if case .verified = self { true } else { false }
    }

    /// Why nothing is proved; `nil` when it is.
    public var reason: String? {
        switch self {
        case .verified: nil
        case .unreadable(let error): "\(error)"
        case .notTrusted(let refusal): "\(refusal)"
        case .refused(let refusal): "\(refusal)"
        }
    }
}
