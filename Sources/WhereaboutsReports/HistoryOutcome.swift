import EventLog
import Whereabouts

/// What follows from a child's history besides episodes: flags and deadlines.
struct HistoryOutcome: Sendable {
    private let history: History
    private let ids: [Position: EntryID]

    init(_ history: History) {
        self.history = history
        ids = Dictionary(
            history.entries.map { ($0.position, $0.id) }, uniquingKeysWith: { first, _ in first })
    }

    /// A flag with its name and the entries that show it.
    func flag(_ finding: Finding) -> JSONValue {
        [
            "flag": .string(finding.flag.code), "name": .string(finding.flag.name),
            "nature": .string(finding.flag.nature.rawValue),
            "episode": .optional(finding.episode?.description),
            "evidence": .array(finding.evidence.map { .integer(Int64($0.rawValue)) }),
            "ids": .ids(finding.evidence.compactMap { ids[$0] }),
        ]
    }

    /// A deadline, and how it stands.
    func deadline(_ reading: DeadlineReading) -> JSONValue {
        let deadline = reading.deadline
        return .merged(
            deadline.members, [JSONMember("state", .string(reading.state.rawValue))],
            DeadlineText.members(reading.state, secondsPastDue(deadline)),
            [JSONMember("home", .optional(history.home(deadline.scope)?.text))])
    }

    /// Both as text.
    var text: String {
        var text = ""
        if !history.findings.isEmpty { text += "\nFlags\n" }
        for finding in history.findings {
            let evidence = finding.evidence.map { "[\($0)]" }.joined(separator: " ")
            text += "  \(finding.flag.code) \(finding.flag.name)"
            text += " (\(finding.flag.nature.rawValue)): \(evidence)\n"
        }
        guard !history.deadlines.isEmpty else { return text }
        let columns = ["  due", "state", "age", "what", "owner"]
        return text + "\nDeadlines\n"
            + TextTable.text([columns] + history.deadlines.map(row), leading: 5)
    }

    private func row(_ reading: DeadlineReading) -> [String] {
        let deadline = reading.deadline
        return [
            "  " + (deadline.due.map { LocalTime.text($0) } ?? "not known"),
            DeadlineText.label(reading.state),
            DeadlineText.age(reading.state, secondsPastDue(deadline)),
            DeadlineText.label(deadline.duty), DeadlineText.owner(deadline),
        ]
    }

    private func secondsPastDue(_ deadline: Deadline) -> Int64? {
        deadline.due.map { (history.now.microseconds - $0.microseconds) / 1_000_000 }
    }
}
