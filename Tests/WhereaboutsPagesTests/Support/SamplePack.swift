import EventLog
import Whereabouts
import WhereaboutsReports

extension Samples {
    /// As a home's inspection pack has it: figures, a trend, a heat map, a funnel, bars, deadlines.
    static func pack() throws -> Document {
        try document(
            [
                figures, trend, heat, funnel, bars,
                Document.Section("deadlines", "Deadlines", tables: [deadlines]),
                section(Table("empty", "Challenges", columns: [Table.Column("a", "a")], rows: [])),
            ],
            notes: [
                "Figures are counted as of the last entry; what is recorded later is not in them."
            ])
    }

    private static let figures = Document.Section(
        "figures", "Main figures",
        figures: [
            Document.Figure("absences", "absences", .count(9)),
            Document.Figure("missing", "missing incidents (M)", .count(8)),
            Document.Figure("held", "interviews held of those required", .rate(Rate(50, of: 80))),
            Document.Figure("hours", "hours away", .hours(259_200, of: 8)),
        ], notes: ["Incidents are counted by the day on which they start."])

    private static let trend = Document.Section(
        "trend", "Eight quarters",
        tables: [
            Table(
                "quarters", "Children and incidents by quarter",
                columns: [
                    Table.Column("quarter", "quarter"), Table.Column("children", "children"),
                    Table.Column("incidents", "incidents"),
                    Table.Column("rate", "interviews in time"),
                ],
                rows: (0..<8).map { place in
                    Table.Row([
                        .text("\(2023 + place / 4) Q\(place % 4 + 1)"),
                        place == 3 ? .suppressed : .count([4, 6, 5, 3, 8, 9, 7, 11][place]),
                        .count([12, 15, 9, 14, 22, 31, 18, 24][place]),
                        .rate(Rate([5, 7, 6, 8, 12, 20, 13, 20][place], of: 24)),
                    ])
                },
                total: Table.Row([.text("all"), .count(53), .count(145), .rate(Rate(91, of: 192))]),
                drawing: .trend)
        ])

    private static let heat = Document.Section(
        "heat", "When children go",
        tables: [
            Table(
                "hours", "Absences by day of the week and hour",
                columns: [Table.Column("day", "day")]
                    + (0..<24).map { Table.Column("h\($0)", $0 < 10 ? "0\($0)" : "\($0)") },
                rows: [
                    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
                ].enumerated().map { day, name in
                    Table.Row(
                        [.text(name)]
                            + (0..<24).map { hour in
                                let many = (day * 7 + hour * 5) % 11 - 5 + (hour > 17 ? day : 0)
                                return hour == 3 && day == 2
                                    ? .suppressed : .count(max(0, hour < 7 ? many - 4 : many))
                            })
                }, drawing: .heat)
        ])

    private static let funnel = section(
        table(
            [
                ("Interviews required", .count(100)), ("Offered", .count(80)),
                ("Accepted", .count(56)), ("Held", .count(50)),
                ("Held within 72 hours", .count(45)),
            ], drawing: .funnel, title: "Return home interviews"), "After the return")

    private static let bars = section(
        table(
            [
                ("Home SC901101", .count(93)),
                (
                    "Home SC901102 with a name that is far too long to "
                        + "stand above its bar in one line", .count(41)
                ),
                ("Home SC901103", .suppressed), ("Home SC901104", .count(0)),
                ("Home SC901105", .noData),
            ], drawing: .bars, title: "Reports to the police by home"), "By home")

    private static let deadlines = Table(
        "deadlines", "What is owed, first what is due first",
        columns: ["due", "state", "age", "what", "owner", "child"].map { Table.Column($0, $0) },
        rows: (1...9).map { day in
            Table.Row([
                .moment(
                    .at(
                        Instant(microseconds: 1_746_000_000_000_000).adding(
                            seconds: Int64(day) * 90_000))),
                .text(day < 4 ? "overdue" : "on track"), .hours(Int64(day) * 45_000, of: 1),
                .text("return home interview"), .text("LA1"), .child(ChildID("Q11-\(day)")),
            ])
        }, isAboutChildren: true)
}
