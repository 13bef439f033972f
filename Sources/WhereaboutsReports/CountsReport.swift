import EventLog
public import Whereabouts

/// What happened at homes in a period (report 2), for people and for machines.
///
/// The JSON lists under `ids` the entries behind each home's figures; those of the total are those
/// of the homes together.
public struct CountsReport: PartedReport {
    let head: ReportHead
    let period: Period
    let content: Content
    let state: PeriodState

    enum Content {
        case home(HomeCounts)
        case homes(CountsByHome)
    }

    /// Makes a report of one home, or of all homes.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Absences and incidents count where they start.
    ///   - home: The home from which children went; `nil` for all.
    /// - Throws: `RecordError.unknownHome`, or what reading throws.
    public init(_ view: RecordsView, during period: Period, home: HomeID? = nil) throws {
        head = try ReportHead(view)
        self.period = period
        state = try PeriodState(period, view, of: home.map { .home($0) } ?? .everything)
        content =
            if let home {
                .home(try view.counts(of: home, during: period))
            } else {
                .homes(try view.counts(during: period))
            }
    }

    /// The report as JSON; all homes have totals, sums by sector and the ten with most reports.
    public func json() -> JSONValue {
        switch content {
        case .home(let counts): .merged(head.members, members(counts), state.members)
        case .homes(let counts): .merged(head.members, all(counts), state.members)
        }
    }

    /// The report as text: the homes with most reports to the police first.
    public func text() -> String {
        switch content {
        case .home(let counts):
            "Home \(counts.home?.text ?? "not known"), \(period.text)\n" + head.text + state.text
                + figures(counts).lines
        case .homes(let counts):
            "All homes, \(period.text)\n" + head.text + state.text
                + figures(counts.total).lines + "\n" + Self.table(counts)
        }
    }

    private func figures(_ counts: HomeCounts) -> [ReportFigure] {
        state.known(CountsFigures.figures(counts), butNow: CountsFigures.ofNow)
    }

    private static func table(_ counts: CountsByHome) -> String {
        let columns = ["home", "absences", "M", "A", "police", "children", "open now", "hours"]
        let rows = counts.homes.map { home in
            [home.home?.text ?? "(not known)"]
                + [
                    .count(home.absences.count), .count(home.missingIncidents.count),
                    .count(home.awayIncidents.count, isKnown: home.hasAway),
                    .count(home.policeReports.count), .count(home.children),
                    .count(home.openNow.count),
                ].map { (cell: Cell) in cell.text } + [CountsFigures.hours(home).text]
        }
        return TextTable.text([columns] + rows)
    }

    private func all(_ counts: CountsByHome) -> [JSONMember] {
        let topTen = counts.homes.prefix(10).reduce(0) { $0 + $1.policeReports.count }
        let homes = counts.homes.map { JSONValue.object(members($0)) }
        return period.members + [
            JSONMember("total", .object(figures(counts.total).members)),
            JSONMember("topTenPoliceReports", .integer(Int64(topTen))),
            JSONMember("sectors", .array(Self.sectors(counts))),
            JSONMember("homes", .array(homes)),
        ]
    }

    private func members(_ counts: HomeCounts) -> [JSONMember] {
        let figures = figures(counts)
        let names = [
            JSONMember("home", .optional(counts.home?.text)),
            JSONMember("sector", Self.sector(counts.sector)),
        ]
        return names + period.members + figures.members + [figures.ids]
    }

    /// Reports and homes of every sector, in the order of the code list; unknown last.
    private static func sectors(_ counts: CountsByHome) -> [JSONValue] {
        let codes: [Sector?] = [.localAuthority, .nhs, .other, .private, .voluntary, nil]
        return codes.compactMap { code in
            let homes = counts.homes.filter { $0.sector == code }
            guard !homes.isEmpty else { return nil }
            let reports = homes.reduce(0) { $0 + $1.policeReports.count }
            return [
                "sector": sector(code), "homes": .integer(Int64(homes.count)),
                "policeReports": .integer(Int64(reports)),
            ]
        }
    }

    private static func sector(_ sector: Sector?) -> JSONValue {
        .optional(sector.flatMap { CodeList.sector.code($0.rawValue) })
    }
}
