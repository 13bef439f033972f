import EventLog
import Whereabouts

/// Figures about return home interviews under their names of the domain contract, in its order.
///
/// Where episodes call for an interview and no entry says a word about one, what was offered and
/// held is no data, rather than 0.
struct InterviewFigures {
    let figures: [ReportFigure]
    let rates: [ReportFigure]

    init(_ interviews: Interviews) {
        let isSilent = !interviews.required.isEmpty && !interviews.hasData
        func known(_ name: String, _ label: String, _ ids: [EntryID]) -> ReportFigure {
            isSilent ? ReportFigure(name, label, .noData, ids: []) : ReportFigure(name, label, ids)
        }
        let median =
            interviews.medianDelaySeconds.map {
                ReportFigure.Value.hours($0, of: interviews.completed.count)
            }
            ?? (isSilent ? .noData : .nothing)
        figures = [
            ReportFigure("required", "episodes that call for an interview", interviews.required),
            known("offered", "offered", interviews.offered),
            known("offeredIn72", "offered in 72 hours", interviews.offeredIn72),
            known("declined", "declined", interviews.declined),
            known("completed", "completed", interviews.completed),
            known("completedIn72", "completed in 72 hours", interviews.completedIn72),
            ReportFigure("notOffered", "past due, never offered", interviews.notOffered),
            ReportFigure("awaiting", "awaiting", interviews.awaiting),
            ReportFigure("overdue", "overdue", interviews.overdue),
            ReportFigure("clockUnknown", "returned without a time", interviews.clockUnknown),
            known(
                "completedWithoutOffer", "completed without an offer",
                interviews.completedWithoutOffer),
            known("interviews", "interviews held", interviews.interviews),
            known("independent", "interviews by somebody independent", interviews.independent),
            ReportFigure("challengesDue", "challenges due", interviews.challengesDue),
            ReportFigure(
                "withoutData", "without any entry about an interview", interviews.withoutData),
            ReportFigure("medianHours", "median hours from return to interview", median),
        ]
        rates = interviews.rates.map { named in
            let isOfRequired = named.name.hasSuffix("OfRequired")
            return ReportFigure(
                named.name, Self.label(named.name),
                isSilent
                    ? .rateWithoutData(of: isOfRequired ? interviews.required.count : nil)
                    : .rate(named.rate))
        }
    }

    /// The figures, their rates, and the entries behind them.
    var members: [JSONMember] {
        figures.members + [JSONMember("rates", .object(rates.members)), figures.ids]
    }

    var lines: String { figures.lines + rates.lines }

    private static func label(_ name: String) -> String {
        switch name {
        case "offeredOfRequired": "offered, of episodes"
        case "declinedOfOffered": "declined, of those offered"
        case "completedOfRequired": "completed, of episodes"
        case "completedOfOffered": "completed, of those offered"
        case "completedIn72OfRequired": "completed in 72 hours, of episodes"
        case "completedIn72OfCompleted": "completed in 72 hours, of those completed"
        case "independentOfInterviews": "independent, of interviews held"
        default: name
        }
    }
}

extension Cohort {
    /// The name in text.
    var label: String {
        switch self {
        case .inArea: "placed in area"
        case .outOfArea: "placed out of area"
        case .fromHome: "missing from their own homes"
        }
    }
}
