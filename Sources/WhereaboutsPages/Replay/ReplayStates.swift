import EventLog
import Whereabouts

/// What was known of a child at each stop, as changes.
///
/// A stop is an entry of the child, at its recorded time; the last one is the moment of the view.
struct ReplayStates {
    private(set) var episodes = Spans<EpisodeRow>()
    private(set) var deadlines = Spans<DeadlineRow>()
    private(set) var flags = Spans<Finding>()

    init(_ child: KnownChild) throws {
        let entries = child.history.entries
        var steps: [CaseStep] = []
        try child.view.forEachStep(of: child.history.child, entries) { step in
            steps.append(step)
        }
        let scopes = steps.flatMap { $0.episodes.map(\.scope) }
        let homes = try child.view.ids(of: Set(scopes))
        for (stop, step) in steps.enumerated() {
            take(step, at: stop) { homes[$0] }
        }
        let last = CaseStep(child.history)
        take(last, at: entries.count) { child.history.home($0) }
    }

    private mutating func take(_ step: CaseStep, at stop: Int, _ home: (Scope) -> HomeID?) {
        episodes.take(
            step.episodes.enumerated().map { place, episode in
                EpisodeRow(
                    place + 1,
                    EpisodeFacts(
                        episode: episode, home: home(episode.scope),
                        needsInterview: step.needInterview.contains(episode.id)))
            }, at: stop)
        deadlines.take(step.deadlines.compactMap { DeadlineRow($0) }, at: stop)
        flags.take(step.findings, at: stop)
    }
}
