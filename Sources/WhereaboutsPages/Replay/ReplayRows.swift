import EventLog
import Whereabouts
import WhereaboutsReports

/// A row of the table of episodes, as it stood over some stops.
struct EpisodeRow: Hashable {
    let number: Int
    private let cells: [Markup]

    init(_ number: Int, _ facts: EpisodeFacts) {
        self.number = number
        cells = [
            .unbroken(LocalTime.text(facts.episode.start)), Markup(facts.outcome), facts.incidents,
            Markup(facts.police), Markup(facts.interview),
        ]
    }

    static let heads = ["Episode", "Started", "State", "Incidents", "Police", "Interview"]

    var markup: Markup {
        let rest = cells.map { "<td>\($0.html)</td>" }.joined()
        return Markup(ours: "<th scope=\"row\">\(number)</th>\(rest)")
    }
}

/// A row of the table of deadlines: what is owed and not done.
struct DeadlineRow: Hashable {
    let due: Instant?
    private let duty: Deadline.Duty
    private let owner: String
    private let cause: Position

    /// Makes a row of a deadline that runs; `nil` of one that was met or ended.
    init?(_ reading: DeadlineReading) {
        switch reading.state {
        case .met, .metLate, .released: return nil
        case .onTrack, .dueSoon, .overdue, .unknown: break
        }
        let deadline = reading.deadline
        (due, duty, cause) = (deadline.due, deadline.duty, deadline.cause.position)
        owner = DeadlineText.owner(deadline)
    }

    static let heads = ["What", "Due", "Owner", "How long"]

    /// The row; the script counts the hours at other stops as this does at the last.
    func markup(at now: Instant) -> Markup {
        let when = Markup(due.map { LocalTime.text($0) } ?? "not known").html
        let left = due.map { " data-due=\"\($0.seconds)\"" } ?? ""
        return Markup(
            ours: "<th scope=\"row\">\(Markup(DeadlineText.label(duty)).html) "
                + "\(Markup.reference(cause).html)</th><td>\(when)</td>"
                + "<td>\(Markup(owner).html)</td><td\(left)>\(hours(at: now))</td>")
    }

    private func hours(at now: Instant) -> String {
        guard let due else { return "" }
        let left = due.seconds - now.seconds
        return left < 0
            ? "overdue by \(Hours.text(-left)) h" : "\(Hours.text(left)) h left"
    }
}

extension Instant {
    /// Whole seconds since 1970, rounded down.
    var seconds: Int64 {
        let quotient = microseconds / 1_000_000
        return microseconds % 1_000_000 < 0 ? quotient - 1 : quotient
    }
}
