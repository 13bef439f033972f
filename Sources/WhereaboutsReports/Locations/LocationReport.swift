import EventLog
public import Whereabouts

/// From which locations children were reported to the police, and what that may have cost (report
/// 15; Shalev Greene and Hayden, 2014).
///
/// A location is a registered home. Counted are reports to the police, neither absences nor
/// children.
public struct LocationReport: DocumentReport {
    /// The league, its sectors and the cost.
    public let document: Document

    /// Makes a report of every location.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Reports count where they were made.
    ///   - top: How many locations the league's head has.
    /// - Throws: What reading throws.
    public init(_ view: RecordsView, during period: Period, top: Int = 10) throws {
        let counts = try view.counts(during: period)
        // A home's kind is that of the period's last day, as its sector is.
        let homes = try view.registeredHomes(on: period.to.adding(days: -1))
        let league = LocationLeague(counts, homes, top: top)
        let cost = try view.unitCost(on: period.to.adding(days: -1))
        document = Document(
            "locations", "Locations and the cost of reports", of: "all locations", during: period,
            from: try Provenance(view, parameters: period.parameters),
            people: counts.total.fewest, notes: [cost.label],
            [
                league.section(cost),
                Document.Section(
                    "sectors", "By sector", tables: [league.sectors, league.topBySector]),
                Document.Section("kinds", "By kind of home", tables: [league.topByKind]),
                Document.Section("locations", "Locations", tables: [league.table(cost)]),
            ], relations: league.relations
        ).known(try PeriodState(period, view))
    }
}

/// Locations in order of their reports.
private struct LocationLeague {
    struct Place {
        let counts: HomeCounts
        let kind: HomeKind
        var reports: Int { counts.policeReports.count }
    }

    let places: [Place]
    let top: ArraySlice<Place>
    let total: Int

    init(_ counts: CountsByHome, _ homes: [Scope: RegisteredHome], top: Int) {
        let kinds = Dictionary(
            homes.values.compactMap { home in home.home.map { ($0, home.kind) } },
            uniquingKeysWith: { first, _ in first })
        places = counts.homes.filter { !$0.policeReports.isEmpty }.map { home in
            Place(counts: home, kind: home.home.flatMap { kinds[$0] } ?? .unspecified)
        }
        total = places.reduce(0) { $0 + $1.reports }
        self.top = places.prefix(top)
    }

    private var topReports: Int { top.reduce(0) { $0 + $1.reports } }

    func section(_ cost: UnitCost) -> Document.Section {
        func range(
            _ name: String, _ label: String, _ reports: Int, of priced: String
        ) -> [Document.Figure] {
            let range = cost.range(of: reports)
            return [
                Document.Figure(
                    "\(name)CostLow", "\(label), estimate, at least",
                    .pounds(range.lowerBound, of: reports), from: [priced]),
                Document.Figure(
                    "\(name)CostHigh", "\(label), estimate, at most",
                    .pounds(range.upperBound, of: reports), from: [priced]),
            ]
        }
        return Document.Section(
            "league", "Reports to the police",
            figures: [
                Document.Figure("reports", "reports to the police", .count(total)),
                Document.Figure("locations", "locations with a report", .count(places.count)),
                Document.Figure(
                    "topReports", "reports from the first \(top.count)", .count(topReports),
                    partOf: "reports"),
                Document.Figure(
                    "topOfReports", "the first \(top.count), of all reports",
                    .rate(Rate(topReports, of: total)), from: ["topReports", "reports"]),
                Document.Figure(
                    "privateOfReports", "from private homes, of all reports",
                    .wholeRate(Rate(reports(.private, in: places[...]), of: total)),
                    from: ["/sectors.sectors.private.reports", "reports"]),
            ] + range("all", "cost of all reports", total, of: "reports")
                + range("top", "cost of the first \(top.count)", topReports, of: "topReports"),
            notes: [cost.label])
    }

    /// Every table counts the same reports, or those of the first locations.
    var relations: [Relation] {
        let (all, top) = ("league.reports", "league.topReports")
        let names = places.map { $0.counts.home?.text ?? "(not known)" }
        func reports(_ chosen: (Int) -> Bool) -> [String] {
            places.indices.filter(chosen).map { "locations.locations.\(names[$0]).reports" }
        }
        let isTop = { (place: Int) in place < self.top.count }
        let sectors: [Relation] = [true, false].flatMap { isOfTop in
            Self.sectors.map { name, sector in
                .sum(
                    "sectors.\(isOfTop ? "topBySector" : "sectors").\(name).reports",
                    of: reports { place in
                        places[place].counts.sector == sector && (!isOfTop || isTop(place))
                    })
            }
        }
        let kinds: [Relation] = Self.kinds.map { name, number in
            .sum(
                "kinds.topByKind.\(name).reports",
                of: reports { places[$0].kind.rawValue == number && isTop($0) })
        }
        return [
            .same(all, "locations.locations.*.reports"), .same(all, "sectors.sectors.*.reports"),
            .same(top, "sectors.topBySector.*.reports"), .same(top, "kinds.topByKind.*.reports"),
            .sum(top, of: reports(isTop)),
        ] + sectors + kinds
    }

