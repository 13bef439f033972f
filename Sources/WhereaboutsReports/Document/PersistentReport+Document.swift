import EventLog
import Whereabouts

extension PersistentReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        Document(
            "persistent", "Persistently missing", of: home.map { "home \($0)" } ?? "all homes",
            during: period, from: provenance,
            notes: rules.map { "\($0.rule.label.sentence): \($0.text)" },
            [
                Document.Section(
                    "children", "Children",
                    figures: PersistentChild.Rule.allCases.map { table.figure(of: $0) },
                    tables: [table.table])
            ]
        ).known(state)
    }
}

extension PersistentTable {
    /// How many children meet a rule.
    func figure(of rule: PersistentChild.Rule) -> Document.Figure {
        Document.Figure(
            rule.rawValue, "children: \(rule.label)",
            .count(children.count { $0.child.rules.contains(rule) }))
    }

    /// A row a child.
    var table: Table {
        func day(_ mark: Mark?) -> Cell { mark.map { .date(London.date(of: $0.at)) } ?? .none }
        return Table(
            "children", "Children who meet a rule",
            columns: [
                Table.Column("child", "child"), Table.Column("rules", "rules"),
                Table.Column("lastMeeting", "meeting"),
                Table.Column("reviewRequested", "review asked"),
                Table.Column("reviewDecided", "review decided"),
                Table.Column("escalated", "escalated"), Table.Column("episodes", "episodes"),
            ],
            rows: children.map { id, child in
                Table.Row([
                    .child(id), .text(child.rules.map(\.label).joined(separator: ", ")),
                    day(child.lastMeeting), day(child.reviewRequested),
                    day(child.reviewDecided), day(child.escalated),
                    .single(child.episodes.count),
                ])
            }, isAboutChildren: true)
    }
}
