import EventLog
public import Whereabouts

/// What an inspector is shown about a home, or about all of them (report 4).
public struct SummaryReport: PartedReport {
    let head: ReportHead
    let period: Period
    let items: [InspectionItem]
    let sections: [SummarySection]
    let isOfOneHome: Bool
    let state: PeriodState

    /// Makes a report of one home, or of all homes and all together.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Since the last full inspection, by custom.
    ///   - home: The home from which children went; `nil` for all.
    ///   - items: The questions of Ofsted's form.
    /// - Throws: `RecordError.unknownHome`, or what reading throws.
    public init(
        _ view: RecordsView, during period: Period, home: HomeID? = nil,
        items: [InspectionItem] = InspectionItem.standard
    ) throws {
        head = try ReportHead(view)
        (self.period, self.items, isOfOneHome) = (period, items, home != nil)
        state = try PeriodState(period, view, of: home.map { .home($0) } ?? .everything)
        let isOutside = state.isOutside
        if let home {
            let summary = try view.summary(of: home, during: period)
            sections = [try SummarySection(summary, view, isOutside: isOutside)]
        } else {
            let all = try view.summaries(during: period)
            sections =
                try [SummarySection(all.total, view, isTotal: true, isOutside: isOutside)]
                + all.homes.map { try SummarySection($0, view, isOutside: isOutside) }
        }
    }

    /// The report as JSON: one home's members at the top, else `total` and `homes`.
    public func json() -> JSONValue {
        let bodies = sections.map { $0.members(items) }
        let start = head.members + period.members + state.members
        if isOfOneHome { return .merged(start, bodies[0]) }
        return .merged(
            start,
            [
                JSONMember("total", .object(bodies[0])),
                JSONMember("homes", .array(bodies.dropFirst().map { .object($0) })),
            ])
    }

    /// The report as text.
    public func text() -> String {
        let bodies = sections.map { $0.text(items) }.joined(separator: "\n")
        return "Summary for inspection, \(period.text)\n\(head.text)\(state.text)\n\(bodies)"
    }
}