    private static let sectors: [(name: String, sector: Sector?)] =
        [.localAuthority, .nhs, .other, .private, .voluntary, nil].map { (code: Sector?) in
            (code.flatMap { CodeList.sector.code($0.rawValue) } ?? "not known", code)
        }

    private static let kinds: [(name: String, number: Int)] =
        CodeList.homeKind.codes.enumerated().map { ($1, $0 + 1) } + [("not known", 0)]

    private func reports(_ sector: Sector?, in places: ArraySlice<Place>) -> Int {
        places.filter { $0.counts.sector == sector }.reduce(0) { $0 + $1.reports }
    }

    var sectors: Table { bySector("sectors", "All locations", places[...]) }

    var topBySector: Table { bySector("topBySector", "The first \(top.count) locations", top) }

    private func bySector(_ name: String, _ title: String, _ places: ArraySlice<Place>) -> Table {
        split(
            name, title, places,
            Self.sectors.map { name, sector in
                (name, places.filter { $0.counts.sector == sector })
            })
    }

    var topByKind: Table {
        split(
            "topByKind", "The first \(top.count) locations", top,
            Self.kinds.map { name, number in (name, top.filter { $0.kind.rawValue == number }) })
    }

    private func split(
        _ name: String, _ title: String, _ places: ArraySlice<Place>,
        _ groups: [(name: String, places: [Place])]
    ) -> Table {
        let all = places.reduce(0) { $0 + $1.reports }
        func row(_ name: String, _ places: [Place]) -> Table.Row {
            let reports = places.reduce(0) { $0 + $1.reports }
            return Table.Row(
                [
                    .text(name), .number(places.count), .count(reports),
                    .rate(Rate(reports, of: all)),
                ], people: places.reduce(0) { $0 + $1.counts.fewest })
        }
        return Table(
            name, title,
            columns: [
                Table.Column("group", "group"), Table.Column("locations", "locations"),
                Table.Column("reports", "reports"),
                Table.Column("ofReports", "of the reports", from: ["reports", "*.reports"]),
            ],
            rows: groups.filter { !$0.places.isEmpty }.map { row($0.name, $0.places) },
            total: row("together", Array(places)))
    }

    func table(_ cost: UnitCost) -> Table {
        var sum = 0
        let rows = places.enumerated().map { place, home in
            sum += home.reports
            let range = cost.range(of: home.reports)
            return Table.Row(
                [
                    .number(rank(place)), .text(home.counts.home?.text ?? "(not known)"),
                    .text(
                        home.counts.sector.flatMap { CodeList.sector.code($0.rawValue) }
                            ?? "not known"),
                    .text(CodeList.homeKind.code(home.kind.rawValue) ?? "not known"),
                    .count(home.reports), .rate(Rate(home.reports, of: total)),
                    .rate(Rate(sum, of: total)), .pounds(range.lowerBound, of: home.reports),
                    .pounds(range.upperBound, of: home.reports),
                ], people: home.counts.fewest)
        }
        return Table(
            "locations", "Locations, most reports first; costs are estimates",
            columns: [
                Table.Column("rank", "rank"), Table.Column("home", "location"),
                Table.Column("sector", "sector"), Table.Column("kind", "kind"),
                Table.Column("reports", "reports"),
                Table.Column("share", "of all", from: ["reports", "*.reports"]),
                Table.Column("cumulative", "up to here"),
                Table.Column("costLow", "at least", from: ["reports"]),
                Table.Column("costHigh", "at most", from: ["reports"]),
            ], rows: rows, total: together(cost), isRanked: true)
    }

    private func together(_ cost: UnitCost) -> Table.Row {
        let range = cost.range(of: total)
        return Table.Row([
            .none, .text("together"), .none, .none, .count(total), .rate(Rate(total, of: total)),
            .none, .pounds(range.lowerBound, of: total), .pounds(range.upperBound, of: total),
        ])
    }

    /// Locations with as many reports share a rank.
    private func rank(_ place: Int) -> Int {
        (places.firstIndex { $0.reports == places[place].reports } ?? place) + 1
    }
}

extension UnitCost {
    /// What a cost made with it is, and what it leaves out.
    var label: String {
        let range = "\(Pounds.text(low)) to \(Pounds.text(high))"
        guard name == Self.standard.name else {
            return "Estimate, not expenditure. Number of reports to police x \(range) (\(name), "
                + "\(priceBase) prices)."
        }
        return "Estimate, not expenditure. Number of reports to police x \(range) (Shalev Greene & "
            + "Pakes 2012, medium-risk case, \(priceBase) prices). High-risk cases cost more; "
            + "low-risk and no-apparent-risk cases are priced as if medium."
    }
}
