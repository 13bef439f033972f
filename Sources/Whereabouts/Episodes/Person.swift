import EventLog
import SwiftProtobuf

/// What the rules look at about the child, as registered last.
struct Person: Hashable, Sendable {
    var isUASC = false
    var isFlagged = false
    var isAtRiskOfCSE = false
    var responsibleAuthority = ""
    var birthChange: Position?

    /// Nothing on record.
    init() {}

    init(_ entries: [EffectiveEntry]) throws {
        for entry in entries { try take(entry) }
    }

    private mutating func take(_ entry: EffectiveEntry) throws {
        let facts = entry.facts
        switch entry.kind {
        case .childRegistered:
            let child = try ChildRegistered(serializedBytes: facts)
            isUASC = child.uasc
            responsibleAuthority = child.responsibleAuthority
        case .childDetailsChanged:
            let child = try ChildDetailsChanged(serializedBytes: facts)
            if child.hasUasc { isUASC = child.uasc }
            if child.hasResponsibleAuthority { responsibleAuthority = child.responsibleAuthority }
            if entry.stored.hasNarrative { birthChange = entry.header.position }
        case .entryCorrected, .entryWithdrawn, .entryReinstated:
            // What they concern may hold a date of birth, or the moment at which an age counts.
            birthChange = entry.header.position
        case .riskJudged:
            flag(try RiskJudged(serializedBytes: facts).factors)
        case .preIncidentRiskAssessed:
            flag(try PreIncidentRiskAssessed(serializedBytes: facts).factors)
        case .exploitationConcernRaised:
            flag(try ExploitationConcernRaised(serializedBytes: facts).flags)
        default: break
        }
    }

    mutating func flag(_ factors: [RiskFlag]) {
        isAtRiskOfCSE = isAtRiskOfCSE || factors.contains(.cse)
        isFlagged = isFlagged || factors.contains { $0 == .uasc || $0 == .subjectToRestriction }
    }
}
