import EventLog

/// What figures look at of a case record, without references: a nation's records are added up for
/// every question, and copying episodes would cost more than all else.
///
/// Follows from the record alone.
struct CaseDigest: Sendable {
    /// One an episode, in the record's order.
    private(set) var absences: [Absence] = []
    /// What counts by its moment.
    private(set) var occurrences: [Counted] = []
    /// One a return that calls for an interview if the child was under 18.
    private(set) var interviews: [Returned] = []
    /// Flags of episodes, raised after a moment.
    private(set) var flags: [Raised] = []
    /// One a spell at a placement.
    private(set) var stays: [Lived] = []

    /// An episode.
    struct Absence {
        let id: EntryID
        let scope: Scope
        let start: Instant
        /// Later than everything while it is open.
        let end: Instant
        let isOpen: Bool
        let hasMissingSegment: Bool
        /// The place of the highest grade in ``GradeCounts/order``; -1 for none.
        let grade: Int8
        /// Elapsed seconds; -1 where the time of an end of it is not known.
        let seconds: Int64
        let isOvernight: Bool
    }

    /// Something that counts where its moment lies in the period.
    struct Counted {
        enum Sort: UInt8 {
            case missing, away, report, admitted, left, escalated, corrected
        }

        let sort: Sort
        let scope: Scope
        let at: Instant
        let id: EntryID
    }

    /// The return of a child whose whereabouts had been unknown.
    struct Returned {
        /// The place of the episode.
        let place: Int
        let scope: Scope
        let at: Instant
        /// The child's age is near 18, or has to be computed afresh.
        let needsAge: Bool
    }

    /// A flag of an episode.
    struct Raised {
        let flag: Flag
        let place: Int
        let after: Instant
    }

    /// A spell at a placement, in days since 1970.
    struct Lived {
        /// The entry that says that it started.
        let id: EntryID
        let scope: Scope
        let start: Instant
        let end: Instant
        let days: Range<Int>
    }

    init(_ record: CaseRecord) {
        for episode in record.episodes { add(episode) }
        for (place, episode) in record.episodes.enumerated() { add(episode, place, record) }
        for finding in record.findings {
            guard let place = finding.place else { continue }
            flags.append(
                Raised(
                    flag: finding.flag, place: place,
                    after: finding.after ?? Instant(microseconds: .min)))
        }
        for stay in record.stays where stay.scope != .none { addMoves(stay) }
        for spell in record.spells where spell.stay.scope != .none { add(spell) }
        for milestone in record.milestones { add(milestone) }
    }

    private mutating func add(_ episode: Episode) {
        let end = episode.end
        let places = episode.policeGrades.compactMap { GradeCounts.order.firstIndex(of: $0) }
        let hasTimes = episode.start.hasTime && end?.hasTime ?? true
        let elapsed = end.map { $0.at.microseconds - episode.start.at.microseconds } ?? 0
        absences.append(
            Absence(
                id: episode.id, scope: episode.scope, start: episode.start.at,
                end: end?.at ?? .distantFuture, isOpen: episode.isOpen,
                hasMissingSegment: episode.hasMissingSegment,
                grade: Int8(places.min() ?? -1),
                seconds: hasTimes ? max(0, elapsed / 1_000_000) : -1,
                isOvernight: end.map { Night.touches(episode.start, $0) } ?? false))
        for segment in episode.segments {
            occurrences.append(
                Counted(
                    sort: segment.segmentClass == .missing ? .missing : .away,
                    scope: episode.scope, at: segment.start.at, id: episode.id))
        }
        for report in episode.policeReports {
            occurrences.append(
                Counted(sort: .report, scope: episode.scope, at: report.at, id: report.id))
        }
    }

    private mutating func add(_ episode: Episode, _ place: Int, _ record: CaseRecord) {
        guard let returned = episode.returned, episode.hasMissingSegment else { return }
        interviews.append(
            Returned(
                place: place, scope: episode.scope, at: returned.at,
                needsAge: record.birthChange != nil || episode.isAgeStale
                    || episode.ageAtReturn ?? 0 >= 17))
    }

    private mutating func add(_ spell: Spell) {
        let first = London.date(of: spell.start).daysSince1970
        let last = spell.end.map { London.date(of: $0).daysSince1970 } ?? .max
        stays.append(
            Lived(
                id: spell.stay.started.id, scope: spell.stay.scope, start: spell.start,
                end: spell.end ?? .distantFuture, days: first..<max(first, last)))
    }

    private mutating func addMoves(_ stay: Stay) {
        occurrences.append(
            Counted(sort: .admitted, scope: stay.scope, at: stay.started.at, id: stay.started.id))
        if let ended = stay.ended {
            occurrences.append(
                Counted(sort: .left, scope: stay.scope, at: ended.at, id: ended.id))
        }
    }

    /// Corrections count when they were recorded, everything else when it happened.
    private mutating func add(_ milestone: Milestone) {
        let isCorrection = milestone.kind.group == .governance
        guard isCorrection || milestone.kind == .escalated else { return }
        occurrences.append(
            Counted(
                sort: isCorrection ? .corrected : .escalated, scope: milestone.scope,
                at: isCorrection ? milestone.recordedAt : milestone.mark.at,
                id: milestone.mark.id))
    }
}
