import EventLog
import Whereabouts

/// What was known of a child at each stop, as changes.
///
/// A stop is an entry of the child, at its recorded time; the last one is the moment of the view.
struct ReplayStates {
    private(set) var episodes = Spans<EpisodeRow>()
    private(set) var deadlines = Spans<DeadlineRow>()
    private(set) var flags = Spans<Finding>()
    /// The episodes of the stop before, each with its row: most are the same at the next.
    private var known: [Known] = []

    private struct Known {
        let episode: Episode
        let needsInterview: Bool
        let row: EpisodeRow
    }

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
        for (place, episode) in step.episodes.enumerated() {
            let needsInterview = step.needInterview.contains(episode.id)
            let before = known.indices.contains(place) ? known[place] : nil
            if before?.episode == episode, before?.needsInterview == needsInterview { continue }
            let facts = EpisodeFacts(
                episode: episode, home: home(episode.scope), needsInterview: needsInterview)
            set(
                Known(
                    episode: episode, needsInterview: needsInterview,
                    row: EpisodeRow(place + 1, facts)), at: stop, place)
        }
        while known.count > step.episodes.count {
            if let gone = known.popLast() { episodes.end(gone.row, at: stop) }
        }
        deadlines.take(step.deadlines.compactMap { DeadlineRow($0) }, at: stop)
        flags.take(step.findings, at: stop)
    }

    /// Puts an episode in its place; a row that reads the same goes on.
    private mutating func set(_ new: Known, at stop: Int, _ place: Int) {
        guard known.indices.contains(place) else {
            known.append(new)
            return episodes.begin(new.row, at: stop)
        }
        let old = known[place]
        known[place] = new
        guard old.row != new.row else { return }
        episodes.end(old.row, at: stop)
        episodes.begin(new.row, at: stop)
    }
}
