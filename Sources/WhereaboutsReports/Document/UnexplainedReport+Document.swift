import EventLog
import Whereabouts

extension UnexplainedReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        func row(_ summary: Summary, _ name: String, people: Int?) -> Table.Row {
            Table.Row(
                [
                    .text(name), .text(summary.strategies.isEmpty ? "no" : "yes"),
                    .count(summary.ended.count), .count(summary.unexplained.count),
                    .rate(Rate(summary.unexplained.count, of: summary.ended.count)),
                    .count(summary.unexplainedMonths),
                ], people: people)
        }
        let table = Table(
            "homes", "Homes",
            columns: [
                Table.Column("home", "home"), Table.Column("strategyInForce", "strategy in force"),
                Table.Column("ended", "ended"), Table.Column("unexplained", "unexplained"),
                Table.Column(
                    "unexplainedOfEnded", "of those ended", from: ["unexplained", "ended"]),
                Table.Column("unexplainedMonths", "months running"),
            ],
            rows: summaries.map {
                row($0, $0.counts.home?.text ?? "(not known)", people: $0.counts.fewest)
            }, total: total.map { row($0, "all homes", people: nil) }, isRanked: true)
        return Document(
            "unexplained", "Unexplained episodes", of: home.map { "home \($0)" } ?? "all homes",
            during: period, from: provenance,
            people: (total ?? summaries.first)?.counts.fewest,
            notes: ["Unexplained: neither reasons nor an explanation a week after the end (F30)."],
            [Document.Section("unexplained", "By home", tables: [table])]
        ).known(state)
    }
}
