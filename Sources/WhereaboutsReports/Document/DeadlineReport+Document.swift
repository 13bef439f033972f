import EventLog
import Whereabouts

extension DeadlineReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        let subject =
            switch reach {
            case .everything: "everything"
            case .home(let home): "home \(home)"
            case .authority(let code): "authority \(code)"
            }
        return Document(
            "overdue", "Deadlines", of: subject, from: provenance,
            notes: ["They run up to the last entry's recorded time unless a time was asked for."],
            [
                Document.Section(
                    "deadlines", "Deadlines",
                    figures: [
                        Document.Figure(
                            "count", "deadlines", .count(deadlines.count),
                            people: Set(deadlines.map(\.child)).count)
                    ],
                    tables: [Self.table(deadlines)])
            ])
    }

    /// A row a deadline.
    static func table(_ deadlines: [ChildDeadline]) -> Table {
        Table(
            "deadlines", "What is owed, first what is due first",
            columns: [
                Table.Column("due", "due"), Table.Column("state", "state"),
                Table.Column("age", "age"), Table.Column("duty", "what"),
                Table.Column("owner", "owner"), Table.Column("home", "home"),
                Table.Column("child", "child"),
            ],
            rows: deadlines.map { found in
                let deadline = found.deadline
                return Table.Row([
                    deadline.due.map { .moment(.at($0)) } ?? .text("not known"),
                    .text(DeadlineText.label(found.state)),
                    .text(DeadlineText.age(found.state, found.secondsPastDue)),
                    .text(DeadlineText.label(deadline.duty)),
                    .text(DeadlineText.owner(deadline)),
                    .text(found.home?.text ?? "not known"), .child(found.child),
                ])
            }, isAboutChildren: true)
    }
}
