import EventLog
import Whereabouts

/// One child's rows of the national return of a year.
struct ChildReturn {
    let episodes: [EpisodeRow]
    /// In the order of the file.
    let missing: [MissingRow]
    /// Absences of the year that lie outside care and are left out.
    let leftOut: [MissingRow]
    /// The rows that the year before has, to tell what rule 576 compares with.
    let lastYear: [MissingRow]

    /// Makes the rows as of `now`; `isFromReturn` says which absences stand as they came.
    init(
        _ file: ChildFile, _ year: CollectionYear, asOf now: Instant,
        isFromReturn: (Episode) throws -> Bool
    ) rethrows {
        let record = file.record
        let care = CareHistory(record, birth: file.words?.birth, today: London.date(of: now))
        let moves = CareHistory.moves(record.stays)
        var rows: [MissingRow] = []
        var outside: [MissingRow] = []
        for episode in record.episodes {
            for segment in episode.segments {
                let row = MissingRow(segment)
                let made = row.clipped(to: care.periods).flatMap { $0.split(at: moves) }
                // Asked of the log only where it matters.
                if made != [row], try isFromReturn(episode) {
                    rows.append(row)
                } else if made.isEmpty {
                    outside.append(row)
                } else {
                    rows += made
                }
            }
        }
        episodes = care.episodes.compactMap { $0.inYear(year) }
        missing = Self.sorted(rows.compactMap { $0.inYear(year) })
        lastYear = Self.sorted(rows.compactMap { $0.inYear(year.previous) })
        leftOut = Self.sorted(outside.compactMap { $0.inYear(year) })
    }

    private static func sorted(_ rows: [MissingRow]) -> [MissingRow] {
        rows.sorted { $0.precedes($1) }
    }

    /// Whether the child is in the return of the year.
    var isReturned: Bool { !episodes.isEmpty || !missing.isEmpty }
}
