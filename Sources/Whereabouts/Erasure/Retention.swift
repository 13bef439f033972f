import SwiftProtobuf

/// How long a child's record is kept, and by which rule.
public struct Retention: Hashable, Sendable {
    /// What decides.
    public enum Rule: Hashable, Sendable {
        /// A recorded decision, which names its own rule.
        case decided(String)
        /// 15 years from the death of a child who died under 18.
        case death
        /// 75 years from birth.
        case birth
        /// No decision is recorded, and no date of birth can be read: kept.
        case unknown
    }

    /// The child, as it can be named.
    public let child: ChildID
    /// The last day of keeping; `nil` when unknown.
    public let until: LocalDate?
    /// What decides.
    public let rule: Rule

    /// Whether the last day of keeping is over on `day`.
    public func isOver(on day: LocalDate) -> Bool { until.map { $0 < day } ?? false }
}

extension Retention.Rule {
    /// The rule by name, as an erasing entry holds it: without a date, which would tell the birth.
    public var legalBasis: String {
        switch self {
        case .decided(let rule): rule
        case .death, .birth: "Children's Homes (England) Regulations 2015, regulation 36(2)"
        case .unknown: "none"
        }
    }

    /// The rule in few words.
    public var text: String {
        switch self {
        case .decided: "as decided"
        case .death: "15 years from death under 18"
        case .birth: "75 years from birth"
        case .unknown: "unknown"
        }
    }
}

extension Retention {
    /// What the entries in force say: the newest decision, else a death under 18, else the birth.
    init(
        of child: ChildID, born birth: LocalDate?, _ entries: [EffectiveEntry]
    ) throws {
        self.child = child
        var (decision, death) = (RetentionDecided?.none, LocalDate?.none)
        for entry in entries {
            switch entry.kind {
            case .retentionDecided:
                decision = try RetentionDecided(serializedBytes: entry.facts)
            case .childDied: death = try ChildDied(serializedBytes: entry.facts).date
            default: break
            }
        }
        if let decision, let last = decision.until {
            (until, rule) = (last, .decided(decision.rule))
        } else if let birth {
            if let death, let age = birth.completedYears(on: death), age < 18 {
                (until, rule) = (death.adding(years: 15), .death)
            } else {
                (until, rule) = (birth.birthday(75), .birth)
            }
        } else {
            (until, rule) = (nil, .unknown)
        }
    }
}
