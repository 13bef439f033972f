/// The answer of ``TLogProof/verify(leaf:policy:)``.
public enum TLogProofVerification: Hashable, Sendable {
    /// The leaf is in the log, and these vouch for it.
    case verified(PolicyEvidence)
    /// Nothing is proved, for this reason.
    case refused(TLogProofRefusal)

    /// Whether the leaf is in the log.
    public var isVerified: Bool { evidence != nil }

    /// Who vouches for the checkpoint; `nil` when refused.
    public var evidence: PolicyEvidence? {
        if case .verified(let evidence) = self { evidence } else { nil }
    }
}

/// Why a proof proves nothing.
@nonexhaustive
public enum TLogProofRefusal: Error, Hashable, Sendable {
    /// The checkpoint cannot be relied on.
    case checkpoint(PolicyRefusal)
    /// The leaf is not where the proof says, or not what a history needs.
    case inclusion(Refusal)
    /// The file inside a history's proof is not a proof.
    case unreadable(TLogProofError)
}

extension TLogProofRefusal: CustomStringConvertible {
    /// What is not proved, and what to do next.
    public var description: String {
        switch self {
        case .checkpoint(let refusal): refusal.description
        case .inclusion(let refusal): refusal.description
        case .unreadable(let error): error.description
        }
    }
}

extension TLogProof {
    /// Tells whether the leaf stands at ``index`` of a log that the policy trusts.
    ///
    /// - Parameters:
    ///   - leaf: The leaf's hash, computed from the entry's bytes by the caller.
    ///   - policy: Whom to trust.
    /// - Returns: Who vouches for it, or the reason why nothing is proved.
    public func verify(leaf: MerkleHash, policy: TrustPolicy) -> TLogProofVerification {
        let evidence: PolicyEvidence
        switch policy.verify(checkpoint) {
        case .refused(let refusal): return .refused(.checkpoint(refusal))
        case .verified(let found): evidence = found
        }
        switch inclusion.verify(leaf: leaf, root: checkpoint.checkpoint.root) {
        case .refused(let refusal): return .refused(.inclusion(refusal))
        case .verified: return .verified(evidence)
        }
    }

    /// Tells whether the leaf stands at ``index`` of a log with one of these keys, without witnesses.
    public func verify(leaf: MerkleHash, logs: [VerifierKey]) -> TLogProofVerification {
        verify(leaf: leaf, policy: TrustPolicy(logs: logs))
    }

    /// The proof alone; its size is that of the checkpoint.
    public var inclusion: InclusionProof {
        InclusionProof(index: index, size: checkpoint.checkpoint.size, hashes: hashes)
    }
}
