public import EventLog

/// What is said of an episode's return home interview: decided once, for text, pages and JSON.
///
/// Where none is required nothing is due, so that "none required" and a time by which one is due
/// never stand together. One that was held all the same is told.
public struct InterviewOutlook: Hashable, Sendable {
    /// Returned, missing at any time, and under 18 on the day of the return.
    public let isRequired: Bool
    /// How far it has come; ``Episode/Aftercare/none`` where none is required and none was held.
    public let state: Episode.Aftercare
    /// When it is due; `nil` where none is required, and after a return without a time.
    public let due: Instant?

    /// Tells it of an episode; whether one is required depends on the child's age.
    package init(_ episode: Episode, isRequired: Bool) {
        self.isRequired = isRequired
        let isTold = isRequired || episode.aftercare == .completed
        state = isTold ? episode.aftercare : .none
        due = isRequired ? episode.interview.due : nil
    }
}

extension History {
    /// What is said of an episode's return home interview.
    public func outlook(of episode: Episode) -> InterviewOutlook {
        InterviewOutlook(episode, isRequired: requiresInterview(episode))
    }
}

extension ChildCase {
    /// What is said of the return home interviews of episodes, in their order.
    ///
    /// - Throws: What reading throws.
    public func outlooks(of episodes: [Episode]) throws -> [InterviewOutlook] {
        let required = Set(try requiringInterview().map(\.id))
        return episodes.map { InterviewOutlook($0, isRequired: required.contains($0.id)) }
    }
}
