import EventLog

/// What is said to be recorded here, and what not, as `RecordingPractice` entries say.
///
/// An entry holds for a home, for the children of an authority, for both together, or for the whole
/// log, from its first day on by occurrence. Of those that hold for a day the one recorded last wins;
/// without any, everything is recorded here.
struct Practices: Hashable, Sendable {
    /// In the order in which they were recorded.
    private(set) var declarations: [Declaration] = []

    /// One `RecordingPractice` entry.
    struct Declaration: Hashable, Sendable {
        let about: Practice
        let isRecorded: Bool
        /// Of one home only; `none` for all.
        let scope: Scope
        /// Of one authority's children only; empty for all.
        let authority: String
        let validFrom: LocalDate
    }

    mutating func declare(_ facts: RecordingPractice, of scope: Scope) {
        guard let day = facts.validFrom else { return }
        declarations.append(
            Declaration(
                about: facts.about, isRecorded: facts.recorded, scope: scope,
                authority: facts.authority, validFrom: day))
    }

    /// Whether something that happened on `day` is recorded here.
    ///
    /// - Parameters:
    ///   - practice: What.
    ///   - day: The day in London.
    ///   - scope: Of which home; `none` for no home on record, or all homes.
    ///   - authority: Of which authority's children; empty for none on record, or all.
    /// - Returns: Whether it is; without any entry that holds, it is.
    func records(
        _ practice: Practice, on day: LocalDate, at scope: Scope, of authority: String
    ) -> Bool {
        declarations.last { declared in
            declared.about == practice && declared.validFrom <= day
                && (declared.scope == .none || declared.scope == scope)
                && (declared.authority.isEmpty || declared.authority == authority)
        }?.isRecorded ?? true
    }
}
