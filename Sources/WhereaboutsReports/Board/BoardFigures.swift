import EventLog
import Whereabouts

/// What the board's report is counted from.
struct BoardFigures {
    private let homes: [Scope: RegisteredHome]
    private let now: Instant
    private let reach: Reach
    private let moments: Range<Instant>
    private let stretches: [Stretch]
    private let span: RecordSpan
    private var trend: [ClassTally]
    private var away = ClassTally()
    /// By stretch, since what is hidden of one hangs on its own parts.
    private var cohorts: [[Cohort: ClassTally]]
    private var byHome: [[Scope: ClassTally]]
    private var interviews = CohortInterviews()
    private var reasons = CodeTally(.reason)
    private var harms = CodeTally(.harm)
    private var risks = CodeTally(.riskFlag)
    private var homeOffice: [EntryID] = []
    private var restricted: [EntryID] = []
    private var referred: [EntryID] = []
    private(set) var people: PeopleTally

    init(
        _ period: Period, _ reach: Reach, homes: [Scope: RegisteredHome], _ span: RecordSpan
    ) {
        (self.homes, self.reach, self.span, now) = (homes, reach, span, span.now)
        moments = period.moments
        people = PeopleTally(moments)
        stretches = Stretch.trend(period, 8)
        trend = stretches.map { _ in ClassTally() }
        cohorts = stretches.map { _ in [:] }
        byHome = stretches.map { _ in [:] }
    }

    mutating func add(_ child: ChildCase, _ episodes: [Episode]) throws {
        people.add(episodes)
        let ended = try child.requiringInterview(in: reach, episodes).filter { episode in
            episode.end.map { moments.contains($0.at) } ?? false
        }
        interviews.add(try child.asked(ended), asOf: now)
        guard !episodes.isEmpty else { return }
        for (place, stretch) in stretches.enumerated() {
            trend[place].add(episodes.incidents(.missing, in: stretch.moments))
        }
        away.add(episodes.incidents(.away, in: moments))
        for cohort in Cohort.allCases {
            let own = episodes.filter { child.cohort(of: $0) == cohort }
            for (place, stretch) in stretches.enumerated() {
                cohorts[place][cohort, default: ClassTally()]
                    .add(own.incidents(.missing, in: stretch.moments))
            }
        }
        for scope in Set(episodes.map(\.scope)) {
            let own = episodes.filter { $0.scope == scope }
            for (place, stretch) in stretches.enumerated() {
                let incidents = own.incidents(.missing, in: stretch.moments)
                if !incidents.isEmpty {
                    byHome[place][scope, default: ClassTally()].add(incidents)
                }
            }
        }
        for episode in episodes where moments.contains(episode.start.at) {
            add(episode.circumstances, episode, isRestricted: child.record.isRestricted)
        }
    }

    private mutating func add(
        _ known: Circumstances, _ episode: Episode, isRestricted: Bool
    ) {
        reasons.add(known.reasons)
        harms.add(known.harms)
        risks.add(known.risks)
        if isRestricted { restricted.append(episode.id) }
        if known.isHomeOfficeTold { homeOffice.append(episode.id) }
        if known.isReferred { referred.append(episode.id) }
    }

    var sections: [Document.Section] {
        [
            headline,
            Document.Section("trend", "Trend", tables: [trendTable]),
            cohortSection(last), homeSection(last),
            interviews.all.funnel("interviews", "Return home interviews"),
            Document.Section(
                "reasons", "Reasons that children gave",
                tables: [reasons.table("reasons", "Reasons", "reason", "episodes")],
                notes: ["An episode may have several reasons, or none on record."]),
            Document.Section(
                "harm", "Harm and exploitation",
                tables: [
                    harms.table("harm", "Harm reported", "harm", "episodes"),
                    risks.table("risks", "Concerns raised", "concern", "episodes"),
                ]),
            Document.Section(
                "restricted", "Children subject to restriction",
                figures: [
                    Document.Figure(
                        "restrictedEpisodes", "episodes of children subject to restriction",
                        restricted),
                    Document.Figure("homeOfficeTold", "Home Office told", homeOffice),
                    Document.Figure(
                        "nrmReferrals", "referred to the National Referral Mechanism", referred),
                ]),
        ]
    }

    private var last: Int { stretches.count - 1 }

