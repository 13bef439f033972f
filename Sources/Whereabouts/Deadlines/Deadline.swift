public import EventLog

/// Something that is owed for a child by a moment.
///
/// It does not depend on the present time; ``state(asOf:dueSoonHours:)`` says how it stands.
public struct Deadline: Hashable, Sendable {
    /// What is owed.
    public let duty: Duty
    /// The entry that it follows from.
    public let cause: Mark
    /// The opening entry of the episode; `nil` when it belongs to none.
    public let episode: EntryID?
    /// The home whose matter it is, by number; `none` when not known.
    public let scope: Scope
    /// Who owes it: a code of an authority or police force, or a reference that the host gave; empty
    /// for the home.
    public let owner: String
    /// When it is due; `nil` when the time from which it counts is not known.
    public let due: Instant?
    /// What met it, in time or late.
    public internal(set) var met: Mark?
    /// What ended the duty without meeting it: declined, dropped, or no longer needed.
    public internal(set) var released: Mark?
    /// The place of the episode in its case record.
    var place: Int?

    /// What can be owed.
    public enum Duty: String, Hashable, Sendable, CaseIterable {
        /// A return home interview, 72 hours after the return (2014 guidance).
        case returnInterview
        /// A review of a child whom the police hold absent, at the time agreed.
        case absenceReview
        /// A safe and well check after the return of a child reported to the police, who owe it.
        case safeAndWell
        /// Telling the placing authority.
        case placingAuthority
        /// Deciding whether the parents are told.
        case parents
        /// Telling the Home Office that a child subject to restriction is missing.
        case homeOfficeMissing
        /// Telling the Home Office that the child is found.
        case homeOfficeFound
        /// Deciding whether Ofsted is notified (regulation 40).
        case ofsted
        /// An answer to a challenge.
        case challenge
        /// An action.
        case action

        /// Whether the police owe it, whichever force: it follows from a report to them.
        public var isOfPolice: Bool { self == .safeAndWell }
    }

    /// How a deadline stands.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Due later.
        case onTrack
        /// Due soon, or at this very moment.
        case dueSoon
        /// Past due and not met.
        case overdue
        /// Met when due or before.
        case met
        /// Met after it was due.
        case metLate
        /// Ended without being met: declined, dropped or no longer needed.
        case released
        /// When it is due is not known; it is not met.
        case unknown
    }

    /// How it stands as of a moment.
    ///
    /// - Parameters:
    ///   - now: The moment.
    ///   - dueSoonHours: How near it must be to be due soon.
    /// - Returns: The state; a duty met at a time not known counts as met late only if it cannot
    ///   have been met in time.
    public func state(asOf now: Instant, dueSoonHours: Int64 = 24) -> State {
        if let met {
            guard let due else { return .met }
            return met.at <= due ? .met : .metLate
        }
        if released != nil { return .released }
        guard let due else { return .unknown }
        if due < now { return .overdue }
        return due <= now.adding(seconds: dueSoonHours * 3600) ? .dueSoon : .onTrack
    }
}
