import EventLog
public import Whereabouts

/// When and where children go, and how soon again (report 11).
public struct PatternReport: DocumentReport {
    /// Places, hours of the week, days since the placement, repeats.
    public let document: Document

    /// Makes a report of a home, an authority's children, or all.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Episodes count where they start.
    ///   - reach: Whose.
    /// - Throws: `RecordError.unknownHome` or `unknownAuthority`, or what reading throws.
    public init(
        _ view: RecordsView, during period: Period, of reach: Reach = .everything
    ) throws {
        var patterns = Patterns(period)
        try view.forEachCase(in: reach) { patterns.add($0, $1) }
        document = Document(
            "patterns", "Hotspots and patterns", of: reach.text, during: period,
            from: try Provenance(view, parameters: period.parameters + reach.parameters),
            people: patterns.people.fewest,
            notes: ["Companions stand in sealed words and are not counted."],
            [
                patterns.repeats,
                Document.Section(
                    "places", "Places",
                    tables: [
                        patterns.lastPlaces.table(
                            "lastPlaces", "Last known to be, before being found", "place",
                            "episodes"),
                        patterns.foundPlaces.table(
                            "foundPlaces", "Where found", "place", "episodes"),
                        patterns.foundBy.table("foundBy", "Found by", "who", "episodes"),
                    ]),
                Document.Section("hours", "Hours of the week", tables: [patterns.heat]),
                Document.Section(
                    "days", "Days", tables: [patterns.dayTypes, patterns.sincePlacement]),
            ], relations: patterns.relations
        ).known(try PeriodState(period, view, of: reach))
    }
}

