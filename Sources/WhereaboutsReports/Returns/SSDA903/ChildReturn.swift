import EventLog
import Whereabouts

/// One child's rows of the national return of a year.
struct ChildReturn {
    let episodes: [EpisodeRow]
    /// In the order of the file.
    let missing: [MissingRow]
    /// Absences of the year, or days of them, that lie outside care and are left out.
    let leftOut: [MissingRow]
    /// The rows that the year before has, to tell what rule 576 compares with.
    let lastYear: [MissingRow]

    /// Makes the rows as of `now`; `isFromReturn` says which absences stand as they came.
    ///
    /// `authority` is the code of the one that makes the return, `nil` for all.
    init(
        _ file: ChildFile, _ year: CollectionYear, asOf now: Instant, of authority: String?,
        isFromReturn: (Episode) throws -> Bool
    ) rethrows {
        let record = file.record
        let care = CareHistory(
            record, birth: file.words?.birth, today: London.date(of: now), of: authority)
        var rows: [MissingRow] = []
        var outside: [MissingRow] = []
        for episode in record.episodes {
            for segment in episode.segments {
                let row = MissingRow(segment)
                let parts = care.parts(of: row)
                let made = parts.map { (rows: $0.row.split(at: care.moves), code: $0.authority) }
                func isOwn(_ code: String) -> Bool { authority == nil || code == authority }
                // Asked of the log only where it matters.
                if made.flatMap(\.rows) != [row], try isFromReturn(episode) {
                    if isOwn(record.responsibleAuthority(on: row.start)) { rows.append(row) }
                    continue
                }
                rows += made.filter { isOwn($0.code) }.flatMap(\.rows)
                outside += row.remainder(of: parts.map(\.row.span))
                    .filter { isOwn(record.responsibleAuthority(on: $0.from)) }
                    .map { row.with($0) }
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

extension CareHistory {
    /// The parts of a row in periods of care, each with the authority that was responsible.
    fileprivate func parts(of row: MissingRow) -> [(row: MissingRow, authority: String)] {
        if row.isReversed {
            let period = all.last { $0.from <= row.start && row.start <= $0.to ?? .last }
            return period.map { [(row, $0.authority)] } ?? []
        }
        return row.span.clipped(to: all.map(\.span)).map { part in
            let period = all.last { $0.from <= part.from && part.to ?? .last <= $0.to ?? .last }
            return (row.with(part), period?.authority ?? "")
        }
    }
}
