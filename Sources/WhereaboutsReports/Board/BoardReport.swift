import EventLog
public import Whereabouts

/// What a corporate parenting board is shown each quarter (report 9; Ofsted, 2013).
///
/// The trend goes back over eight stretches as long as the period.
public struct BoardReport: DocumentReport {
    /// Trend, cohorts, homes, interviews, reasons, harm, and who was told.
    public let document: Document

    /// Makes a report of a quarter, or of any whole number of months.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Incidents count where they start, interviews where the episode ends.
    ///   - reach: Whose children.
    /// - Throws: `RecordError.unknownHome` or `unknownAuthority`, or what reading throws.
    public init(
        _ view: RecordsView, during period: Period, of reach: Reach = .everything
    ) throws {
        let span = try RecordSpan(Stretch.trend(period, 8), period, view, of: reach)
        var figures = BoardFigures(period, reach, homes: try view.registeredHomes(), span)
        try view.forEachCase(in: reach) { child, episodes in
            try figures.add(child, episodes)
        }
        document = Document(
            "board", "Children missing from care: report to the board", of: reach.text,
            during: period,
            from: try Provenance(view, parameters: period.parameters + reach.parameters),
            people: figures.people.fewest, figures.sections, relations: figures.relations,
            background: figures.background
        ).known(try PeriodState(period, view, of: reach), butNow: ["trend"])
    }
}

/// Stretches of time as long as a period, up to and with it.
struct Stretch: Hashable, Sendable {
    let label: String
    let period: Period
    let moments: Range<Instant>

    /// The last `count` stretches, the period itself last.
    static func trend(_ period: Period, _ count: Int) -> [Stretch] {
        let months =
            (period.to.year * 12 + period.to.month) - (period.from.year * 12 + period.from.month)
        let isWhole =
            months > 0 && period.from.day == 1 && period.to.day == 1
        let days = period.to.daysSince1970 - period.from.daysSince1970
        return (0..<count).reversed().map { back in
            func moved(_ day: LocalDate) -> LocalDate {
                isWhole ? day.adding(months: -back * months) : day.adding(days: -back * days)
            }
            let own = Period(from: moved(period.from), to: moved(period.to))
            return Stretch(label: own.from.description, period: own, moments: own.moments)
        }
    }
}

extension Interviews {
    /// The figures as a section, drawn as a funnel.
    func funnel(_ name: String, _ title: String) -> Document.Section {
        func row(_ label: String, _ ids: [EntryID], _ isKnown: Bool) -> Table.Row {
            Table.Row([.text(label), .count(ids.count, isKnown: isKnown)])
        }
        let section = InterviewFigures(self).section(name, title)
        let steps = ["required", "offered", "offeredIn72", "completed", "completedIn72"]
        let table = Table(
            "funnel", "From the return to the interview",
            columns: [Table.Column("step", "step"), Table.Column("episodes", "episodes")],
            rows: [
                Table.Row([.text("call for an interview"), .count(required.count)]),
                row("offered", offered, hasOffers),
                row("offered in 72 hours", offeredIn72, hasOffers),
                row("held", completed, hasInterviews),
                row("held in 72 hours", completedIn72, hasInterviews),
            ], drawing: .funnel, isGrid: true)
        let same = zip(table.rowNames, steps).map { row, figure in
            Relation.same(figure, "funnel.\(row).episodes")
        }
        return Document.Section(
            name, title, figures: section.figures, tables: [table], notes: section.notes,
            relations: section.relations + same)
    }
}
