/// The answer of ``SignedNote/verified(by:)``.
public enum NoteVerification: Hashable, Sendable {
    /// At least one known key has signed, and no known key's signature is bad.
    case verified([VerifiedSignature])
    /// The text must be ignored, for this reason.
    case refused(NoteRefusal)

    /// Whether the text may be read.
    public var isVerified: Bool { verifiedSignatures != nil }

    /// The good signatures of known keys in the order of their lines; `nil` when refused.
    public var verifiedSignatures: [VerifiedSignature]? {
        if case .verified(let signatures) = self { signatures } else { nil }
    }
}

/// A known key whose signature is good.
public struct VerifiedSignature: Hashable, Sendable {
    /// The key.
    public let key: VerifierKey
    /// When a witness says that it signed, in seconds since 1970; `nil` for a log's own signature.
    public let seconds: UInt64?

    /// The name of the key.
    public var name: String { key.name }

    /// Makes what a verification tells of one signature.
    public init(_ key: VerifierKey, seconds: UInt64? = nil) {
        self.key = key
        self.seconds = seconds
    }
}

/// Why the text of a note must be ignored.
@nonexhaustive
public enum NoteRefusal: Error, Hashable, Sendable {
    /// Every signature is of a key that is not known; names as they are claimed.
    case noKnownKey(claimed: [String])
    /// A known key's signature does not fit the text.
    case badSignature(name: String)
    /// Two different known keys have this name and id.
    case ambiguousKey(name: String)
}

extension NoteRefusal: CustomStringConvertible {
    /// What is not proved, and what to do next.
    public var description: String {
        switch self {
        case .noKnownKey(let claimed):
            "no signature of a known key, only of \(claimed.prefix(4).joined(separator: ", ")); "
                + "check which keys were given"
        case .badSignature(let name):
            "the signature of \(name) does not fit the text; keep the note as evidence"
        case .ambiguousKey(let name):
            "two different keys called \(name) have one id; find out which of them is the true one"
        }
    }
}

extension SignedNote {
    /// Verifies the signatures of all known keys; those of others are ignored.
    ///
    /// One bad signature of a known key refuses the note. A key that signs twice is told once, with
    /// its first signature. Every signature line costs at most one verification.
    ///
    /// - Parameter keys: The keys to trust; those of an unusable algorithm are ignored.
    /// - Returns: Who has signed, or the reason why the text must be ignored.
    public func verified(by keys: [VerifierKey]) -> NoteVerification {
        var found: [VerifiedSignature] = []
        for signature in signatures {
            let claiming = Set(keys.filter { $0.algorithm.isUsable && signature.isClaimed(by: $0) })
            guard let key = claiming.first else { continue }
            guard claiming.count == 1 else { return .refused(.ambiguousKey(name: key.name)) }
            guard key.isValid(signature, of: text)
            else { return .refused(.badSignature(name: key.name)) }
            guard !found.contains(where: { $0.key == key }) else { continue }
            let seconds =
                key.algorithm == .cosignature ? Cosignature(signature)?.seconds : nil
            found.append(VerifiedSignature(key, seconds: seconds))
        }
        guard found.isEmpty else { return .verified(found) }
        return .refused(.noKnownKey(claimed: signatures.map(\.name)))
    }
}
