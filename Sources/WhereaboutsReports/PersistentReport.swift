import EventLog
public import Whereabouts

/// Children who go missing again and again (report 12).
public struct PersistentReport: PartedReport {
    let head: ReportHead
    let period: Period
    let home: HomeID?
    let rules: [(rule: PersistentChild.Rule, text: String)]
    let table: PersistentTable
    let state: PeriodState

    /// Makes a report of one home, or of all homes together.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: A rule counts if the last of its episodes starts in it.
    ///   - home: The home from which children went; `nil` for all, and none.
    /// - Throws: `RecordError.unknownHome`, or what reading throws.
    public init(_ view: RecordsView, during period: Period, home: HomeID? = nil) throws {
        head = try ReportHead(view)
        (self.period, self.home) = (period, home)
        state = try PeriodState(period, view, of: home.map { .home($0) } ?? .everything)
        let summary =
            if let home {
                try view.summary(of: home, during: period)
            } else {
                try view.summaries(during: period).total
            }
        table = try PersistentTable(summary.persistent, view)
        let thresholds = try view.thresholds()
        let last = period.to.adding(days: -1)
        rules = PersistentChild.Rule.allCases.map { ($0, $0.text(thresholds, on: last)) }
    }

    /// The report as JSON: the rules on the last day, and each child with what was done.
    public func json() -> JSONValue {
        .merged(
            head.members, [JSONMember("home", .optional(home?.text))], period.members,
            state.members,
            [
                JSONMember(
                    "rules",
                    .object(rules.map { JSONMember($0.rule.rawValue, .string($0.text)) })),
                JSONMember("children", table.json),
            ])
    }

    /// The report as text.
    public func text() -> String {
        var text = "Persistently missing, \(home.map { "home \($0)" } ?? "all homes"), "
        text += "\(period.text)\n\(head.text)\(state.text)"
        for (rule, limit) in rules { text += "  \(rule.label): \(limit)\n" }
        return text + "\n" + table.text
    }
}

/// Persistently missing children by id, as lists and tables show them.
struct PersistentTable: Sendable {
    let children: [(id: ChildID, child: PersistentChild)]

    init(_ children: [PersistentChild], _ view: RecordsView) throws {
        let ids = try view.ids(of: children.map(\.subject))
        self.children = children.map {
            (ids[$0.subject] ?? ChildID("#\($0.subject.number)"), $0)
        }
    }

    var json: JSONValue {
        .array(
            children.map { id, child in
                [
                    "child": .string(id.text),
                    "missingEpisodes": .integer(Int64(child.episodes.count)),
                    "rules": .array(child.rules.map { .string($0.rawValue) }),
                    "lastMeeting": .mark(child.lastMeeting),
                    "reviewRequested": .mark(child.reviewRequested),
                    "reviewDecided": .mark(child.reviewDecided),
                    "escalated": .mark(child.escalated),
                    "ids": ["missingEpisodes": .ids(child.episodes)],
                ]
            })
    }

    var text: String {
        guard !children.isEmpty else { return "no child meets a rule\n" }
        func day(_ mark: Mark?) -> String {
            mark.map { London.date(of: $0.at).description } ?? "none"
        }
        let rows = children.map { id, child in
            [
                id.text, child.rules.map(\.label).joined(separator: ", "), day(child.lastMeeting),
                day(child.reviewRequested), day(child.reviewDecided), day(child.escalated),
                "\(child.episodes.count)",
            ]
        }
        let columns = [
            "child", "rules", "meeting", "review asked", "review decided", "escalated", "episodes",
        ]
        return TextTable.text([columns] + rows, leading: 6)
    }
}

extension PersistentChild.Rule {
    var label: String {
        switch self {
        case .persistent: "persistent"
        case .strategyMeeting: "strategy meeting called for"
        case .veryHigh: "very high"
        }
    }

    /// Such as `3 in 90 days`.
    fileprivate func text(_ thresholds: Thresholds, on day: LocalDate) -> String {
        let (count, days): (Threshold, Int64) =
            switch self {
            case .persistent: (.persistentCount, thresholds.value(.persistentDays, on: day))
            case .strategyMeeting:
                (.strategyMeetingCount, thresholds.value(.strategyMeetingDays, on: day))
            case .veryHigh: (.veryHighCount, 365)
            }
        return "\(thresholds.value(count, on: day)) in \(days) days"
    }
}
