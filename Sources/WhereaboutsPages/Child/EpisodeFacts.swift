import EventLog
import Whereabouts
import WhereaboutsReports

/// What is said of an episode above its entries.
struct EpisodeFacts {
    let episode: Episode
    let home: HomeID?
    /// Whether a return home interview is required.
    let needsInterview: Bool

    /// Such as `away` or `returned 2025-05-03 04:15`.
    var outcome: String {
        if let returned = episode.returned {
            return "returned \(LocalTime.text(returned.occurrence))"
        }
        if let ended = episode.endedOtherwise {
            return "ended otherwise \(LocalTime.text(ended.occurrence))"
        }
        return Labels.presence(episode.presence)
    }

    var pairs: [(label: String, value: Markup)] {
        var pairs: [(label: String, value: Markup)] = [
            ("From", Markup(home.map { "home \($0)" } ?? "home not known")),
            ("Started", Markup(LocalTime.text(episode.start))),
        ]
        if let found = episode.found {
            pairs.append(("Found", Markup(LocalTime.text(found.occurrence))))
        }
        pairs.append(("State", Markup(outcome)))
        pairs.append(("Incidents", incidents))
        pairs.append(("Police", Markup(police)))
        pairs.append(("Return home interview", Markup(interview)))
        return pairs
    }

    /// The segments, one below the other.
    var incidents: Markup {
        episode.segments.isEmpty
            ? Markup("none") : .joined(episode.segments.map(segment), by: "<br>")
    }

    private func segment(_ segment: Episode.Segment) -> Markup {
        let name = segment.segmentClass == .missing ? "missing (M)" : "away (A)"
        let end = segment.end.map(LocalTime.text) ?? "now"
        return Markup("\(name) \(LocalTime.text(segment.start)) to \(end)")
    }

    /// How far the police have come.
    var police: String {
        let grades = episode.policeGrades.compactMap {
            CodeList(name: "policeGrade")?.code($0.rawValue)
        }
        let reports = episode.policeReports.count
        var text = Labels.police(episode.police)
        if reports > 0 { text += ", \(reports) \(reports == 1 ? "report" : "reports")" }
        return grades.isEmpty ? text : text + ", graded " + grades.joined(separator: ", then ")
    }

    /// How far the interview has come, and when it is due.
    var interview: String {
        let outlook = InterviewOutlook(episode, isRequired: needsInterview)
        var text = Labels.aftercare(outlook.state)
        if let held = episode.interview.firstCompletion {
            text += " \(LocalTime.text(held.mark.occurrence))"
        }
        if let due = outlook.due { text += ", due \(LocalTime.text(due))" }
        return text
    }
}
