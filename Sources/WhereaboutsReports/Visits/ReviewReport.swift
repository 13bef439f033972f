import EventLog
public import Whereabouts

/// What a registered person reviews of a home every six months (report 10; Regs 2015, regulation
/// 45): this period beside the one before, and what has changed.
public struct ReviewReport: DocumentReport {
    /// Figures of both periods, duties and persistently missing children.
    public let document: Document

    /// Makes the review of a home.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - home: The home reviewed.
    ///   - period: Six months, by custom; the one before is as long.
    /// - Throws: `RecordError.unknownHome`, or what reading throws.
    public init(_ view: RecordsView, of home: HomeID, during period: Period) throws {
        let before = Period(from: Self.start(before: period), to: period.from)
        let state = try PeriodState(period, view, of: .home(home))
        let stateBefore = try PeriodState(before, view, of: .home(home))
        let now = try view.summary(of: home, during: period)
        let earlier = try view.summary(of: home, during: before)
        let (moments, scope) = (period.moments, try view.scope(of: home))
        var duties = DutyTally(moments)
        try view.forEachCase(in: .home(home)) { child, _ in
            duties.add(try child.deadlines()) { $0.scope == scope }
        }
        let persistent = try PersistentTable(now.persistent, view)
        document = Document(
            "review", "Six-month review (regulation 45)", of: "home \(home)", during: period,
            from: try Provenance(
                view, parameters: [Provenance.Parameter("home", home.text)] + period.parameters),
            people: Self.people(now, earlier),
            [
                Document.Section(
                    "comparison", "This period and the one before",
                    tables: [
                        Self.table(
                            (now, state), (earlier, stateBefore),
                            "the period before is \(before.text)")
                    ],
                    notes: [
                        "What is open, and who lives here, is as of each period's own end. "
                            + "Interviews awaited or overdue are as of now."
                    ]),
                InterviewFigures(now.interviews).section("interviews", "Return home interviews"),
                Document.Section("duties", "Duties", tables: [duties.table]),
                Document.Section(
                    "persistent", "Persistently missing",
                    figures: PersistentChild.Rule.allCases.map { persistent.figure(of: $0) },
                    tables: [persistent.table]),
            ],
            relations: Self.relations(of: "now", "interviews")
                + Self.relations(of: "before", "interviewsBefore"),
            background: [
                InterviewFigures(earlier.interviews).section(
                    "interviewsBefore", "The period before")
            ]
        ).known(state, butNow: ["comparison"])
    }

    /// What holds in a column of the comparison, and with the interviews of its period.
    private static func relations(of column: String, _ interviews: String) -> [Relation] {
        func place(_ name: String) -> String {
            let label = Figure.allCases.first { $0.name == name }?.label ?? name
            return "comparison.comparison.\(label).\(column)"
        }
        let parts = CountsFigures.wholes.sorted { $0.key < $1.key }.map {
            Relation.part(place($0.key), of: place($0.value))
        }
        return parts + CountsFigures.relations(place)
            + Figure.allCases.map { .same("\(interviews).\($0.name)", place($0.name)) } + [
                .part(place("challengesAnswered"), of: place("challenges")),
                .part(place("unexplained"), of: place("ended")),
            ]
    }

    private static func start(before period: Period) -> LocalDate {
        let months =
            (period.to.year * 12 + period.to.month) - (period.from.year * 12 + period.from.month)
        if months > 0, period.to.day == period.from.day {
            return period.from.adding(months: -months)
        }
        return period.from.adding(
            days: period.from.daysSince1970 - period.to.daysSince1970)
    }

    /// Of the two the smaller, so that neither tells of few children.
    private static func people(_ now: Summary, _ earlier: Summary) -> Int {
        [now.counts.fewest, earlier.counts.fewest].filter { $0 > 0 }.min() ?? 0
    }

    /// Figures of both periods, each as of its own end.
    ///
    /// Figures of one child, such as the most absences, are left out, and those of now.
    private static func table(
        _ now: (summary: Summary, state: PeriodState),
        _ earlier: (summary: Summary, state: PeriodState), _ title: String
    ) -> Table {
        let leftOut: Set<Figure> = [.maxPerChild, .secondsAway, .openNow, .residents]
        func cell(
            _ figure: Figure, _ column: (summary: Summary, state: PeriodState)
        ) -> Cell {
            let (summary, state) = column
            return .count(
                summary[figure], isKnown: !state.isOutside && summary.hasData(on: figure))
        }
        return Table(
            "comparison", "Figures; \(title)",
            columns: [
                Table.Column("figure", "figure"), Table.Column("before", "before"),
                Table.Column("now", "now"),
                Table.Column("change", "change", from: ["before", "now"]),
            ],
            rows: Figure.allCases.filter { !leftOut.contains($0) }.map { figure in
                let (was, new) = (cell(figure, earlier), cell(figure, now))
                let isKnown = was != .noData && new != .noData
                let change = now.summary[figure] - earlier.summary[figure]
                return Table.Row([
                    .text(figure.label), was, new, isKnown ? .change(change) : .noData,
                ])
            }, isGrid: true)
    }
}

extension Figure {
    /// The name as people read it: `policeReports` becomes `police reports`.
    var label: String {
        switch self {
        case .openAtEnd: return "open at the end"
        case .residentsAtEnd: return "residents at the end"
        case .decisions: return "decisions whether to notify Ofsted"
        case .notifications: return "notifications to Ofsted"
        case .awaiting: return "interviews awaited now"
        case .overdue: return "interviews overdue now"
        default: break
        }
        var words = ""
        for character in name {
            if character.isUppercase { words += " " }
            words += character.lowercased()
        }
        return words
    }
}
