/// What is known of why a child went, where the child was, and what happened to the child.
///
/// Codes only, from all entries of the episode in force; the words behind them stay sealed.
public struct Circumstances: Hashable, Sendable {
    /// Where the child was last known to be before being found; `nil` when nobody said.
    public internal(set) var lastPlace: FoundCircumstance?
    /// Who found the child first; `nil` when not found, or not recorded.
    public internal(set) var foundBy: FoundBy?
    /// Where that was.
    public internal(set) var foundPlace: FoundCircumstance?
    /// Harm that anybody reported: at finding, at the end of the police's case, at an interview.
    public internal(set) var harms = CodeSet<Harm>()
    /// Reasons that the child gave.
    public internal(set) var reasons = CodeSet<AbsenceReason>()
    /// Concerns of exploitation, and risks that an interview brought up.
    public internal(set) var risks = CodeSet<RiskFlag>()
    /// Whether the Home Office was told, of missing or found.
    public internal(set) var isHomeOfficeTold = false
    /// Whether the child was referred to the National Referral Mechanism.
    public internal(set) var isReferred = false

    /// Nothing known.
    public init() {}
}

/// Codes of one list, each at most once; a list has fewer than 64.
public struct CodeSet<Code: RawRepresentable & Hashable & Sendable>: Hashable, Sendable
where Code.RawValue == Int {
    /// A bit a number.
    private(set) var bits: UInt64 = 0

    /// No codes.
    public init() {}

    init(bits: UInt64) { self.bits = bits }

    /// Whether no code is in it.
    public var isEmpty: Bool { bits == 0 }

    /// Whether a code is in it; of unspecified codes and those of newer versions none is.
    public func contains(_ code: Code) -> Bool { bits & Self.bit(code) != 0 }

    mutating func insert(_ code: Code) { bits |= Self.bit(code) }

    mutating func insert(_ codes: some Sequence<Code>) { for code in codes { insert(code) } }

    private static func bit(_ code: Code) -> UInt64 {
        (1..<64).contains(code.rawValue) ? 1 << UInt64(code.rawValue) : 0
    }
}

extension Circumstances {
    mutating func noteFinding(_ facts: ChildFound) {
        guard foundBy == nil else { return harms.insert(facts.harm) }
        (foundBy, foundPlace) = (facts.foundBy, facts.placeClass)
        if facts.hasHarm { harms.insert(facts.harm) }
    }

    mutating func noteInterview(_ facts: RhiCompleted) {
        reasons.insert(facts.reasons)
        risks.insert(facts.riskFlags)
        harms.insert(facts.harm)
    }
}
