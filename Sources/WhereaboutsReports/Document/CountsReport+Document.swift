import EventLog
import Whereabouts

extension CountsFigures {
    /// What the figures are parts of.
    static let wholes = [
        "childrenMoreThanOnce": "children", "childrenMissing": "children",
        "childrenAway": "children", "overnight": "absences", "grades": "absences",
        "absencesWithoutTime": "absences", "annexA9b": "children",
    ]

    /// How many children each figure is about.
    static func people(_ counts: HomeCounts) -> [String: Int] {
        [
            "missingIncidents": counts.childrenMissing, "awayIncidents": counts.childrenAway,
            "annexA9a": counts.childrenAway, "annexA9b": counts.childrenAway,
            "absences": counts.children, "hours": counts.children, "overnight": counts.children,
            "grades": counts.children,
        ]
    }

    /// The figures of a home as a section.
    static func section(
        _ counts: HomeCounts, _ name: String, _ title: String, isPart: Bool = false
    ) -> Document.Section {
        Document.Section(
            name, title,
            figures: figures(counts).figures(
                partOf: wholes, people: people(counts),
                from: ["reportsPer100ResidentDays": ["policeReports", "residentDays"]]),
            people: counts.fewest, isPart: isPart, relations: relations { $0 })
    }

    /// What holds between the figures besides their being parts; `place` says where each stands.
    static func relations(_ place: (String) -> String) -> [Relation] {
        Relation.repeats(
            children: place("children"), moreThanOnce: place("childrenMoreThanOnce"),
            incidents: place("absences"))
            + [("childrenMissing", "missingIncidents"), ("childrenAway", "awayIncidents")].flatMap {
                [
                    Relation.atMost(place($0.0), of: place($0.1)),
                    .none(of: place($0.1), without: place($0.0)),
                ]
            } + [
                .same(place("annexA9a"), place("awayIncidents")),
                .same(place("annexA9b"), place("childrenAway")),
                .parts(
                    GradeCounts.order.map { place("grades" + name(of: $0).sentence) },
                    of: place("absences")),
            ]
    }
}

extension CountsReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        switch content {
        case .home(let counts):
            Document(
                "counts", "What happened at a home", of: "home \(counts.home?.text ?? "not known")",
                during: period, from: provenance, people: counts.fewest,
                [CountsFigures.section(counts, "counts", "Absences, incidents and reports")]
            ).known(state, butNow: CountsFigures.ofNow)
        case .homes(let counts):
            Document(
                "counts", "What happened at homes", of: "all homes", during: period,
                from: provenance, people: counts.total.fewest,
                [
                    CountsFigures.section(counts.total, "total", "All homes together"),
                    Document.Section("byHome", "By home", tables: [Self.homes(counts)]),
                ],
                relations: [
                    "absences", "missingIncidents", "awayIncidents", "policeReports", "openNow",
                    "children", "hours",
                ].map { .same("total.\($0)", "byHome.homes.*.\($0)") }
            ).known(state, butNow: CountsFigures.ofNow)
        }
    }

    private static func homes(_ counts: CountsByHome) -> Table {
        let columns: [(String, String, (HomeCounts) -> Int)] = [
            ("absences", "absences", \.absences.count),
            ("missingIncidents", "M", \.missingIncidents.count),
            ("awayIncidents", "A", \.awayIncidents.count),
            ("policeReports", "police", \.policeReports.count),
            ("openNow", "open now", \.openNow.count),
        ].map { ($0.0, $0.1, $0.2) }
        let hours = { (home: HomeCounts) in
            Cell.hours(
                home.secondsAway, of: home.absences.count - home.absencesWithoutTime)
        }
        func row(_ home: HomeCounts, _ name: String, people: Int?) -> Table.Row {
            Table.Row(
                [.text(name)]
                    + columns.map {
                        .count($0.2(home), isKnown: $0.0 != "awayIncidents" || home.hasAway)
                    }
                    + [.count(home.children), hours(home)], people: people)
        }
        return Table(
            "homes", "Homes, most reports to the police first",
            columns: [Table.Column("home", "home")]
                + columns.map { Table.Column($0.0, $0.1) }
                + [Table.Column("children", "children"), Table.Column("hours", "hours")],
            rows: counts.homes.map {
                row($0, $0.home?.text ?? "(not known)", people: $0.fewest)
            }, total: row(counts.total, "all homes", people: nil), isRanked: true,
            relations: [
                .atMost("children", of: "absences"), .none(of: "absences", without: "children"),
            ])
    }
}
