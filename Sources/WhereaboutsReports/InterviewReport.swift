import EventLog
public import Whereabouts

/// Whether children were offered return home interviews, and had them (report 3).
///
/// Of all children who came back in a period, and by cohort.
public struct InterviewReport: PartedReport {
    let head: ReportHead
    let period: Period
    let home: HomeID?
    let interviews: CohortInterviews
    /// Children with an episode that calls for an interview.
    let people: Int
    let state: PeriodState

    /// Makes a report of one home, or of all children.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Episodes count where they end.
    ///   - home: The home from which children went; `nil` for all, and none.
    /// - Throws: `RecordError.unknownHome`, or what reading throws.
    public init(_ view: RecordsView, during period: Period, home: HomeID? = nil) throws {
        head = try ReportHead(view)
        (self.period, self.home) = (period, home)
        interviews = try view.interviews(of: home, during: period)
        people = interviews.children
        state = try PeriodState(period, view, of: home.map { .home($0) } ?? .everything)
    }

    func figures(_ interviews: Interviews) -> InterviewFigures {
        InterviewFigures(interviews, isOutside: state.isOutside)
    }

    /// The report as JSON: the figures of all, and under `cohorts` those of each.
    public func json() -> JSONValue {
        let cohorts = Cohort.allCases.map { cohort in
            JSONMember(
                cohort.rawValue, .object(figures(interviews[cohort]).members))
        }
        return .merged(
            head.members, [JSONMember("home", .optional(home?.text))], period.members,
            state.members, figures(interviews.all).members,
            [JSONMember("cohorts", .object(cohorts))])
    }

    /// The report as text; cohorts without an episode are left out.
    public func text() -> String {
        var text = "Return home interviews, \(home.map { "home \($0)" } ?? "all children"), "
        text += "\(period.text)\n\(head.text)\(state.text)"
        text += "\(figures(interviews.all).lines)"
        for cohort in Cohort.allCases where !interviews[cohort].required.isEmpty {
            text += "\nOf these, \(cohort.label)\n\(figures(interviews[cohort]).lines)"
        }
        return text
    }
}
