import EventLog

/// A deadline of a child, and how it stands (report 14).
public struct ChildDeadline: Hashable, Sendable {
    /// For whom it is owed; `#17` when the child's words are sealed or erased.
    public let child: ChildID
    /// The home whose matter it is; `nil` when that is not known.
    public let home: HomeID?
    /// What is owed.
    public let deadline: Deadline
    /// How it stands as of the view.
    public let state: Deadline.State
    /// Elapsed seconds since it was due, negative before; `nil` when that is not known.
    public let secondsPastDue: Int64?
}

extension RecordsView {
    /// The deadlines that stand in certain ways, by when they are due, unknown last.
    ///
    /// - Parameters:
    ///   - reach: Whose.
    ///   - states: How they stand; by default those that are overdue.
    /// - Returns: Those due first, first; of the same moment in order of their causes.
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, ``RecordError/unknownAuthority(_:)``, or
    ///   what reading throws.
    /// - Complexity: Linear in what is new since the last question, and in the deadlines; of a home,
    ///   linear in the histories of the children who have entries there.
    public func deadlines(
        of reach: Reach, in states: Set<Deadline.State> = [.overdue]
    ) throws -> [ChildDeadline] {
        let setting = try setting()
        let cases = try casesOwed(in: reach, setting)
        let filter = try DeadlineFilter(reach, self, setting, cases)
        var found: [(subject: Subject, reading: DeadlineReading)] = []
        for folded in cases {
            let reading = try CaseReading(folded, self, setting)
            for deadline in reading.deadlines
            where states.contains(deadline.state) && filter.holds(deadline.deadline, folded.record)
            {
                found.append((folded.subject, deadline))
            }
        }
        found.sort { $0.reading.deadline.precedes($1.reading.deadline) }
        return try named(found)
    }

    /// What is the matter of a home follows from entries filed there.
    private func casesOwed(in reach: Reach, _ setting: Setting) throws -> [FoldedCase] {
        guard case .home(let home) = reach else { return try foldedCases(setting) }
        return try cases(at: try number(of: home), setting)
    }

    private func named(
        _ found: [(subject: Subject, reading: DeadlineReading)]
    ) throws -> [ChildDeadline] {
        let children = try ids(of: found.map(\.subject))
        let homes = try ids(of: found.map(\.reading.deadline.scope))
        return found.map { subject, reading in
            let deadline = reading.deadline
            return ChildDeadline(
                child: children[subject] ?? ChildID("#\(subject.number)"),
                home: homes[deadline.scope], deadline: deadline, state: reading.state,
                secondsPastDue: deadline.due.map {
                    (now.microseconds - $0.microseconds) / 1_000_000
                })
        }
    }
}

/// Which deadlines are asked for, with the numbers that the records use.
private enum DeadlineFilter {
    case everything
    case home(Scope)
    case authority(String)

    init(
        _ reach: Reach, _ view: RecordsView, _ setting: Setting, _ cases: [FoldedCase]
    ) throws {
        switch reach {
        case .everything: self = .everything
        case .home(let home): self = .home(try view.number(of: home))
        case .authority(let code):
            let isKnown =
                setting.authorities.contains(code)
                || cases.contains { $0.record.wasResponsible(code) }
            guard isKnown else { throw RecordError.unknownAuthority(code) }
            self = .authority(code)
        }
    }

    func holds(_ deadline: Deadline, _ record: CaseRecord) -> Bool {
        switch self {
        case .everything: true
        case .home(let scope): deadline.scope == scope
        case .authority(let code):
            deadline.owner == code && !deadline.duty.isOfPolice
                || record.responsibleAuthority(on: London.date(of: deadline.cause.at)) == code
        }
    }
}

extension Deadline {
    /// Those due first, first; then in order of their causes and of the duties.
    fileprivate func precedes(_ other: Deadline) -> Bool {
        let latest = Instant(microseconds: .max)
        return (due ?? latest, cause.position, duty.order)
            < (other.due ?? latest, other.cause.position, other.duty.order)
    }
}
