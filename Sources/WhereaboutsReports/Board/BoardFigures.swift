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
    private var cohorts = [Cohort: ClassTally]()
    private var byHome: [Scope: ClassTally] = [:]
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
            cohorts[cohort, default: ClassTally()].add(own.incidents(.missing, in: moments))
        }
        for scope in Set(episodes.map(\.scope)) {
            let own = episodes.filter { $0.scope == scope }.incidents(.missing, in: moments)
            if !own.isEmpty { byHome[scope, default: ClassTally()].add(own) }
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
            Document.Section("cohorts", "In and out of area", tables: [cohortTable]),
            Document.Section("homes", "By home", tables: [homeTable]),
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

    private var headline: Document.Section {
        let last = trend[trend.count - 1]
        let hasAway = span.recordsAway || away.incidents > 0
        return Document.Section(
            "headline", "In the period",
            figures: [
                Document.Figure("children", "children missing", .count(last.children)),
                Document.Figure(
                    "incidents", "missing incidents (M)", people: last.children, last.ids),
                Document.Figure("average", "incidents for each of them", .average(last.average)),
                Document.Figure(
                    "moreThanOnce", "children missing more than once",
                    .count(last.childrenMoreThanOnce), partOf: "children"),
                Document.Figure(
                    "awayChildren", "children away", .count(away.children, isKnown: hasAway)),
                Document.Figure(
                    "awayIncidents", "away incidents (A)",
                    .count(away.incidents, isKnown: hasAway), people: away.children,
                    ids: away.ids),
            ])
    }

    private func cells(_ tally: ClassTally) -> [Cell] {
        [
            .count(tally.children), .count(tally.incidents), .count(tally.childrenMoreThanOnce),
            .average(tally.average),
        ]
    }

    private var together: Table.Row {
        Table.Row([.text("together")] + cells(trend[trend.count - 1]))
    }

    private static let columns = [
        Table.Column("children", "children"), Table.Column("incidents", "incidents"),
        Table.Column("moreThanOnce", "more than once"), Table.Column("average", "average"),
    ]

    private var trendTable: Table {
        Table(
            "trend", "Missing incidents, stretches as long as the period",
            columns: [Table.Column("from", "from")] + Self.columns,
            rows: zip(stretches, trend).map {
                Table.Row(
                    [.text($0.label)] + span.known(cells($1), in: $0), people: $1.children)
            },
            drawing: .trend)
    }

    private var cohortTable: Table {
        Table(
            "cohorts", "Missing incidents by cohort; a child may be in two",
            columns: [Table.Column("cohort", "cohort")] + Self.columns,
            rows: Cohort.allCases.map { cohort in
                let own = cohorts[cohort] ?? ClassTally()
                return Table.Row([.text(cohort.label)] + cells(own), people: own.children)
            }, total: together)
    }

    private var homeTable: Table {
        let rows = byHome.sorted { left, right in
            (right.value.incidents, left.key.number) < (left.value.incidents, right.key.number)
        }
        return Table(
            "homes", "Homes from which children went missing",
            columns: [Table.Column("home", "home")] + Self.columns,
            rows: rows.map { scope, tally in
                Table.Row(
                    [.text(homes[scope]?.home?.text ?? "no home on record")] + cells(tally),
                    people: tally.children)
            }, total: together,
            isRanked: true)
    }
}
