import EventLog
import Whereabouts
import WhereaboutsReports

/// What a child's pages say in figures and tables: who, how often, what is owed, what is odd.
struct ChildSections {
    let child: KnownChild
    let standing: ChildStanding

    private var history: History { child.history }

    /// Age, placement and totals, as report 1 has them.
    var standingSection: Document.Section {
        let age = standing.age.map { "\($0)\(standing.isAgeStored ? " when last recorded" : "")" }
        let area = standing.isInArea.map { $0 ? ", in area" : ", out of area" } ?? ""
        let home = standing.home.map { "home \($0)\(area)" } ?? "none on record"
        let isUnknown =
            !history.episodes.isEmpty && standing.episodesWithoutTime == history.episodes.count
        let hours: Cell =
            isUnknown
            ? .noData
            : .hours(
                standing.secondsAway, of: history.episodes.count - standing.episodesWithoutTime)
        return Document.Section(
            "child", "The child",
            figures: [
                .init("age", "age", .text(age ?? "not known")),
                .init("placement", "placement", .text(home)),
                .init(
                    "authority", "responsible authority", .text(standing.authority ?? "not known")),
                .init("episodes", "episodes", .single(history.episodes.count)),
                .init("missing", "missing incidents (M)", .single(standing.missingIncidents)),
                .init("away", "away incidents (A)", .single(standing.awayIncidents)),
                .init("hours", "hours away", hours),
                .init(
                    "withoutTime", "episodes without a time, not in the hours",
                    .single(standing.episodesWithoutTime)),
                .init(
                    "lastInterview", "last return home interview",
                    standing.lastInterview.map { .moment($0.occurrence) } ?? .none),
            ])
    }

    /// What is owed, and how it stands.
    var deadlineTable: Table {
        let names = ["due", "state", "hours", "what", "owner"]
        return Table(
            "deadlines", "What is owed for the child",
            columns: names.map { Table.Column($0, $0) },
            rows: history.deadlines.map { reading in
                let deadline = reading.deadline
                return Table.Row([
                    deadline.due.map { .moment(.at($0)) } ?? .text("not known"),
                    .text(DeadlineText.label(reading.state)), .text(hours(reading)),
                    .text(DeadlineText.label(deadline.duty)),
                    .text(DeadlineText.owner(deadline)),
                ])
            }, isAboutChildren: true)
    }

    private func hours(_ reading: DeadlineReading) -> String {
        guard let due = reading.deadline.due else { return "" }
        let past = (history.now.microseconds - due.microseconds) / 1_000_000
        switch reading.state {
        case .overdue: return "\(Hours.text(past)) h overdue"
        case .onTrack, .dueSoon: return "\(Hours.text(-past)) h left"
        default: return ""
        }
    }
}
