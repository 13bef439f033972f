import EventLog
public import Whereabouts

/// What is owed for children, overdue first of all (report 14).
public struct DeadlineReport: PartedReport {
    let head: ReportHead
    let reach: Reach
    let deadlines: [ChildDeadline]

    /// How open deadlines stand: everything that is neither met nor released.
    public static let open: Set<Deadline.State> = [.overdue, .dueSoon, .onTrack, .unknown]

    /// Makes a report of deadlines.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - reach: Whose.
    ///   - states: How they stand.
    /// - Throws: `RecordError.unknownHome` or `unknownAuthority`, or what reading throws.
    public init(
        _ view: RecordsView, of reach: Reach, in states: Set<Deadline.State> = [.overdue]
    ) throws {
        head = try ReportHead(view)
        self.reach = reach
        deadlines = try view.deadlines(of: reach, in: states)
    }

    /// The report as JSON, those due first, first.
    public func json() -> JSONValue {
        var scope: [JSONMember] = []
        switch reach {
        case .everything: break
        case .home(let home): scope = [JSONMember("home", .string(home.text))]
        case .authority(let code): scope = [JSONMember("authority", .string(code))]
        }
        return .merged(
            head.members, scope,
            [
                JSONMember("count", .integer(Int64(deadlines.count))),
                JSONMember("deadlines", .array(deadlines.map(json))),
            ])
    }

    private func json(_ found: ChildDeadline) -> JSONValue {
        let deadline = found.deadline
        return .merged(
            deadline.members, [JSONMember("state", .string(found.state.rawValue))],
            DeadlineText.members(found.state, found.secondsPastDue),
            [
                JSONMember("home", .optional(found.home?.text)),
                JSONMember("child", .string(found.child.text)),
            ])
    }

    /// The report as text.
    public func text() -> String {
        var text = "Deadlines, "
        switch reach {
        case .everything: text += "everything"
        case .home(let home): text += "home \(home)"
        case .authority(let code): text += "authority \(code)"
        }
        text += "\n\(head.text)"
        text += "They run up to the last entry's recorded time unless --as-of names a time.\n\n"
        guard !deadlines.isEmpty else { return text + "none\n" }
        let columns = ["due", "state", "age", "what", "owner", "home", "child", "episode"]
        return text + TextTable.text([columns] + deadlines.map(row), leading: 8)
    }

    private func row(_ found: ChildDeadline) -> [String] {
        let deadline = found.deadline
        return [
            deadline.due.map { LocalTime.text($0) } ?? "not known",
            DeadlineText.label(found.state), DeadlineText.age(found.state, found.secondsPastDue),
            DeadlineText.label(deadline.duty),
            DeadlineText.owner(deadline), found.home?.text ?? "not known",
            found.child.text, deadline.episode?.description ?? "none",
        ]
    }
}

extension Deadline {
    /// What does not depend on the moment of asking; `owner` is null for the home itself, and names
    /// the force where the police owe it.
    var members: [JSONMember] {
        [
            JSONMember("duty", .string(duty.rawValue)), JSONMember("dueAt", .instant(due)),
            JSONMember("owner", .optional(owner.isEmpty ? nil : owner)),
            JSONMember("ownedByPolice", .bool(duty.isOfPolice)),
            JSONMember("episode", .optional(episode?.description)),
            JSONMember("cause", .string(cause.id.description)), JSONMember("met", .mark(met)),
            JSONMember("released", .mark(released)),
        ]
    }
}
