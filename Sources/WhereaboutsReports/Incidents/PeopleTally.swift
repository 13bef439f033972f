import EventLog
import Whereabouts

/// How few children a report is about.
struct PeopleTally: Sendable {
    private var all = 0
    private var away = 0
    private let moments: Range<Instant>

    init(_ moments: Range<Instant>) { self.moments = moments }

    mutating func add(_ episodes: [Episode]) {
        all += 1
        let isAway = episodes.contains { episode in
            episode.start.at < moments.upperBound
                && episode.end.map { $0.at >= moments.lowerBound } ?? true
        }
        away += isAway ? 1 : 0
    }

    /// Children who were away in the period; where none was, all who might have been.
    var fewest: Int { away > 0 ? away : all }
}
