import EventLog
public import Whereabouts

/// The shape of the police's return: calls, incidents, individuals (report 16; NCA UK Missing
/// Persons Unit).
///
/// Calls are reports to the police, a second one in an open episode too; incidents are episodes with
/// a call in the period, individuals their children.
public struct PoliceReport: DocumentReport {
    /// The nested counts, and incidents by grade, age, duration, finder and harm.
    public let document: Document

    /// Makes the return of a period.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Calls count when they were made.
    ///   - reach: Whose children.
    /// - Throws: `RecordError.unknownHome` or `unknownAuthority`, or what reading throws.
    public init(
        _ view: RecordsView, during period: Period, of reach: Reach = .everything
    ) throws {
        var shape = PoliceShape(period, now: view.now)
        try view.forEachCase(in: reach) { try shape.add($0, $1) }
        document = Document(
            "police", "Police return", of: reach.text, during: period,
            from: try Provenance(view, parameters: period.parameters + reach.parameters),
            people: shape.people.fewest,
            [
                shape.headline,
                Document.Section("incidents", "Incidents", tables: shape.tables),
            ], relations: shape.relations
        ).known(try PeriodState(period, view, of: reach))
    }
}

/// What the police return is counted from.
private struct PoliceShape {
    private let moments: Range<Instant>
    private let now: Instant
    private var calls: [EntryID] = []
    private var incidents: [EntryID] = []
    private var individuals = 0
    private var repeats = 0
    private var fromCare = 0
    private var grades = [Int](repeating: 0, count: GradeCounts.order.count + 1)
    private var ages: [Int]
    private var durations: [Int]
    private var foundBy = CodeTally(.foundBy)
    private var harms = CodeTally(.harm)
    private(set) var people: PeopleTally

    /// Bands of 2016/17; of the durations the field-level template was not found.
    private static let ageBands = Bands([
        (0, "0-4"), (5, "5-8"), (9, "9-11"), (12, "12-14"), (15, "15-17"), (18, "18 and over"),
    ])
    private static let hourBands = Bands([
        (0, "up to 8 hours"), (8, "8 to 16 hours"), (16, "16 to 24 hours"), (24, "24 to 48 hours"),
        (48, "48 to 72 hours"), (72, "72 hours to 7 days"), (168, "more than 7 days"),
    ])

    init(_ period: Period, now: Instant) {
        (moments, self.now) = (period.moments, now)
        people = PeopleTally(moments)
        ages = [Int](repeating: 0, count: Self.ageBands.labels.count + 1)
        durations = [Int](repeating: 0, count: Self.hourBands.labels.count + 1)
    }

    mutating func add(_ child: ChildCase, _ episodes: [Episode]) throws {
        people.add(episodes)
        var own = 0
        for episode in episodes {
            let made = episode.policeReports.filter { moments.contains($0.at) }
            guard !made.isEmpty else { continue }
            own += 1
            calls += made.map(\.id)
            incidents.append(episode.id)
            fromCare += episode.scope == .none ? 0 : 1
            try add(episode, child)
        }
        individuals += own > 0 ? 1 : 0
        repeats += own > 1 ? 1 : 0
    }

    private mutating func add(_ episode: Episode, _ child: ChildCase) throws {
        let grade = GradeCounts.order.firstIndex { episode.policeGrades.contains($0) }
        grades[grade ?? GradeCounts.order.count] += 1
        let age = try child.age(on: London.date(of: episode.start.at), of: episode)
        ages[age.flatMap { Self.ageBands.place(of: $0) } ?? Self.ageBands.labels.count] += 1
        let hours = episode.secondsAway(asOf: now).map { Int($0 / 3_600) }
        durations[hours.flatMap { Self.hourBands.place(of: $0) } ?? Self.hourBands.labels.count] +=
            1
        foundBy.add(episode.circumstances.foundBy?.rawValue)
        harms.add(episode.circumstances.harms)
    }

    var headline: Document.Section {
        Document.Section(
            "nested", "Calls, incidents, individuals",
            figures: [
                Document.Figure("calls", "calls", calls),
                Document.Figure("incidents", "incidents", partOf: "calls", incidents),
                Document.Figure(
                    "individuals", "individuals", .count(individuals), partOf: "incidents"),
                Document.Figure(
                    "repeatIndividuals", "individuals with more than one incident",
                    .count(repeats), partOf: "individuals"),
                Document.Figure(
                    "missingFromCare", "incidents from a home on record", .count(fromCare),
                    partOf: "incidents"),
            ])
    }

    /// Every table counts the same incidents.
    var relations: [Relation] {
        let all = "nested.incidents"
        return Relation.repeats(
            children: "nested.individuals", moreThanOnce: "nested.repeatIndividuals",
            incidents: all)
            + ["grades", "ages", "durations"].map { .same(all, "incidents.\($0).*.incidents") }
            + [.parts(foundBy.places("incidents.foundBy"), of: all)]
            + harms.places("incidents.harm").map { .part($0, of: all) }
    }

    var tables: [Table] {
        let codes = GradeCounts.order.map { CodeList.policeGrade.code($0.rawValue) ?? "" }
        return [
            bands("grades", "By highest grade", "grade", codes + ["none recorded"], grades),
            bands("ages", "By age at the start", "age", Self.ageBands.labels + ["not known"], ages),
            bands(
                "durations", "By duration; open ones up to the moment of asking", "duration",
                Self.hourBands.labels + ["not known"], durations),
            foundBy.table("foundBy", "Found by", "who", "incidents"),
            harms.table("harm", "Harm", "harm", "incidents"),
        ]
    }

    private func bands(
        _ name: String, _ title: String, _ column: String, _ labels: [String], _ counts: [Int]
    ) -> Table {
        Table(
            name, title,
            columns: [Table.Column(column, column), Table.Column("incidents", "incidents")],
            rows: zip(labels, counts).map { Table.Row([.text($0), .count($1)]) },
            total: Table.Row([.text("together"), .count(counts.reduce(0, +))]), drawing: .bars)
    }
}
