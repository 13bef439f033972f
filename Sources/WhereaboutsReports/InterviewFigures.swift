import EventLog
import Whereabouts

/// Figures about return home interviews under their names of the domain contract, in its order.
///
/// What was offered and held is no data where the source of all episodes cannot hold it; else of those
/// that have a source, with the others counted beside it.
struct InterviewFigures {
    let figures: [ReportFigure]
    let rates: [ReportFigure]

    /// Makes the figures; where `isOutside`, nothing of the period can be on record.
    init(_ interviews: Interviews, isOutside: Bool = false) {
        let all = Self.figures(interviews)
        let rates = interviews.rates.map { Self.figure($0, of: interviews.required.count) }
        figures = isOutside ? all.map(\.withoutData) : all
        self.rates = isOutside ? rates.map(\.withoutData) : rates
    }

    private static func figures(_ interviews: Interviews) -> [ReportFigure] {
        func figure(
            _ name: String, _ label: String, _ ids: [EntryID], _ isKnown: Bool = true
        ) -> ReportFigure {
            isKnown ? ReportFigure(name, label, ids) : ReportFigure(name, label, .noData, ids: [])
        }
        let (offers, held) = (interviews.hasOffers, interviews.hasInterviews)
        let median =
            interviews.medianDelaySeconds.map {
                ReportFigure.Value.hours($0, of: interviews.completed.count)
            }
            ?? (held ? .nothing : .noData)
        return [
            figure("required", "episodes that call for an interview", interviews.required),
            figure("offered", "offered", interviews.offered, offers),
            figure("offeredIn72", "offered in 72 hours", interviews.offeredIn72, offers),
            figure("declined", "declined", interviews.declined, offers),
            figure("completed", "completed", interviews.completed, held),
            figure("completedIn72", "completed in 72 hours", interviews.completedIn72, held),
            figure("notOffered", "past due, never offered", interviews.notOffered, offers),
            figure("awaiting", "awaiting", interviews.awaiting, held),
            figure("overdue", "overdue", interviews.overdue, held),
            figure("clockUnknown", "returned without a time", interviews.clockUnknown),
            figure(
                "completedWithoutOffer", "completed without an offer",
                interviews.completedWithoutOffer, offers),
            figure("interviews", "interviews held", interviews.interviews, held),
            figure(
                "independent", "interviews by somebody independent", interviews.independent, held),
            figure("challengesDue", "challenges due", interviews.challengesDue, offers),
            figure(
                "withoutData", "without data (offers or interviews not recorded here)",
                interviews.withoutData),
            figure(
                "withoutOffers", "without data on offers", interviews.withoutOffers),
            figure(
                "withoutInterviews", "without data on interviews", interviews.withoutInterviews),
            figure(
                "withoutEntry", "without any entry about an interview", interviews.withoutEntry),
            ReportFigure("medianHours", "median hours from return to interview", median),
        ]
    }

    private static func figure(_ named: Interviews.NamedRate, of required: Int) -> ReportFigure {
        let isOfRequired = named.name.hasSuffix("OfRequired")
        return ReportFigure(
            named.name, label(named.name),
            named.hasData
                ? .rate(named.rate, without: named.withoutData)
                : .rateWithoutData(of: isOfRequired ? required : nil))
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
