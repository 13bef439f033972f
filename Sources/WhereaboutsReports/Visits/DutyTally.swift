import EventLog
import Whereabouts

/// How each duty was met that fell due in a period.
struct DutyTally {
    private var counts: [Deadline.Duty: [Deadline.State: Int]] = [:]
    private let moments: Range<Instant>

    init(_ moments: Range<Instant>) { self.moments = moments }

    /// Adds what fell due in the period, and what has no time by which it was due.
    mutating func add(_ readings: [DeadlineReading], _ holds: (Deadline) -> Bool) {
        for reading in readings where holds(reading.deadline) {
            let moment = reading.deadline.due ?? reading.deadline.cause.at
            guard moments.contains(moment) else { continue }
            counts[reading.deadline.duty, default: [:]][reading.state, default: 0] += 1
        }
    }

    private static let states: [(name: String, state: Deadline.State)] = [
        ("met", .met), ("metLate", .metLate), ("overdue", .overdue), ("released", .released),
        ("dueSoon", .dueSoon), ("onTrack", .onTrack), ("unknown", .unknown),
    ]

    var table: Table {
        let duties = Deadline.Duty.allCases.filter { counts[$0] != nil }
        func row(_ label: String, _ own: [Deadline.State: Int]) -> Table.Row {
            let sum = own.values.reduce(0, +)
            return Table.Row(
                [.text(label), .count(sum)] + Self.states.map { .count(own[$0.state] ?? 0) })
        }
        let total = counts.values.reduce(into: [Deadline.State: Int]()) { sum, own in
            sum.merge(own, uniquingKeysWith: +)
        }
        return Table(
            "duties", "What fell due in the period, and how it stands",
            columns: [
                Table.Column("duty", "duty"),
                Table.Column("due", "due", sumOf: Self.states.map(\.name)),
            ] + Self.states.map { Table.Column($0.name, DeadlineText.label($0.state)) },
            rows: duties.map { row(DeadlineText.label($0), counts[$0] ?? [:]) },
            total: row("together", total))
    }
}
