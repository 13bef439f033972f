import EventLog
public import Whereabouts

/// Children by how many missing incidents each had in a period, as asked for in public.
public struct BandReport: PartedReport {
    let head: ReportHead
    let period: Period
    let bands: IncidentBands
    let state: PeriodState

    /// Makes a report of all children.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Incidents count where they start.
    /// - Throws: What reading throws.
    public init(_ view: RecordsView, during period: Period) throws {
        head = try ReportHead(view)
        self.period = period
        state = try PeriodState(period, view)
        bands = try view.incidentBands(during: period)
    }

    private var total: Int { bands.children(.inCare) + bands.children(.fromHome) }

    private func cell(_ number: Int) -> Cell { .count(number, isKnown: !state.isOutside) }

    private func shown(_ number: Int) -> String { cell(number).text }

    /// The report as JSON: each band with its children by origin, and their incidents' ids.
    public func json() -> JSONValue {
        let rows = IncidentBands.bands.indices.map { place in
            let band = IncidentBands.bands[place]
            let figures = IncidentBands.Origin.allCases.map { origin in
                let cell = bands[origin][place]
                return ReportFigure(
                    origin.rawValue, origin.label, .count(cell.children), ids: cell.incidents)
            }.map { state.isOutside ? $0.withoutData : $0 }
            return JSONValue.merged(
                [JSONMember("band", .string(band.label))], figures.members, [figures.ids])
        }
        return .merged(
            head.members, period.members, state.members,
            [
                JSONMember("bands", .array(rows)),
                JSONMember(
                    "children",
                    [
                        "inCare": cell(bands.children(.inCare)).json,
                        "fromHome": cell(bands.children(.fromHome)).json,
                        "total": cell(total).json,
                    ]),
            ])
    }

    /// The report as text.
    public func text() -> String {
        var rows = [["incidents"] + IncidentBands.Origin.allCases.map(\.label) + ["together"]]
        for (place, band) in IncidentBands.bands.enumerated() {
            let counts = IncidentBands.Origin.allCases.map { bands[$0][place].children }
            rows.append([band.label] + (counts + [counts.reduce(0, +)]).map(shown))
        }
        let totals = IncidentBands.Origin.allCases.map { bands.children($0) } + [total]
        rows.append(["children"] + totals.map(shown))
        return "Children by number of missing incidents, \(period.text)\n"
            + "\(head.text)\(state.text)\n\(TextTable.text(rows))"
    }
}

extension IncidentBands.Origin {
    /// The name in text.
    var label: String {
        switch self {
        case .inCare: "in care"
        case .fromHome: "from home"
        }
    }
}
