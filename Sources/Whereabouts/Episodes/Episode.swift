public import EventLog

/// One absence of one child, from its opening to the return.
///
/// Follows from the child's entries alone; see ``CaseRecord``. Four things go on independently:
/// the whereabouts (``segments``), the child's ``presence``, the ``police`` and the ``aftercare``.
public struct Episode: Hashable, Sendable {
    /// The id of the opening entry.
    public let id: EntryID
    /// The position of the opening entry.
    public let opening: Position
    /// The home from which the child went, by number; `none` when not known.
    public let scope: Scope
    /// When it started: last seen by a responsible adult, else the moment of the opening.
    public let start: Occurrence
    /// When the opening entry says that it happened.
    public let opened: Occurrence
    /// When the child was last seen, by whomever; `nil` when a report to the police opens it.
    public internal(set) var lastSeen: Instant?
    /// The home that owes the aftercare: the one that received the child, else the child's own.
    public internal(set) var careScope: Scope
    /// When the child was first found; `nil` when not, or not recorded.
    public internal(set) var found: Mark?
    /// When the child was back.
    public internal(set) var returned: Mark?
    /// When it ended without a return: care ceased, 18th birthday, death, or a part was split off.
    public internal(set) var endedOtherwise: Mark?
    /// Why it ended without a return; `nil` where a later part was split off.
    public internal(set) var endedReason: EndedReason?
    /// The parts with one class of the national return each, in order of time.
    public internal(set) var segments: [Segment] = []
    /// Whether it is known where the child is, or was when the episode ended.
    public internal(set) var areWhereaboutsKnown = false
    /// Whether the child was found and has gone again since.
    var isLostAgain = false
    /// The reports to the police, in order of time.
    public internal(set) var policeReports: [Mark] = []
    /// The category that the police gave last.
    public internal(set) var policeCategory: PoliceCategory?
    /// The grades the police gave, in order of time.
    public internal(set) var policeGrades: [PoliceGrade] = []
    /// When the police closed their case.
    public internal(set) var policeClosed: Occurrence?
    /// What became of the return home interview.
    public internal(set) var interview = Interview()
    /// The first safe and well check.
    public internal(set) var safeAndWell: Mark?
    /// The first reason or explanation of it.
    public internal(set) var explanation: Mark?
    /// Why the child went, where the child was, and what happened.
    public internal(set) var circumstances = Circumstances()
    /// The child's age as it was computed when the opening was recorded; `nil` when not known.
    var ageAtOpening: Int?
    /// The stored age does not do for the start: it lies on another day, or was corrected.
    var isOpeningAgeStale = false
    /// Challenges to an authority because no interview was offered.
    public internal(set) var offerChallenges: [Position] = []
    /// The child's age at the return as it was computed when recorded; `nil` when not known.
    var ageAtReturn: Int?
    /// A correction moved the return from the moment at which the age was computed.
    var isAgeStale = false
    /// The newest age that an entry up to the end was recorded with; not that of an ending as a day
    /// begins.
    var latestAge: Int?

    /// Whether the child has neither returned nor the episode ended otherwise.
    public var isOpen: Bool { returned == nil && endedOtherwise == nil }

    /// When it ended, one way or the other.
    public var end: Occurrence? { (returned ?? endedOtherwise)?.occurrence }

    /// Whether the child's whereabouts were unknown at any time of it (class M).
    public var hasMissingSegment: Bool { segments.contains { $0.segmentClass == .missing } }

    /// The class of a segment in the national return (SSDA903, item MISSING).
    public enum Class: String, Hashable, Sendable {
        /// Missing from care: not where expected, whereabouts not known.
        case missing = "M"
        /// Away from placement without authorisation: whereabouts known, and concern or notice.
        case away = "A"
    }

    /// A part of an episode with one class; one incident.
    public struct Segment: Hashable, Sendable {
        /// Missing or away.
        public let segmentClass: Class
        /// When it started.
        public let start: Occurrence
        /// When it ended; `nil` while it lasts.
        ///
        /// As recorded: it can lie before the start, which F03 flags.
        public let end: Occurrence?
    }
}

extension Episode {
    /// Where the child is, as far as the episode goes.
    public enum Presence: String, Hashable, Sendable {
        /// Not in placement and not found.
        case away
        /// Found and not back.
        case located
        /// Back in placement.
        case returned
        /// Ended without a return.
        case ended
    }

    /// Where the child is, as far as the episode goes.
    public var presence: Presence {
        if let returned, let endedOtherwise {
            return returned.at <= endedOtherwise.at ? .returned : .ended
        }
        if returned != nil { return .returned }
        if endedOtherwise != nil { return .ended }
        return found != nil && !isLostAgain ? .located : .away
    }

    /// How far the police have come.
    public enum Police: String, Hashable, Sendable {
        /// No report to the police.
        case notReported
        /// Reported, not categorised.
        case reported
        /// Categorised by the police; ``Episode/policeCategory`` and the grades say how.
        case categorised
        /// The police have closed their case.
        case closed
    }

    /// How far the police have come.
    public var police: Police {
        if policeClosed != nil { return .closed }
        if policeCategory != nil || !policeGrades.isEmpty { return .categorised }
        return policeReports.isEmpty ? .notReported : .reported
    }

    /// How far the return home interview has come.
    public enum Aftercare: String, Hashable, Sendable {
        /// None is required: not returned, or the whereabouts were always known.
        case none
        /// Required, and nobody has offered one.
        case required
        /// Offered, not answered.
        case offered
        /// Accepted, not held.
        case accepted
        /// Declined for good.
        case declined
        /// Held.
        case completed
        /// Not offered or not carried out, as somebody says.
        case notDone = "not-done"
    }

    /// How far the return home interview has come; the child's age is not looked at: see
    /// ``InterviewOutlook``.
    public var aftercare: Aftercare {
        if !interview.completions.isEmpty { return .completed }
        guard returned != nil, hasMissingSegment else { return .none }
        if interview.isDeclined { return .declined }
        if !interview.notDone.isEmpty { return .notDone }
        if interview.isAccepted { return .accepted }
        return interview.offers.isEmpty ? .required : .offered
    }
}
