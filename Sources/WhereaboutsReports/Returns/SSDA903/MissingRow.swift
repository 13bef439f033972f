import EventLog
import Whereabouts

/// A row of the Missing table, in days.
struct MissingRow: Hashable {
    let segmentClass: Episode.Class
    var start: LocalDate
    var end: LocalDate?
    /// The moment behind the first day, which orders rows of the same days.
    let moment: Instant

    init(_ segment: Episode.Segment) {
        segmentClass = segment.segmentClass
        start = London.date(of: segment.start.at)
        end = segment.end.map { London.date(of: $0.at) }
        moment = segment.start.at
    }

    /// Whether it ends before it starts, as recorded: it stands as it came.
    var isReversed: Bool { end.map { $0 < start } ?? false }

    var span: DaySpan { DaySpan(from: start, to: end) }

    /// The same in other days.
    func with(_ span: DaySpan) -> MissingRow {
        var row = self
        (row.start, row.end) = (span.from, span.to)
        return row
    }

    /// The row as known on the last day of a year; `nil` when it does not belong there.
    func inYear(_ year: CollectionYear) -> MissingRow? {
        guard year.includes(start, isReversed ? start : end) else { return nil }
        var row = self
        row.end = isReversed ? end : year.end(end)
        return row
    }

    /// Whether it stands before another of the same child: by start, then end, an open one last.
    func precedes(_ other: MissingRow) -> Bool {
        (start, end ?? .last, moment) < (other.start, other.end ?? .last, other.moment)
    }

    /// The row cut at every move that lies strictly inside it; days in no placement make a row.
    func split(at moves: [LocalDate]) -> [MissingRow] {
        var rows = [self]
        for day in moves {
            let last = rows[rows.count - 1]
            guard last.start < day, day < last.end ?? .last else { continue }
            rows[rows.count - 1].end = day
            rows.append(last.with(DaySpan(from: day, to: last.end)))
        }
        return rows
    }

    /// The days of it that none of its parts has.
    func remainder(of parts: [DaySpan]) -> [DaySpan] {
        guard !isReversed else { return parts.isEmpty ? [span] : [] }
        var (rest, day) = ([DaySpan](), start)
        for part in parts {
            if day < part.from { rest.append(DaySpan(from: day, to: part.from)) }
            guard let end = part.to else { return rest }
            day = end
        }
        if parts.isEmpty || day < end ?? .last { rest.append(DaySpan(from: day, to: end)) }
        return rest
    }
}
