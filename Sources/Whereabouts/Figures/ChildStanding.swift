package import EventLog

/// Who a child is to a report, and how often the child was away (the header of report 1).
public struct ChildStanding: Hashable, Sendable {
    /// Completed years as of the view; where the date of birth cannot be read, as stored last.
    public internal(set) var age: Int?
    /// Whether ``age`` is that of the last entry, and not of the view.
    public internal(set) var isAgeStored = false
    /// The home of the placement; `nil` without one.
    public internal(set) var home: HomeID?
    /// The code of the responsible authority; `nil` when none is recorded.
    public let authority: String?
    /// Whether the home lies in that authority's area; `nil` without a home.
    public internal(set) var isInArea: Bool?
    /// Missing incidents: segments of class M.
    public internal(set) var missingIncidents = 0
    /// Away incidents: segments of class A.
    public internal(set) var awayIncidents = 0
    /// Elapsed seconds of the episodes, an open one up to the moment of the view.
    public internal(set) var secondsAway: Int64 = 0
    /// Episodes that are not in ``secondsAway``, since the time of an end of it is not known.
    public internal(set) var episodesWithoutTime = 0
    /// The last return home interview held; `nil` when there was none.
    public internal(set) var lastInterview: Mark?

    init(_ record: CaseRecord, _ now: Instant) {
        let code = record.responsibleAuthority(on: London.date(of: now))
        authority = code.isEmpty ? nil : code
        for episode in record.episodes { add(episode, now) }
    }

    private mutating func add(_ episode: Episode, _ now: Instant) {
        missingIncidents += episode.segments.count { $0.segmentClass == .missing }
        awayIncidents += episode.segments.count { $0.segmentClass == .away }
        if let seconds = episode.secondsAway(asOf: now) {
            secondsAway += seconds
        } else {
            episodesWithoutTime += 1
        }
        for held in episode.interview.completions
        where lastInterview.map({ $0.at < held.mark.at }) ?? true {
            lastInterview = held.mark
        }
    }
}

extension Episode {
    /// Elapsed seconds from start to end, or to `now`; `nil` when a time of day is not known.
    package func secondsAway(asOf now: Instant) -> Int64? {
        guard start.hasTime, end?.hasTime ?? true else { return nil }
        return max(0, ((end?.at ?? now).microseconds - start.at.microseconds) / 1_000_000)
    }
}

extension RecordsView {
    /// Age, placement and totals of a child, as of the view.
    ///
    /// - Parameter history: The child's, of this view.
    /// - Returns: The standing.
    /// - Throws: What reading throws.
    public func standing(of history: History) throws -> ChildStanding {
        let setting = try setting()
        var standing = ChildStanding(history.record, now)
        if let number = try records.number(of: history.child),
            let folded = try folded(Subject(number), setting),
            let birth = try folded.ages({ try ages(of: folded, setting) }).birth
        {
            standing.age = birth.completedYears(on: London.date(of: now))
        } else {
            standing.age = history.entries.last { $0.age != nil }?.age
            standing.isAgeStored = standing.age != nil
        }
        let stay = history.record.stays.last { $0.lasts(at: now) }
        if let stay, stay.scope != .none {
            standing.home = history.home(stay.scope)
            let cohort = setting.cohort(
                of: stay.scope, on: London.date(of: now), standing.authority ?? "")
            standing.isInArea = cohort == .inArea
        }
        return standing
    }
}
