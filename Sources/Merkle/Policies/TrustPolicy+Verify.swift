/// The answer of ``TrustPolicy/verify(_:)``.
public enum PolicyVerification: Hashable, Sendable {
    /// A log of the policy has signed, and enough witnesses have cosigned.
    case verified(PolicyEvidence)
    /// The checkpoint must be ignored, for this reason.
    case refused(PolicyRefusal)

    /// Whether the checkpoint may be relied on.
    public var isVerified: Bool { evidence != nil }

    /// Who vouches for the checkpoint; `nil` when refused.
    public var evidence: PolicyEvidence? {
        if case .verified(let evidence) = self { evidence } else { nil }
    }
}

/// Who vouches for a checkpoint.
public struct PolicyEvidence: Hashable, Sendable {
    /// What they vouch for.
    public let checkpoint: Checkpoint
    /// The log's signature.
    public let log: VerifiedSignature
    /// The cosignatures of witnesses of the policy, with their times.
    public let witnesses: [VerifiedSignature]
}

/// Why a checkpoint must be ignored under a policy.
@nonexhaustive
public enum PolicyRefusal: Error, Hashable, Sendable {
    /// The note itself is refused.
    case note(NoteRefusal)
    /// No log of the policy with this origin as its key's name has signed.
    case notSignedByLog(origin: String)
    /// Too few witnesses have cosigned; names as the policy has them.
    case quorumMissed(quorum: String, cosigned: [String])
}

extension PolicyRefusal: CustomStringConvertible {
    /// What is not proved, and what to do next.
    public var description: String {
        switch self {
        case .note(let refusal):
            refusal.description
        case .notSignedByLog(let origin):
            "no log of the policy has signed for \(origin); check the policy's log lines"
        case .quorumMissed(let quorum, let cosigned):
            "quorum \(quorum) is missed, cosigned by "
                + (cosigned.isEmpty ? "no witness" : cosigned.joined(separator: ", "))
                + "; fetch the checkpoint again with its cosignatures"
        }
    }
}

extension TrustPolicy {
    /// Tells whether a checkpoint is signed by a log of this policy and cosigned by the quorum.
    ///
    /// A signature counts for a log only when the key's name is the checkpoint's origin: one log
    /// cannot speak for another.
    ///
    /// - Parameter checkpoint: The checkpoint as it was received.
    /// - Returns: Who vouches for it, or the reason why it must be ignored.
    public func verify(_ checkpoint: SignedCheckpoint) -> PolicyVerification {
        let found: [VerifiedSignature]
        switch checkpoint.note.verified(by: logs.map(\.key) + witnesses.map(\.key)) {
        case .refused(let refusal): return .refused(.note(refusal))
        case .verified(let signatures): found = signatures
        }
        let origin = checkpoint.checkpoint.origin
        guard let log = found.first(where: { speaks($0.key, for: origin) })
        else { return .refused(.notSignedByLog(origin: origin)) }
        let cosigners = Set(found.map(\.key))
        let cosigned = witnesses.filter { cosigners.contains($0.key) }
        guard isQuorum(cosigned.map(\.name)) else {
            return .refused(
                .quorumMissed(quorum: quorum ?? "none", cosigned: cosigned.map(\.name)))
        }
        let keys = Set(cosigned.map(\.key))
        return .verified(
            PolicyEvidence(
                checkpoint: checkpoint.checkpoint, log: log,
                witnesses: found.filter { keys.contains($0.key) }))
    }

    private func speaks(_ key: VerifierKey, for origin: String) -> Bool {
        key.algorithm == .ed25519 && key.name.utf8.elementsEqual(origin.utf8)
            && logs.contains { $0.key == key }
    }

    /// Groups refer to earlier names only, so one pass in their order finds all that count.
    private func isQuorum(_ cosigned: [String]) -> Bool {
        guard let quorum else { return true }
        var counting = Set(cosigned.map { Array($0.utf8) })
        for group in groups {
            let members = group.members.count { counting.contains(Array($0.utf8)) }
            if members >= group.threshold { counting.insert(Array(group.name.utf8)) }
        }
        return counting.contains(Array(quorum.utf8))
    }
}
