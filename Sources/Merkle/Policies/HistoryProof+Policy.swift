extension HistoryProof {
    /// Tells whether the history is complete in a log that the policy trusts.
    ///
    /// The answer is about ``streamKey`` and the checkpoint inside: whoever asked for a child's
    /// proof compares the key with the child's, and the checkpoint's size with the newest one.
    ///
    /// - Parameter policy: Whom to trust.
    /// - Returns: Who vouches for which checkpoint, or the reason why nothing is proved.
    public func verify(policy: TrustPolicy) -> TLogProofVerification {
        let proof: TLogProof
        do throws(TLogProofError) {
            proof = try TLogProof(parsing: Array(anchorProofText.utf8))
        } catch { return .refused(.unreadable(error)) }
        let evidence: PolicyEvidence
        switch policy.verify(proof.checkpoint) {
        case .refused(let refusal): return .refused(.checkpoint(refusal))
        case .verified(let found): evidence = found
        }
        switch verify(anchorProof: proof.inclusion, root: evidence.checkpoint.root) {
        case .refused(let refusal): return .refused(.inclusion(refusal))
        case .verified: return .verified(evidence)
        }
    }
}