    private func cohortSection(_ place: Int) -> Document.Section {
        Document.Section("cohorts", "In and out of area", tables: [cohortTable(place)])
    }

    private func homeSection(_ place: Int) -> Document.Section {
        Document.Section("homes", "By home", tables: [homeTable(place)])
    }

    /// What stood in the reports of the earlier stretches.
    var background: [Document.Section] {
        stretches.indices.dropLast().flatMap { place in
            [cohortSection(place), homeSection(place)].map { $0.named("\($0.name)@\(place)") }
        }
    }

    /// The period's figures stand in the headline, the trend and below two tables.
    var relations: [Relation] {
        let columns = Self.columns.map(\.name)
        let rows = trendTable.rowNames
        return columns.flatMap { column in
            [Relation.same("headline.\(column)", "trend.trend.\(rows[last]).\(column)")]
                + stretches.indices.flatMap { place in
                    let end = place == last ? "" : "@\(place)"
                    let row = "trend.trend.\(rows[place]).\(column)"
                    return [
                        Relation.same(row, "cohorts\(end).cohorts.*.\(column)"),
                        .same(row, "homes\(end).homes.*.\(column)"),
                    ]
                }
        }
    }

    private var headline: Document.Section {
        let own = trend[last]
        let hasAway = span.recordsAway || away.incidents > 0
        return Document.Section(
            "headline", "In the period",
            figures: [
                Document.Figure("children", "children missing", .count(own.children)),
                Document.Figure(
                    "incidents", "missing incidents (M)", people: own.children, own.ids),
                Document.Figure(
                    "average", "incidents for each of them", .average(own.average),
                    from: ["incidents", "children"]),
                Document.Figure(
                    "moreThanOnce", "children missing more than once",
                    .count(own.childrenMoreThanOnce), partOf: "children"),
                Document.Figure(
                    "awayChildren", "children away", .count(away.children, isKnown: hasAway)),
                Document.Figure(
                    "awayIncidents", "away incidents (A)",
                    .count(away.incidents, isKnown: hasAway), people: away.children,
                    ids: away.ids),
            ],
            relations: [
                .atMost("awayChildren", of: "awayIncidents"),
                .none(of: "awayIncidents", without: "awayChildren"),
            ])
    }

    private func cells(_ tally: ClassTally) -> [Cell] {
        [
            .count(tally.children), .count(tally.incidents), .count(tally.childrenMoreThanOnce),
            .average(tally.average),
        ]
    }

    private func together(_ place: Int) -> Table.Row {
        Table.Row([.text("together")] + cells(trend[place]))
    }

    private static let columns = [
        Table.Column("children", "children"), Table.Column("incidents", "incidents"),
        Table.Column("moreThanOnce", "more than once"),
        Table.Column("average", "average", from: ["incidents", "children"]),
    ]

    private static let rowRelations = Relation.repeats(
        children: "children", moreThanOnce: "moreThanOnce", incidents: "incidents")

    private var trendTable: Table {
        Table(
            "trend", "Missing incidents, stretches as long as the period",
            columns: [Table.Column("from", "from")] + Self.columns,
            rows: zip(stretches, trend).map {
                Table.Row(
                    [.text($0.label)] + span.known(cells($1), in: $0), people: $1.children)
            },
            drawing: .trend, relations: Self.rowRelations)
    }

    private func cohortTable(_ place: Int) -> Table {
        Table(
            "cohorts", "Missing incidents by cohort; a child may be in two",
            columns: [Table.Column("cohort", "cohort")] + Self.columns,
            rows: Cohort.allCases.map { cohort in
                let own = cohorts[place][cohort] ?? ClassTally()
                return Table.Row([.text(cohort.label)] + cells(own), people: own.children)
            }, total: together(place), relations: Self.rowRelations)
    }

    private func homeTable(_ place: Int) -> Table {
        let rows = byHome[place].sorted { left, right in
            (right.value.incidents, left.key.number) < (left.value.incidents, right.key.number)
        }
        return Table(
            "homes", "Homes from which children went missing",
            columns: [Table.Column("home", "home")] + Self.columns,
            rows: rows.map { scope, tally in
                Table.Row(
                    [.text(homes[scope]?.home?.text ?? "no home on record")] + cells(tally),
                    people: tally.children)
            }, total: together(place), isRanked: true, relations: Self.rowRelations)
    }
}
