import EventLog
public import Whereabouts

/// The measures that the Department publishes of a year, made of these records (report 8; "Children
/// looked after in England").
///
/// Without an authority the figures are rounded as national ones are, to the nearest ten; an
/// authority's are not. Percentages are whole; `k` is one that rounds to zero and is not, `z` one
/// that does not apply.
public struct NationalTableReport: DocumentReport {
    /// The measures, the published columns, and incidents by age, duration and placement.
    public let document: Document

    /// Makes the table of the year ending 31 March `year`.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - year: The year in which the collection year ends.
    ///   - authority: The authority responsible for the children; `nil` for all.
    /// - Throws: `RecordError.unknownAuthority`, or what reading throws.
    public init(_ view: RecordsView, year: Int, authority: String? = nil) throws {
        let period = try Period.collectionYear(year)
        let reach = authority.map { Reach.authority($0) } ?? .everything
        let lastDay = min(period.to.adding(days: -1), London.date(of: view.now))
        var measures = NationalMeasures(
            period, of: authority,
            recordsAway: try view.records(.awayIncidents, in: reach, on: lastDay))
        if let authority { try view.checkAuthority(authority) }
        try view.forEachCase { try measures.add($0) }
        let rounding = authority == nil ? Rounding.ten : .none
        let layout = NationalLayout.newest(for: year)
        document = Document(
            "national", "Missing and away, as the Department publishes it", of: reach.text,
            during: period,
            from: try Provenance(
                view,
                parameters: [Provenance.Parameter("year", "\(year)")] + reach.parameters
                    + [Provenance.Parameter("layout", layout.name)]),
            people: measures.people.fewest,
            notes: measures.notes + measures.notesOnFigures + rounding.notes,
            notesOnFigures: measures.notesOnFigures,
            [
                measures.section(layout, rounding),
                Document.Section(
                    "published", "In the published columns",
                    tables: [measures.published(layout, year, authority, rounding)]),
                Document.Section(
                    "incidents", "Missing incidents",
                    tables: measures.breakdowns(layout, rounding)),
            ], relations: measures.relations(layout, rounding)
        ).known(try PeriodState(period, view, of: reach))
    }
}

extension Period {
    /// The collection year that ends on 31 March of `year`.
    public static func collectionYear(_ year: Int) throws(LocalDateError) -> Period {
        Period(
            from: try LocalDate(year: year - 1, month: 4, day: 1),
            to: try LocalDate(year: year, month: 4, day: 1))
    }
}

/// To what published counts are rounded.
enum Rounding {
    case none, ten

    func cell(_ number: Int) -> Cell {
        switch self {
        case .none: .count(number)
        case .ten: .rounded(number)
        }
    }

    /// A whole percentage of the unrounded numbers, with the signs of the published tables.
    func percent(_ rate: Rate) -> Cell {
        guard let whole = rate.wholePercent else { return .notApplicable }
        if whole == 0, rate.numerator > 0 { return .negligible(rate) }
        return self == .ten ? .wholePercent(rate) : .wholeRate(rate)
    }

    var notes: [String] {
        self == .ten
            ? [
                "Counts are rounded to the nearest ten; percentages and averages come from the counts "
                    + "before rounding, so that parts need not add up."
            ] : []
    }
}
