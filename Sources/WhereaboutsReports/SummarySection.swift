import EventLog
import Whereabouts

/// One home's part of the summary, or that of all homes together.
struct SummarySection: Sendable {
    let summary: Summary
    let isTotal: Bool
    let persistent: PersistentTable

    init(_ summary: Summary, _ view: RecordsView, isTotal: Bool = false) throws {
        (self.summary, self.isTotal) = (summary, isTotal)
        persistent = try PersistentTable(summary.persistent, view)
    }

    var others: [ReportFigure] {
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
        let counts = CountsFigures.figures(summary.counts)
        let home = [JSONMember("home", .optional(summary.counts.home?.text))]
        return (isTotal ? [] : home) + [
            JSONMember("annexA", .array(items.map(json))),
            JSONMember("counts", .object(counts.members + [counts.ids])),
            JSONMember(
                "interviews", .object(InterviewFigures(summary.interviews).members)),
            JSONMember("notifications", .array(summary.notifications.map(json))),
        ] + others.members + [
            JSONMember("persistent", persistent.json),
            JSONMember("flags", .array(flags.map(json))), others.ids,
        ]
    }

    private func json(_ item: InspectionItem) -> JSONValue {
        let figure = item.figure(summary)
        return [
            "code": .string(item.code), "label": .string(item.label), "value": figure.value.json,
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
            text += "  \(item.code) \(item.label): \(item.figure(summary).value.text)\n"
        }
        text += "\nAbsences\n\(CountsFigures.figures(summary.counts).lines)"
        text += "\nReturn home interviews\n\(InterviewFigures(summary.interviews).lines)"
        text += "\nRegulation 40\n\(notifications)"
        text += "\nChallenges and explanations\n\(others.lines)"
        text += "\nPersistently missing\n" + persistent.text
        text += "\nFlags of the episodes that start in the period\n"
        for (flag, count) in flags {
            text += "  \(flag.code) \(flag.name) (\(flag.nature.rawValue)): \(count)\n"
        }
        return flags.isEmpty ? text + "  none\n" : text
    }

    private var notifications: String {
        if summary.notifications.isEmpty { return "  no decision and no notification\n" }
        return summary.notifications.map { notification in
            let lag = notification.lagSeconds.map { "\(Hours.text($0)) h" } ?? "lag not known"
            let what = code(of: notification).map { "decided: \($0)" } ?? "Ofsted notified"
            return "  \(LocalTime.text(notification.mark.occurrence)) \(what), \(lag)\n"
        }.joined()
    }
}
