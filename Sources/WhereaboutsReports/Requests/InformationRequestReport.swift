import EventLog
public import Whereabouts

/// What the public asks for under the Freedom of Information Act 2000 (report 18; the question sets
/// of 2022 to 2024).
///
/// Each figure of all children, of those looked after, and of own children placed out of area. Where
/// offers or interviews are not recorded here it says so: that is not 0.
public struct InformationRequestReport: DocumentReport {
    /// The grid, who held the interviews, and children by number of incidents.
    public let document: Document

    /// Makes the grid of a period.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Incidents count where they start, interviews where the episode ends.
    ///   - authority: The authority that is asked; `nil` for all.
    /// - Throws: `RecordError.unknownAuthority`, or what reading throws.
    public init(
        _ view: RecordsView, during period: Period, authority: String? = nil
    ) throws {
        let reach = authority.map { Reach.authority($0) } ?? .everything
        var grid = RequestGrid(period, reach, now: view.now)
        try view.forEachCase(in: reach) { try grid.add($0, $1) }
        document = Document(
            "foi", "Freedom of information: children missing", of: reach.text, during: period,
            from: try Provenance(view, parameters: period.parameters + reach.parameters),
            people: grid.people.fewest,
            notes: [
                "Looked after: gone from a home, or in care on record. \"no data\" is not 0."
            ],
            [
                Document.Section("grid", "Questions", tables: [grid.table]),
                Document.Section("providers", "Who held the interviews", tables: [grid.providers]),
                Document.Section("bands", "Incidents for each child", tables: [grid.bandTable]),
            ], relations: grid.relations
        ).known(try PeriodState(period, view, of: reach))
    }
}

/// The answers for three groups of children.
private struct RequestGrid {
    private let moments: Range<Instant>
    private let days: Range<Int>
    private let now: Instant
    private let reach: Reach
    private var all = Column()
    private var lookedAfter = Column()
    private var outOfArea = Column()
    private var inCare = 0
    private var hasCare = false
    private var providerCounts = CodeTally(.rhiProviderType)
    private var bands = IncidentBands()
    private(set) var people: PeopleTally

    private struct Column {
        var missing = ClassTally()
        var interviews = CohortInterviews()
        /// Children who declined an interview for good.
        var declined = 0
    }

    init(_ period: Period, _ reach: Reach, now: Instant) {
        (moments, self.now, self.reach) = (period.moments, now, reach)
        people = PeopleTally(moments)
        days = period.from.daysSince1970..<period.to.daysSince1970
    }

    mutating func add(_ child: ChildCase, _ episodes: [Episode]) throws {
        people.add(episodes)
        let wasInCare = child.wasInCare(during: days, of: reach.authority)
        hasCare = hasCare || wasInCare != nil
        inCare += wasInCare == true ? 1 : 0
        let ended = try child.requiringInterview(in: reach, episodes).filter { episode in
            episode.end.map { moments.contains($0.at) } ?? false
        }
        bands.add(episodes, in: moments)
        guard !episodes.isEmpty || !ended.isEmpty else { return }
        let isLookedAfter =
            wasInCare == true || (episodes + ended).contains { $0.scope != .none }
        try add(child, episodes, ended, to: \.all)
        if isLookedAfter { try add(child, episodes, ended, to: \.lookedAfter) }
        try add(
            child, episodes.filter { child.cohort(of: $0) == .outOfArea },
            ended.filter { child.cohort(ofInterview: $0) == .outOfArea }, to: \.outOfArea)
        for held in Set(ended.flatMap(\.interview.completions)) {
            providerCounts.add(held.provider.rawValue)
        }
    }

    private mutating func add(
        _ child: ChildCase, _ episodes: [Episode], _ ended: [Episode],
        to column: WritableKeyPath<RequestGrid, Column>
    ) throws {
        self[keyPath: column].missing.add(episodes.incidents(.missing, in: moments))
        self[keyPath: column].interviews.add(try child.asked(ended), asOf: now)
        if ended.contains(where: \.interview.isDeclined) { self[keyPath: column].declined += 1 }
    }

    var table: Table {
        let columns = [all, lookedAfter, outOfArea]
        func row(_ name: String, _ value: (Column) -> Cell) -> Table.Row {
            Table.Row([.text(name)] + columns.map(value))
        }
        func interviews(
            _ name: String, _ ids: @escaping (Interviews) -> [EntryID],
            _ isKnown: @escaping (Interviews) -> Bool
        ) -> Table.Row {
            row(name) { column in
                let own = column.interviews.all
                return .count(ids(own).count, isKnown: isKnown(own))
            }
        }
        return Table(
            "grid", "Answers",
            columns: [
                Table.Column("question", "question"), Table.Column("all", "all children"),
                Table.Column("lookedAfter", "looked after"),
                Table.Column("outOfArea", "placed out of area"),
            ],
            rows: [
                row("children missing") { .count($0.missing.children) },
                row("missing incidents") { .count($0.missing.incidents) },
                Table.Row([
                    .text("children looked after in the period"), .notApplicable,
                    hasCare ? .count(inCare) : .noData, .notApplicable,
                ]),
                row("episodes that call for a return home interview") {
                    .count($0.interviews.all.required.count)
                },
                row("without data on offers or interviews") {
                    .count($0.interviews.all.withoutData.count)
                },
                interviews("return home interviews offered", \.offered, \.hasOffers),
                interviews("completed", \.completed, \.hasInterviews),
                interviews("completed within 72 hours", \.completedIn72, \.hasInterviews),
                row("children who declined") {
                    .count($0.declined, isKnown: $0.interviews.all.hasOffers)
                },
            ], isGrid: true,
            relations: [
                .part("lookedAfter", of: "all"), .part("outOfArea", of: "all"),
                .part("outOfArea", of: "lookedAfter"),
            ])
    }

    /// What holds in each column, and between all children and the bands.
    var relations: [Relation] {
        let rows = table.rowNames
        let columns = ["all", "lookedAfter", "outOfArea"].flatMap { column -> [Relation] in
            let places = rows.map { "grid.grid.\($0).\(column)" }
            return [
                Relation.atMost(places[0], of: places[1]), .none(of: places[1], without: places[0]),
                .part(places[4], of: places[3]), .part(places[5], of: places[3]),
                .part(places[6], of: places[3]), .part(places[7], of: places[6]),
                .atMost(places[8], of: places[3]),
            ]
        }
        return columns
            + [
                .part("grid.grid.\(rows[0]).lookedAfter", of: "grid.grid.\(rows[2]).lookedAfter"),
                .same("grid.grid.\(rows[0]).all", "bands.bands.*.total"),
            ]
            + IncidentBands.relations(to: "grid.grid.\(rows[1]).all")
    }

    var providers: Table {
        providerCounts.table("providers", "Interviews held by", "who", "interviews")
    }

    var bandTable: Table { bands.table }
}
