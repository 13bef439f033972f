import EventLog

/// Whether the source of an episode can hold offers of an interview, and interviews.
///
/// What it cannot hold is no data. That follows from the source, never from an empty count: from a
/// return, which has no column for either; from a `RecordingPractice` entry of the home, the
/// authority or the log. What somebody recorded all the same is data.
package struct InterviewSource: Hashable, Sendable {
    /// Whether offers are recorded here, and their refusals.
    package let holdsOffers: Bool
    /// Whether interviews are recorded here.
    package let holdsInterviews: Bool

    /// Everything is recorded here.
    package static let full = InterviewSource(holdsOffers: true, holdsInterviews: true)
}

/// Which episodes have a source for offers and interviews: decided here for every report.
struct InterviewSources: Sendable {
    private let view: RecordsView
    private let practices: Practices
    /// Who records what comes from a return, by number; `nil` where nothing came from one.
    private let migrator: UInt64?

    init(_ view: RecordsView, _ setting: Setting) throws {
        (self.view, practices) = (view, setting.practices)
        migrator = try view.returnMigrator()
    }

    /// The source of an episode of a child; the authority is that of the day on which it ended.
    func source(of episode: Episode, _ record: CaseRecord) throws -> InterviewSource {
        guard migrator != nil || !practices.declarations.isEmpty else { return .full }
        let interview = episode.interview
        let saysNo = !interview.notDone.isEmpty
        let speaksOfOffer =
            !(interview.offers.isEmpty && interview.acceptances.isEmpty
            && interview.refusals.isEmpty) || saysNo
        let speaksOfInterview = !interview.completions.isEmpty || saysNo
        if speaksOfOffer, speaksOfInterview { return .full }
        let isReturn = try isOpenedByReturn(episode)
        let day = London.date(of: (episode.end ?? episode.start).at)
        let authority = record.authority(ofInterview: episode)
        func holds(_ practice: Practice) -> Bool {
            !isReturn && practices.records(practice, on: day, at: episode.scope, of: authority)
        }
        return InterviewSource(
            holdsOffers: speaksOfOffer || holds(.offers),
            holdsInterviews: speaksOfInterview || holds(.interviews))
    }

    private func isOpenedByReturn(_ episode: Episode) throws -> Bool {
        guard let migrator else { return false }
        return try view.recorded([episode.opening], by: migrator)
    }
}
