import EventLog
import Whereabouts

/// What the published measures are counted from.
struct NationalMeasures {
    private let period: Period
    private let moments: Range<Instant>
    private let days: Range<Int>
    private let authority: String?
    private var inCare = 0
    private var hasCare = false
    private var missing = ClassTally()
    private var away = ClassTally()
    private var openMissing = 0
    private var openAway = 0
    private var incidents: [Incident] = []
    private(set) var people: PeopleTally
    private let recordsAway: Bool

    private struct Incident {
        let age: Int?
        let days: Int?
        let kind: HomeKind?
    }

    /// Begins to count; `authority` returns the children, `nil` stands for all.
    init(_ period: Period, of authority: String?, recordsAway: Bool) {
        (self.period, self.authority, self.recordsAway) = (period, authority, recordsAway)
        moments = period.moments
        people = PeopleTally(moments)
        days = period.from.daysSince1970..<period.to.daysSince1970
    }

    mutating func add(_ child: ChildCase) throws {
        let spans = authority.map { child.record.spans(of: $0) }
        guard spans?.isEmpty != true else { return }
        let episodes = child.record.episodes.filter { episode in
            spans.map { !DaySpan(of: episode).clipped(to: $0).isEmpty } ?? true
        }
        people.add(episodes)
        if let wasInCare = child.wasInCare(during: days, of: authority) {
            hasCare = true
            inCare += wasInCare ? 1 : 0
        }
        let own = rows(.missing, of: episodes, in: spans)
        missing.add(own.map(\.episode.id))
        away.add(rows(.away, of: episodes, in: spans).map(\.episode.id))
        let lastDay = period.to.adding(days: -1)
        if authority.map({ child.record.responsibleAuthority(on: lastDay) == $0 }) ?? true {
            if isOpenAtTheEnd(.missing, episodes) { openMissing += 1 }
            if isOpenAtTheEnd(.away, episodes) { openAway += 1 }
        }
        for row in own {
            incidents.append(
                Incident(
                    age: try child.age(on: row.days.from, of: row.episode),
                    days: duration(row.days), kind: child.homeKind(of: row.episode)))
        }
    }

    /// The rows of the year's return: begun by its end, and open or ended in it (SSDA903 recipe); of
    /// an authority the days on which it was responsible, a row each time.
    private func rows(
        _ segmentClass: Episode.Class, of episodes: [Episode], in spans: [DaySpan]?
    ) -> [(episode: Episode, days: DaySpan)] {
        episodes.flatMap { episode in
            episode.segments.filter { $0.segmentClass == segmentClass }.flatMap { segment in
                let own = DaySpan(of: segment)
                return (spans.map { own.clipped(to: $0) } ?? [own])
                    .filter { $0.from < period.to && $0.to ?? .last >= period.from }
                    .map { (episode, $0) }
            }
        }
    }

    /// Days from start to end; `nil` while open, as one is that ends after the year.
    private func duration(_ days: DaySpan) -> Int? {
        guard let end = days.to, end < period.to else { return nil }
        return end.daysSince1970 - days.from.daysSince1970
    }

    /// Begun by then and not over by then.
    private func isOpenAtTheEnd(_ segmentClass: Episode.Class, _ episodes: [Episode]) -> Bool {
        let end = moments.upperBound
        return episodes.contains { episode in
            episode.segments.contains { segment in
                segment.segmentClass == segmentClass && segment.start.at < end
                    && segment.end.map { $0.at >= end } ?? true
            }
        }
    }

    /// A report must state which classes the source records at all.
    var notes: [String] {
        var notes = [
            "Incidents are the rows of the year's return: one that was open when the year began "
                + "counts again. Rows are not split at moves."
        ]
        if !hasAway {
            notes.append(
                "Away incidents are not recorded here: away is no data, and where everything is "
                    + "recorded as missing, missing is over-stated.")
        }
        if !hasCare {
            notes.append(
                "Nothing is recorded about periods of care, so that children looked after are not "
                    + "known.")
        }
        return notes
    }

    /// Notes that tell a figure.
    var notesOnFigures: [String] {
        hasAway && away.incidents == 0 && missing.incidents > 0
            ? [
                "These records hold no away incident in the year: if away incidents are not recorded "
                    + "here at all, 0 is wrong and missing over-stated. A RecordingPractice entry "
                    + "says so."
            ] : []
    }

    /// Whether anything is known of away incidents.
    private var hasAway: Bool { recordsAway || away.incidents > 0 }

