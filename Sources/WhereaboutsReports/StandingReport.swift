import EventLog
import Whereabouts

/// Who a child is to a report, and how often the child was away.
struct StandingReport: Sendable {
    private let standing: ChildStanding
    private let episodeCount: Int

    init(_ standing: ChildStanding, _ history: History) {
        (self.standing, episodeCount) = (standing, history.episodes.count)
    }

    /// Age, placement, authority, and `totals`.
    var members: [JSONMember] {
        [
            JSONMember("age", standing.age.map { .integer(Int64($0)) } ?? .null),
            JSONMember(
                "ageSource",
                .optional(standing.age.map { _ in standing.isAgeStored ? "stored" : "birth" })),
            JSONMember("placement", .optional(standing.home?.text)),
            JSONMember("responsibleAuthority", .optional(standing.authority)),
            JSONMember("placedInArea", standing.isInArea.map { .bool($0) } ?? .null),
            JSONMember("totals", .object(totals.members)),
        ]
    }

    var lines: String {
        var area = ""
        if let isInArea = standing.isInArea { area = isInArea ? ", in area" : ", out of area" }
        let age = standing.age.map { "\($0)\(standing.isAgeStored ? " when last recorded" : "")" }
        var text = "  age: \(age ?? "not known")\n"
        text += "  placement: \(standing.home.map { "home \($0)" } ?? "none on record")\(area)\n"
        text += "  responsible authority: \(standing.authority ?? "not known")\n"
        return text + totals.lines
    }

    var totals: [ReportFigure] {
        let isUnknown = episodeCount > 0 && standing.episodesWithoutTime == episodeCount
        let last = standing.lastInterview
        return [
            ReportFigure("episodes", "episodes", .count(episodeCount)),
            ReportFigure(
                "missingIncidents", "missing incidents (M)", .count(standing.missingIncidents)),
            ReportFigure("awayIncidents", "away incidents (A)", .count(standing.awayIncidents)),
            ReportFigure("secondsAway", nil, .integer(standing.secondsAway)),
            ReportFigure(
                "hours", "hours away", isUnknown ? .noData : .hours(standing.secondsAway, of: 1)
            ),
            ReportFigure(
                "episodesWithoutTime", "episodes without a time, not in the hours",
                .count(standing.episodesWithoutTime)),
            ReportFigure("lastInterview", "last return home interview", .moment(last?.occurrence)),
        ]
    }
}
