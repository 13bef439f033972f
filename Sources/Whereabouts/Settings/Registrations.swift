import EventLog
import SwiftProtobuf

/// Since when homes, authorities and the log are there, as far as their registration says.
struct Registrations: Hashable, Sendable {
    /// The first day of any of them; `nil` before the first registration.
    private(set) var first: LocalDate?
    /// By home number.
    private(set) var homes: [UInt64: LocalDate] = [:]
    /// By code.
    private(set) var authorities: [String: LocalDate] = [:]

    mutating func take(_ entry: EffectiveEntry) throws {
        let day = London.date(of: entry.occurrence.at)
        switch entry.kind {
        case .homeRegistered:
            let home = entry.scope.number
            homes[home] = min(homes[home] ?? day, day)
        case .authorityRegistered:
            let code = try AuthorityRegistered(serializedBytes: entry.facts).code
            authorities[code] = min(authorities[code] ?? day, day)
        case .providerRegistered: break
        default: return
        }
        first = min(first ?? day, day)
    }
}
