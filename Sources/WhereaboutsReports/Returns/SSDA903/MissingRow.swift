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

    /// The row as known on the last day of a year; `nil` when it does not belong there.
    func inYear(_ year: CollectionYear) -> MissingRow? {
        guard year.includes(start, end) else { return nil }
        var row = self
        row.end = year.end(end)
        return row
    }

    /// Whether it stands before another of the same child: by start, then end, an open one last.
    func precedes(_ other: MissingRow) -> Bool {
        (start, end ?? .last, moment) < (other.start, other.end ?? .last, other.moment)
    }

    /// The parts of it that lie in periods of care; none when it lies outside them all.
    func clipped(to periods: [CareHistory.Period]) -> [MissingRow] {
        let parts: [MissingRow] = periods.compactMap { period in
            guard start <= period.to ?? .last, end ?? .last >= period.from else { return nil }
            var part = self
            part.start = max(start, period.from)
            part.end = [end, period.to].compactMap { $0 }.min()
            return part
        }
        // What only touches a period belongs to the other one.
        let long = parts.filter { $0.start != $0.end }
        if !long.isEmpty { return long }
        return parts.last.map { [$0] } ?? []
    }

    /// The row cut at every move to another placement strictly inside it.
    func split(at moves: [CareHistory.Move]) -> [MissingRow] {
        var rows = [self]
        for move in moves {
            let last = rows[rows.count - 1]
            guard last.start < move.left, move.entered < last.end ?? .last else { continue }
            rows[rows.count - 1].end = move.left
            var next = last
            next.start = move.entered
            rows.append(next)
        }
        return rows
    }
}

extension CareHistory {
    /// The days on which a child left one placement and entered the next.
    struct Move: Hashable {
        let left: LocalDate
        let entered: LocalDate
    }

    /// The moves within periods of care, in order.
    static func moves(_ stays: [Stay]) -> [Move] {
        zip(stays, stays.dropFirst()).map { old, new in
            let entered = new.days.from
            return Move(left: min(old.days.to ?? entered, entered), entered: entered)
        }
    }
}
