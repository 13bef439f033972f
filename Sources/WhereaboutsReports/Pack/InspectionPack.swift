import EventLog
public import Whereabouts

/// What an inspector wants to see of a home on one page (report 4, with pictures).
public struct InspectionPack: DocumentReport {
    /// The form's items, the trend of twelve months, the hours, the interviews, what is owed.
    public let document: Document

    /// Makes the pack of a home.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - home: The home inspected.
    ///   - period: Since the last full inspection, by custom.
    ///   - items: The questions of Ofsted's form.
    /// - Throws: `RecordError.unknownHome`, or what reading throws.
    public init(
        _ view: RecordsView, of home: HomeID, during period: Period,
        items: [InspectionItem] = InspectionItem.standard
    ) throws {
        let summary = try view.summary(of: home, during: period)
        let state = try PeriodState(period, view, of: .home(home))
        let section = try SummarySection(summary, view, isOutside: state.isOutside)
        var months = MonthTrend(upTo: period)
        let span = try RecordSpan(months.months, period, view, of: .home(home))
        var patterns = Patterns(period)
        try view.forEachCase(in: .home(home)) { child, episodes in
            months.add(episodes)
            patterns.add(child, episodes)
        }
        let owed = try view.deadlines(of: .home(home), in: DeadlineReport.open)
        let overdue = owed.count { $0.state == .overdue }
        let own = section.sections(items, isOfOneHome: true)
        document = Document(
            "pack", "Inspection pack", of: "home \(home)", during: period,
            from: try Provenance(
                view, parameters: [Provenance.Parameter("home", home.text)] + period.parameters),
            people: summary.counts.fewest,
            own.prefix(2) + [
                Document.Section(
                    "trend", "Twelve months up to the period's end", tables: [months.table(span)]),
                Document.Section(
                    "hours", "When children went", tables: [patterns.heat]),
                summary.interviews.funnel("interviews", "Return home interviews"),
                Document.Section(
                    "deadlines", "What is owed",
                    figures: [
                        Document.Figure("open", "open", .count(owed.count)),
                        Document.Figure(
                            "overdue", "overdue", .count(overdue), partOf: "open"),
                    ], tables: [DeadlineReport.table(owed)]),
            ] + own.dropFirst(3),
            relations: section.relations(items, isOfOneHome: true)
                + months.relations(during: period) + [
                    .sum("counts.absences", of: patterns.heatPlaces(in: "hours"))
                ]
        ).known(
            state,
            butNow: InspectionItem.ofNow(items).union(CountsFigures.ofNow)
                .union(["trend", "deadlines"]))
    }
}

/// Absences, incidents and reports by calendar month.
private struct MonthTrend {
    let months: [Stretch]
    private var counts: [[Int]]

    init(upTo period: Period) {
        let last = period.to.adding(days: -1)
        let first = last.adding(days: 1 - last.day)
        months = Stretch.trend(Period(from: first, to: first.adding(months: 1)), 12)
        counts = months.map { _ in [0, 0, 0, 0] }
    }

    mutating func add(_ episodes: [Episode]) {
        for episode in episodes {
            count(episode.start.at, 0)
            for segment in episode.segments {
                count(segment.start.at, segment.segmentClass == .missing ? 1 : 2)
            }
            for report in episode.policeReports { count(report.at, 3) }
        }
    }

    private mutating func count(_ moment: Instant, _ column: Int) {
        guard let place = months.firstIndex(where: { $0.moments.contains(moment) }) else { return }
        counts[place][column] += 1
    }

    /// The months of the period add up to its figures, where all of them are shown.
    func relations(during period: Period) -> [Relation] {
        let own = months.filter {
            period.moments.contains($0.moments.lowerBound)
                && $0.moments.upperBound <= period.moments.upperBound
        }
        guard own.first?.moments.lowerBound == period.moments.lowerBound,
            own.last?.moments.upperBound == period.moments.upperBound
        else { return [] }
        return ["absences", "missingIncidents", "awayIncidents", "policeReports"].map { column in
            .sum(
                "counts.\(column)",
                of: own.map { "trend.months.\($0.label.prefix(7)).\(column)" })
        }
    }

    func table(_ span: RecordSpan) -> Table {
        Table(
            "months", "By month",
            columns: [
                Table.Column("month", "month"), Table.Column("absences", "absences"),
                Table.Column("missingIncidents", "M"), Table.Column("awayIncidents", "A"),
                Table.Column("policeReports", "police"),
            ],
            rows: zip(months, counts).map { month, counts in
                let cells = counts.enumerated().map { place, count in
                    Cell.count(count, isKnown: place != 2 || span.recordsAway || count > 0)
                }
                return Table.Row(
                    [.text(String(month.label.prefix(7)))] + span.known(cells, in: month))
            }, drawing: .trend)
    }
}
