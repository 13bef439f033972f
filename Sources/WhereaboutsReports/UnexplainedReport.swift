import EventLog
public import Whereabouts

/// Ended episodes that nobody has explained, by home (report 13).
///
/// The Ofsted question: many unexplained episodes over a protracted time, and no strategy in place.
public struct UnexplainedReport: PartedReport {
    let head: ReportHead
    let period: Period
    let home: HomeID?
    let summaries: [Summary]
    /// `nil` where one home is asked for.
    let total: Summary?
    let state: PeriodState

    /// Makes a report of one home, or of all homes with an episode that ended.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Episodes count where they end.
    ///   - home: The home from which children went; `nil` for all.
    /// - Throws: `RecordError.unknownHome`, or what reading throws.
    public init(_ view: RecordsView, during period: Period, home: HomeID? = nil) throws {
        head = try ReportHead(view)
        (self.period, self.home) = (period, home)
        state = try PeriodState(period, view, of: home.map { .home($0) } ?? .everything)
        if let home {
            (summaries, total) = ([try view.summary(of: home, during: period)], nil)
        } else {
            let all = try view.summaries(during: period)
            summaries = all.homes.filter { !$0.ended.isEmpty }
            total = all.total
        }
    }

    /// The report as JSON.
    public func json() -> JSONValue {
        let homes = summaries.map { summary in
            JSONValue.merged(
                [JSONMember("home", .optional(summary.counts.home?.text))], members(summary))
        }
        let totals = total.map { [JSONMember("total", .object(members($0)))] } ?? []
        return .merged(
            head.members, period.members, state.members,
            [JSONMember("homes", .array(homes))], totals)
    }

    /// The report as text.
    public func text() -> String {
        var text = "Unexplained episodes, \(home.map { "home \($0)" } ?? "all homes"), "
        text += "\(period.text)\n\(head.text)\(state.text)\n"
        let columns = ["home", "strategy in force", "unexplained of ended", "months running"]
        var rows = summaries.map { row($0) }
        if let total {
            rows.append([
                "all homes", "-", shown(Self.rate(total).textWithParts),
                shown("\(total.unexplainedMonths)"),
            ])
        }
        text += TextTable.text([columns] + rows, leading: 2)
        return text
    }

    /// The figures about explanations in a summary.
    static func figures(_ summary: Summary) -> [ReportFigure] {
        [
            ReportFigure("ended", "episodes that ended", summary.ended),
            ReportFigure(
                "unexplained", "unexplained a week after the end (F30)", summary.unexplained),
            ReportFigure(
                "unexplainedOfEnded", "unexplained, of those that ended", .rate(rate(summary))),
            ReportFigure(
                "unexplainedMonths", "months running with an unexplained episode",
                .count(summary.unexplainedMonths)),
            ReportFigure("strategies", "strategies in force on the last day", summary.strategies),
        ]
    }

    private func members(_ summary: Summary) -> [JSONMember] {
        let figures = state.known(Self.figures(summary))
        let isInForce = JSONMember("strategyInForce", .bool(!summary.strategies.isEmpty))
        return figures.members + [isInForce, figures.ids]
    }

    private static func rate(_ summary: Summary) -> Rate {
        Rate(summary.unexplained.count, of: summary.ended.count)
    }

    private func row(_ summary: Summary) -> [String] {
        [
            summary.counts.home?.text ?? "(not known)",
            summary.strategies.isEmpty ? "no" : "yes", shown(Self.rate(summary).textWithParts),
            shown("\(summary.unexplainedMonths)"),
        ]
    }

    private func shown(_ text: String) -> String { state.isOutside ? Cell.noData.text : text }
}
