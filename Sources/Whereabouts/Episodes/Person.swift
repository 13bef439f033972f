import EventLog
import SwiftProtobuf

/// What the rules look at about the child: as registered last, but for the authority, which has days.
struct Person: Hashable, Sendable {
    var isUASC = false
    var isFlagged = false
    var isAtRiskOfCSE = false
    /// Somebody has judged the child's risks, whatever they found.
    var isRiskAssessed = false
    /// In order of their days.
    var authorities: [AuthorityPeriod] = []
    var birthChange: Position?
    /// A death or a decision on record says how long the record is kept.
    var hasKeepingRule = false
    /// The newest entry that may have changed who the child is: name, sex, ethnicity, pupil number
    /// or date of birth.
    var identityChange: Position?

    /// Nothing on record.
    init() {}

    /// Looks at the entries in force; `kind` says what stands at a position, withdrawn or not.
    init(_ entries: [EffectiveEntry], _ kind: (Position) -> Kind?) throws {
        for entry in entries { try take(entry, kind) }
        authorities = try AuthorityPeriod.periods(entries)
    }

    private mutating func take(_ entry: EffectiveEntry, _ kind: (Position) -> Kind?) throws {
        let facts = entry.facts
        switch entry.kind {
        case .childRegistered:
            let child = try ChildRegistered(serializedBytes: facts)
            isUASC = child.uasc
            // Taken over from a log in which the words had been erased.
            if !entry.stored.hasNarrative { noteChange(entry) }
        case .entryAnnotated:
            if entry.stored.isAgeNote { noteChange(entry) }
        case .childDetailsChanged:
            let child = try ChildDetailsChanged(serializedBytes: facts)
            if child.hasUasc { isUASC = child.uasc }
            if entry.stored.hasNarrative { noteChange(entry) }
        case .entryCorrected:
            if try Self.mayChangeBirth(entry.facts) {
                noteChange(entry)
            } else if try Self.mayChangeIdentity(entry.facts) {
                identityChange = entry.header.position
            }
        case .entryWithdrawn, .entryReinstated:
            // An entry of an episode holds no date of birth; what amends another may.
            let target = entry.header.refersTo.flatMap(kind)
            if target?.group != .episode { noteChange(entry) }
        case .wordsErased:
            let erased = try WordsErased(serializedBytes: facts)
            if erased.classes.contains(.identity) { noteChange(entry) }
        case .childDied, .retentionDecided: hasKeepingRule = true
        case .riskJudged:
            flag(try RiskJudged(serializedBytes: facts).factors)
        case .preIncidentRiskAssessed:
            flag(try PreIncidentRiskAssessed(serializedBytes: facts).factors)
        case .exploitationConcernRaised:
            flag(try ExploitationConcernRaised(serializedBytes: facts).flags)
        default: break
        }
    }

    /// The code of the authority responsible on a day: the first on record serves for the days
    /// before it; empty when none is on record.
    func authority(on day: LocalDate) -> String {
        (authorities.last { $0.from <= day } ?? authorities.first)?.code ?? ""
    }

    /// Whether a correction may change a date of birth, itself or by correcting a correction.
    static func mayChangeBirth(_ facts: [UInt8]) throws -> Bool {
        try EntryCorrected(serializedBytes: facts).patches.contains {
            $0.path == "narrative.dob" || $0.path == "facts.patches"
        }
    }

    private static func mayChangeIdentity(_ facts: [UInt8]) throws -> Bool {
        let paths: Set = [
            "narrative.name", "narrative.sex", "narrative.ethnicity", "narrative.upn",
        ]
        return try EntryCorrected(serializedBytes: facts).patches.contains {
            paths.contains($0.path)
        }
    }

    private mutating func noteChange(_ entry: EffectiveEntry) {
        (birthChange, identityChange) = (entry.header.position, entry.header.position)
    }

    mutating func flag(_ factors: [RiskFlag]) {
        isRiskAssessed = true
        isAtRiskOfCSE = isAtRiskOfCSE || factors.contains(.cse)
        isFlagged = isFlagged || factors.contains { $0 == .uasc || $0 == .subjectToRestriction }
    }
}
