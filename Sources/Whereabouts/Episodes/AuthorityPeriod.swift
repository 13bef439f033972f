import EventLog
import SwiftProtobuf

/// The authority responsible for a child from a day on.
public struct AuthorityPeriod: Hashable, Sendable {
    /// The first day; of the first period of a child, of all days before as well.
    public let from: LocalDate
    /// The code of the authority.
    public let code: String
}

extension AuthorityPeriod {
    /// What registrations and changes say, by when they happened; a day belongs to the last of them,
    /// and an authority that is named again goes on.
    static func periods(_ entries: [EffectiveEntry]) throws -> [AuthorityPeriod] {
        // The sort is stable: of two of one moment the one recorded later stands last.
        let named = try entries.compactMap { try Named($0) }.sorted { $0.at < $1.at }
        var periods: [AuthorityPeriod] = []
        for name in named {
            let day = London.date(of: name.at)
            if periods.last?.from == day { periods.removeLast() }
            if periods.last?.code == name.code { continue }
            periods.append(AuthorityPeriod(from: day, code: name.code))
        }
        return periods
    }

    private struct Named {
        let at: Instant
        let code: String

        /// `nil` when the entry names no authority.
        init?(_ entry: EffectiveEntry) throws {
            let facts = entry.facts
            switch entry.kind {
            case .childRegistered:
                code = try ChildRegistered(serializedBytes: facts).responsibleAuthority
            case .childDetailsChanged:
                code = try ChildDetailsChanged(serializedBytes: facts).responsibleAuthority
            default: return nil
            }
            guard !code.isEmpty else { return nil }
            at = entry.occurrence.at
        }
    }
}
