import EventLog

/// Since when there can be anything on record of a home, an authority, or in a log at all.
///
/// What lies before is no data, and not 0.
package struct Beginning: Hashable, Sendable {
    /// The first day; `nil` where nothing is registered, and then nothing is said.
    package let day: LocalDate?

    /// Whether a period lies before it, all of it.
    package func isAfter(_ period: Period) -> Bool { day.map { period.to <= $0 } ?? false }
}

extension RecordsView {
    /// Since when there can be anything on record within a reach.
    ///
    /// The day of the registration; an earlier one on which a child went away or was placed, since
    /// homes are registered late when older records are taken over.
    ///
    /// - Parameters:
    ///   - reach: Of what.
    ///   - day: Whether it began on this day or before is enough to know; the day of a registration
    ///     by then is given as it is.
    /// - Returns: The beginning.
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    /// - Complexity: Linear in the episodes and stays within the reach, where the registration is
    ///   later than `day`; else constant.
    package func beginning(of reach: Reach, ifAfter day: LocalDate) throws -> Beginning {
        let setting = try setting()
        var scope: Scope?
        let registered: LocalDate?
        switch reach {
        case .everything: registered = setting.registrations.first
        case .home(let home):
            let number = try number(of: home)
            (scope, registered) = (number, setting.registrations.homes[number.number])
        case .authority(let code): registered = setting.registrations.authorities[code]
        }
        guard let registered, registered > day else { return Beginning(day: registered) }
        var first = registered
        func note(_ moment: Instant, _ place: Scope) {
            guard scope == nil || place == scope else { return }
            first = min(first, London.date(of: moment))
        }
        let found = try scope.map { try cases(at: $0, setting) } ?? foldedCases(setting)
        for folded in found {
            if case .authority(let code) = reach, !folded.record.wasResponsible(code) {
                continue
            }
            for absence in folded.digest.absences { note(absence.start, absence.scope) }
            for stay in folded.digest.stays { note(stay.start, stay.scope) }
        }
        return Beginning(day: first)
    }
}