/// What the patterns are counted from; places in the week only of starts whose time is known.
struct Patterns {
    private let moments: Range<Instant>
    private(set) var lastPlaces = CodeTally(.foundCircumstance)
    private(set) var foundPlaces = CodeTally(.foundCircumstance)
    private(set) var foundBy = CodeTally(.foundBy)
    private var hours = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 7)
    private var withoutTime = 0
    private var weekend = 0
    private var episodes = 0
    private var sinceDays: [Int?] = []
    private var perChild: [Int] = []
    private var gaps: [Int64] = []
    private(set) var people: PeopleTally

    init(_ period: Period) {
        moments = period.moments
        people = PeopleTally(moments)
    }

    mutating func add(_ child: ChildCase, _ all: [Episode]) {
        people.add(all)
        let own = all.filter { moments.contains($0.start.at) }
        guard !own.isEmpty else { return }
        perChild.append(own.count)
        let starts = own.map(\.start.at).sorted()
        gaps += zip(starts, starts.dropFirst()).map {
            ($1.microseconds - $0.microseconds) / 1_000_000
        }
        for episode in own {
            let known = episode.circumstances
            lastPlaces.add(known.lastPlace?.rawValue)
            foundPlaces.add(known.foundPlace?.rawValue)
            foundBy.add(known.foundBy?.rawValue)
            addStart(episode.start, child)
        }
    }

    private mutating func addStart(_ start: Occurrence, _ child: ChildCase) {
        episodes += 1
        let date = London.date(of: start.at)
        let weekday = WeekDay(of: date)
        weekend += weekday.isWeekend ? 1 : 0
        if start.hasTime {
            hours[weekday.rawValue][LocalTime.hour(of: start.at)] += 1
        } else {
            withoutTime += 1
        }
        let stay = child.record.stays.last { stay in
            stay.started.at <= start.at && stay.ended.map { $0.at > start.at } ?? true
        }
        sinceDays.append(
            stay.map { date.daysSince1970 - London.date(of: $0.started.at).daysSince1970 })
    }

    // MARK: Relations

    /// The places of the squares of the hours, in a section; of all days, or of some.
    func heatPlaces(
        in section: String, _ days: [WeekDay] = WeekDay.allCases
    ) -> [String] {
        days.flatMap { day in
            heat.columns.dropFirst().map { "\(section).heat.\(day.label).\($0.name)" }
        }
    }

    /// Every table counts the same episodes.
    var relations: [Relation] {
        let all = "repeats.episodes"
        let (weekdays, weekends) = (
            WeekDay.allCases.filter { !$0.isWeekend }, WeekDay.allCases.filter(\.isWeekend)
        )
        func day(_ row: Int) -> String {
            "days.dayTypes.\(dayTypes.rowNames[row]).episodes"
        }
        return Relation.repeats(
            children: "repeats.children", moreThanOnce: "repeats.more", incidents: all)
            + [
                .same(all, "days.dayTypes.*.episodes"),
                .same(all, "days.sincePlacement.*.episodes"),
                .sum(all, of: heatPlaces(in: "hours") + ["repeats.withoutTime"]),
                .sum(day(0), of: heatPlaces(in: "hours", weekdays)),
                .sum(day(1), of: heatPlaces(in: "hours", weekends)),
            ]
            + [(lastPlaces, "lastPlaces"), (foundPlaces, "foundPlaces"), (foundBy, "foundBy")].map {
                .parts($0.0.places("places.\($0.1)"), of: all)
            }
    }

    // MARK: Sections

    /// How often the same children go again, and how much of all it is.
    var repeats: Document.Section {
        let sorted = perChild.sorted(by: >)
        let tenth = (sorted.count + 9) / 10
        let ofTenth = sorted.prefix(tenth).reduce(0, +)
        let median = gaps.isEmpty ? nil : Self.median(gaps.sorted())
        return Document.Section(
            "repeats", "Going again",
            figures: [
                Document.Figure("episodes", "episodes that started", .count(episodes)),
                Document.Figure("children", "children", .count(perChild.count)),
                Document.Figure(
                    "more", "children with more than one", .count(sorted.count { $0 > 1 }),
                    partOf: "children"),
                Document.Figure(
                    "topTenPercent", "episodes of the tenth of children who went most often",
                    .rate(Rate(ofTenth, of: episodes)), people: tenth,
                    from: ["episodesOfTenth", "episodes"]),
                Document.Figure(
                    "withoutTime", "without a time of day, not in the hours of the week",
                    .count(withoutTime), partOf: "episodes"),
                Document.Figure(
                    "medianHoursBetween", "median hours from one start to the next",
                    median.map { .hours($0, of: gaps.count) } ?? .none),
            ])
    }

    private static func median(_ sorted: [Int64]) -> Int64 {
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// Starts by day of the week and hour of London's clock.
    var heat: Table {
        Table(
            "heat",
            "Starts by day and hour (London time), of those with a time",
            columns: [Table.Column("day", "day")]
                + (0..<24).map { hour in
                    let label = hour < 10 ? "0\(hour)" : "\(hour)"
                    return Table.Column("h\(label)", label)
                },
            rows: WeekDay.allCases.map { day in
                Table.Row([.text(day.label)] + hours[day.rawValue].map { .count($0) })
            }, drawing: .heat)
    }

    var dayTypes: Table {
        Table(
            "dayTypes", "Starts by type of day",
            columns: [Table.Column("type", "day"), Table.Column("episodes", "episodes")],
            rows: [
                Table.Row([.text("Monday to Friday"), .count(episodes - weekend)]),
                Table.Row([.text("Saturday and Sunday"), .count(weekend)]),
            ], total: Table.Row([.text("together"), .count(episodes)]), drawing: .bars)
    }

    private static let bands = Bands([
        (0, "0 to 2 days"), (3, "3 to 7 days"), (8, "8 to 30 days"), (31, "31 to 90 days"),
        (91, "more than 90 days"),
    ])

    var sincePlacement: Table {
        var counts = [Int](repeating: 0, count: Self.bands.labels.count + 1)
        for days in sinceDays {
            counts[days.flatMap { Self.bands.place(of: $0) } ?? Self.bands.labels.count] += 1
        }
        return Table(
            "sincePlacement", "Days since the placement began",
            columns: [Table.Column("days", "days"), Table.Column("episodes", "episodes")],
            rows: zip(Self.bands.labels + ["no placement on record"], counts).map {
                Table.Row([.text($0), .count($1)])
            }, total: Table.Row([.text("together"), .count(episodes)]), drawing: .bars)
    }
}

/// A day of the week, Monday first.
enum WeekDay: Int, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// 1970-01-01 was a Thursday.
    init(of date: LocalDate) {
        let days = (date.daysSince1970 + 3) % 7
        self = WeekDay(rawValue: days < 0 ? days + 7 : days) ?? .monday
    }

    var isWeekend: Bool { self == .saturday || self == .sunday }

    var label: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }
}
