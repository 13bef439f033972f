import EventLog
import Whereabouts

/// One home's part of the summary, or that of all homes together.
struct SummarySection: Sendable {
    let summary: Summary
    let isTotal: Bool
    let persistent: PersistentTable
    /// Whether nothing of the period can be on record.
    let isOutside: Bool

    init(
        _ summary: Summary, _ view: RecordsView, isTotal: Bool = false, isOutside: Bool = false
    ) throws {
        (self.summary, self.isTotal, self.isOutside) = (summary, isTotal, isOutside)
        persistent = try PersistentTable(summary.persistent, view)
    }

    var others: [ReportFigure] { known(ownFigures) }

    /// Figures of the period, which are no data where nothing of it can be on record.
    private func known(
        _ figures: [ReportFigure], butNow kept: Set<String> = []
    ) -> [ReportFigure] {
        guard isOutside else { return figures }
        return figures.map { kept.contains($0.name) ? $0 : $0.withoutData }
    }

    private var counts: [ReportFigure] {
        known(CountsFigures.figures(summary.counts), butNow: CountsFigures.ofNow)
    }

    var interviews: InterviewFigures {
        InterviewFigures(summary.interviews, isOutside: isOutside)
    }

    /// The answer to an item of the form.
    func answer(_ item: InspectionItem) -> ReportFigure {
        let figure = item.figure(summary)
        return isOutside && !item.isOfNow ? figure.withoutData : figure
    }

    /// How many decisions and how many notifications there were: two figures.
    var regulation40: [ReportFigure] {
        known([
            ReportFigure(
                "decisionCount", "decisions whether to notify Ofsted",
                .count(summary.decisions.count)),
            ReportFigure(
                "notificationCount", "notifications to Ofsted",
                .count(summary.notifications.count)),
        ])
    }

    /// Decisions and notifications, in order of time.
    var ofsted: [Summary.Notification] {
        (summary.decisions + summary.notifications).sorted {
            ($0.mark.at, $0.mark.position) < ($1.mark.at, $1.mark.position)
        }
    }

    /// What happened, such as `decided: notify` or `Ofsted notified`.
    func what(_ notification: Summary.Notification) -> String {
        guard notification.isDecision else { return "Ofsted notified" }
        return "decided: \(code(of: notification) ?? "not known")"
    }

    private var ownFigures: [ReportFigure] {
        [
            ReportFigure("challenges", "challenges raised", summary.challenges),
            ReportFigure("challengesAnswered", "challenges answered", summary.challengesAnswered),
            ReportFigure("escalations", "escalations", summary.escalations),
        ] + UnexplainedReport.figures(summary) + [
            ReportFigure("corrections", "corrections recorded in the period", summary.corrections)
        ]
    }

    var flags: [(flag: Flag, count: Int)] {
        Flag.allCases.map { ($0, summary.flags[$0]) }.filter { $0.count > 0 }
    }

    // MARK: For machines

    func members(_ items: [InspectionItem]) -> [JSONMember] {
        let counts = counts
        let home = [JSONMember("home", .optional(summary.counts.home?.text))]
        return (isTotal ? [] : home) + [
            JSONMember("annexA", .array(items.map(json))),
            JSONMember("counts", .object(counts.members + [counts.ids])),
            JSONMember(
                "interviews", .object(interviews.members)),
            JSONMember("decisions", .array(summary.decisions.map(json))),
            JSONMember("notifications", .array(summary.notifications.map(json))),
        ] + regulation40.members + others.members + [
            JSONMember("persistent", persistent.json),
            JSONMember("flags", .array(flags.map(json))), others.ids,
        ]
    }

    private func json(_ item: InspectionItem) -> JSONValue {
        let figure = answer(item)
        return [
            "code": .string(item.code), "label": .string(item.label), "value": figure.value.json,
            "withoutData": .integer(Int64(item.withoutData(summary))),
            "ids": figure.ids.map { .ids($0) } ?? .null,
        ]
    }

    private func json(_ notification: Summary.Notification) -> JSONValue {
        [
            "id": .string(notification.mark.id.description),
            "at": .moment(notification.mark.occurrence),
            "decision": .optional(code(of: notification)),
            "episode": .optional(notification.episode?.description),
            "lagSeconds": notification.lagSeconds.map { .integer($0) } ?? .null,
            "lagHours": .optional(notification.lagSeconds.map { Hours.text($0) }),
        ]
    }

    private func json(_ flag: Flag, _ count: Int) -> JSONValue {
        [
            "flag": .string(flag.code), "name": .string(flag.name),
            "nature": .string(flag.nature.rawValue), "count": .integer(Int64(count)),
        ]
    }

    /// The code of a decision; `nil` for a notification itself.
    func code(of notification: Summary.Notification) -> String? {
        notification.decision.flatMap { CodeList.ofstedDecision.code($0.rawValue) }
    }

    // MARK: For people

    func text(_ items: [InspectionItem]) -> String {
        var text = isTotal ? "All homes\n" : "Home \(summary.counts.home?.text ?? "not known")\n"
        text += "\nAnnex A\n"
        for item in items {
            let without = item.withoutData(summary)
            text += "  \(item.code) \(item.label): \(answer(item).value.text)"
            text += without > 0 ? ", \(without) not assessed\n" : "\n"
        }
        text += "\nAbsences\n\(counts.lines)"
        text += "\nReturn home interviews\n\(interviews.lines)"
        text += "\nRegulation 40\n\(regulation40.lines)\(notifications)"
        text += "\nChallenges and explanations\n\(others.lines)"
        text += "\nPersistently missing\n" + persistent.text
        text += "\nFlags of the episodes that start in the period\n"
        for (flag, count) in flags {
            text += "  \(flag.code) \(flag.name) (\(flag.nature.rawValue)): \(count)\n"
        }
        return flags.isEmpty ? text + "  none\n" : text
    }

    private var notifications: String {
        ofsted.map { notification in
            let lag = notification.lagSeconds.map { "\(Hours.text($0)) h" } ?? "lag not known"
            let when = LocalTime.text(notification.mark.occurrence)
            return "  \(when) \(what(notification)), \(lag)\n"
        }.joined()
    }
}