    private func measures(
        _ layout: NationalLayout, _ rounding: Rounding
    ) -> [Document.Figure] {
        func measures(
            _ prefix: String, _ names: NationalLayout.ClassNames, _ tally: ClassTally, open: Int
        ) -> [Document.Figure] {
            func figure(
                _ name: String, _ label: String, _ cell: Cell, partOf whole: String? = nil,
                from inputs: [String] = []
            ) -> Document.Figure {
                Document.Figure(prefix + name, label, cell, partOf: whole, from: inputs)
            }
            let (children, more) = ("\(prefix)Children", "\(prefix)MoreThanOnce")
            return [
                figure("Children", names.children, rounding.cell(tally.children), partOf: "during"),
                figure("Incidents", names.incidents, rounding.cell(tally.incidents)),
                figure(
                    "Average", names.average,
                    tally.children == 0 ? .notApplicable : .average(tally.average),
                    from: ["\(prefix)Incidents", children]),
                figure(
                    "MoreThanOnce", names.moreThanOnce,
                    rounding.cell(tally.childrenMoreThanOnce), partOf: children),
                figure(
                    "MoreThanOncePercentage", "\(names.moreThanOnce), of those with an incident",
                    rounding.percent(Rate(tally.childrenMoreThanOnce, of: tally.children)),
                    from: [more, children]),
                figure("Open", names.open, rounding.cell(open)),
                figure(
                    "Percentage", names.percentage,
                    hasCare ? rounding.percent(Rate(tally.children, of: inCare)) : .noData,
                    from: [children, "during"]),
            ]
        }
        let away = measures("away", layout.away, self.away, open: openAway).map { figure in
            hasAway
                ? figure
                : Document.Figure(figure.name, figure.label, .noData, partOf: figure.whole)
        }
        return [
            Document.Figure(
                "during", layout.during, hasCare ? rounding.cell(inCare) : .noData)
        ]
            + measures("missing", layout.missing, missing, open: openMissing) + away
    }

    func section(_ layout: NationalLayout, _ rounding: Rounding) -> Document.Section {
        Document.Section(
            "measures", "Measures",
            figures: measures(layout, rounding),
            relations: ["missing", "away"].flatMap { prefix in
                Relation.repeats(
                    children: "\(prefix)Children", moreThanOnce: "\(prefix)MoreThanOnce",
                    incidents: "\(prefix)Incidents")
                    + [.part("\(prefix)Open", of: "\(prefix)Incidents")]
            })
    }

    /// The published columns repeat the measures, the breakdowns are of all missing incidents.
    func relations(_ layout: NationalLayout, _ rounding: Rounding) -> [Relation] {
        measures(layout, rounding).map {
            .same("measures.\($0.name)", "published.published.\($0.name).number")
        }
            + ["byAge", "byDuration", "byPlacement"].map {
                .same("measures.missingIncidents", "incidents.\($0).*.incidents")
            }
    }

    /// The measures in the columns of the published file; regions are not recorded.
    func published(
        _ layout: NationalLayout, _ year: Int, _ authority: String?, _ rounding: Rounding
    ) -> Table {
        let start: [Cell] = [
            .text("\(year)"), .text("Reporting year"),
            .text(authority == nil ? "National" : "Local authority"), .text("E92000001"),
            .text("England"), .none, .none, .none, .none,
            authority.map { .text($0) } ?? .none,
        ]
        let rows = measures(layout, rounding).map { measure in
            Table.Row(start + [.text(measure.label), measure.value], name: measure.name)
        }
        return Table(
            "published", "Columns as published",
            columns: layout.columns.map { Table.Column($0, $0) },
            rows: rows)
    }

    func breakdowns(_ layout: NationalLayout, _ rounding: Rounding) -> [Table] {
        let kinds = CodeList.homeKind.codes.enumerated()
        return [
            table(
                "byAge", "By age at the start", "age", rounding,
                layout.ages.labels + ["Under 1, or not known"]
            ) {
                $0.age.flatMap { layout.ages.place(of: $0) } ?? layout.ages.labels.count
            },
            table(
                "byDuration", "By duration in days", "duration", rounding,
                layout.durations.labels + ["Still open"]
            ) {
                $0.days.flatMap { layout.durations.place(of: $0) } ?? layout.durations.labels.count
            },
            table(
                "byPlacement", "By placement from which the child went", "placement", rounding,
                kinds.map(\.element) + ["not known"]
            ) { incident in
                kinds.first { $0.offset + 1 == incident.kind?.rawValue }?.offset
                    ?? CodeList.homeKind.codes.count
            },
        ]
    }

    private func table(
        _ name: String, _ title: String, _ column: String, _ rounding: Rounding,
        _ labels: [String], _ place: (Incident) -> Int
    ) -> Table {
        var counts = [Int](repeating: 0, count: labels.count)
        for incident in incidents { counts[place(incident)] += 1 }
        func row(_ label: String, _ count: Int) -> Table.Row {
            Table.Row([
                .text(label), rounding.cell(count),
                rounding.percent(Rate(count, of: incidents.count)),
            ])
        }
        return Table(
            name, title,
            columns: [
                Table.Column(column, column), Table.Column("incidents", "incidents"),
                Table.Column("percentage", "of all", from: ["incidents", "*.incidents"]),
            ], rows: zip(labels, counts).map { row($0, $1) },
            total: row("Total incidents", incidents.count), drawing: .bars)
    }
}

extension DaySpan {
    /// The days of an incident; one that ends before it starts has its first day.
    init(of segment: Episode.Segment) {
        let start = London.date(of: segment.start.at)
        self.init(from: start, to: segment.end.map { max(start, London.date(of: $0.at)) })
    }

    /// The days of an absence.
    init(of episode: Episode) {
        let start = London.date(of: episode.start.at)
        self.init(from: start, to: episode.end.map { max(start, London.date(of: $0.at)) })
    }
}
