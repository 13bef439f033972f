import EventLog
import Whereabouts

extension AuthorityReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        Document(
            "rhi-by-authority", "Return home interviews by authority", during: period,
            from: provenance,
            notes: [
                "The average is the mean of the authorities' completed of required episodes, over "
                    + "those with data; who has none is counted, never taken for 0."
            ],
            [
                Document.Section(
                    "averages", "Averages",
                    figures: [
                        Document.Figure(
                            "inconsistent",
                            "authorities without any entry about an interview past "
                                + "due", .text(inconsistent.textWithParts))
                    ], tables: [averages]),
                Document.Section("byAuthority", "By authority", tables: [byAuthority]),
            ], relations: averageRelations
        ).known(state)
    }

    /// An average is made of what the authorities of its cohort completed, of what was required.
    private var averageRelations: [Relation] {
        let rows = byAuthority.rowNames
        return Cohort.allCases.map { cohort in
            .sum(
                "averages.averages.\(cohort.label).averageCompleted",
                of: rows.filter { $0.hasSuffix(" \(cohort.rawValue)") }.flatMap { row in
                    ["required", "completed"].map { "byAuthority.authorities.\(row).\($0)" }
                })
        }
    }

    private var averages: Table {
        Table(
            "averages", "Averages by cohort",
            columns: [
                Table.Column("cohort", "cohort"), Table.Column("withData", "with data"),
                Table.Column("withoutData", "without data"),
                Table.Column("averageCompleted", "average completed"),
            ],
            rows: Cohort.allCases.map { cohort in
                let average = figures.average(of: cohort)
                return Table.Row([
                    .text(cohort.label), .number(average.withData), .number(average.withoutData),
                    average.tenthsOfPercent.map { .derived(percent($0), of: average.withData) }
                        ?? .noData,
                ])
            })
    }

    private var byAuthority: Table {
        let all =
            figures.authorities.map { ($0.authority, $0.interviews) }
            + [("(not registered)", figures.others)]
        let rows = all.flatMap { code, interviews in
            Cohort.allCases.filter { !interviews[$0].required.isEmpty }.map { cohort in
                let own = interviews[cohort]
                return Table.Row(
                    [.text(code), .text(cohort.label), .count(own.required.count)]
                        + Self.known(own),
                    people: interviews.children(cohort), name: "\(code) \(cohort.rawValue)")
            }
        }
        return Table(
            "authorities", "Authorities and cohorts",
            columns: [
                Table.Column("authority", "authority"), Table.Column("cohort", "cohort"),
                Table.Column("required", "required"), Table.Column("offered", "offered"),
                Table.Column("declined", "declined"), Table.Column("completed", "completed"),
                Table.Column("withoutData", "without data"),
            ], rows: rows,
            relations: [
                .part("offered", of: "required"), .part("declined", of: "required"),
                .part("completed", of: "required"),
                .part("withoutData", of: "required"),
                .parts(["declined", "completed"], of: "required"),
            ])
    }
}
