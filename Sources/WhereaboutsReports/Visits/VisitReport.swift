import EventLog
public import Whereabouts

/// What an independent person is shown at the monthly visit to a home (report 10; Regs 2015,
/// regulation 44).
///
/// Each episode is one line of facts; what stands in a child's case record is not in it.
public struct VisitReport: DocumentReport {
    /// Figures, episodes, duties and actions.
    public let document: Document

    /// Makes the pack of a home.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - home: The home visited.
    ///   - period: The month, by custom.
    /// - Throws: `RecordError.unknownHome`, or what reading throws.
    public init(_ view: RecordsView, of home: HomeID, during period: Period) throws {
        let moments = period.moments
        var lines = EpisodeLines(view.now)
        var duties = DutyTally(moments)
        var actions = DutyTally(moments)
        let scope = try view.scope(of: home)
        try view.forEachCase(in: .home(home)) { child, episodes in
            let readings = try child.deadlines()
            lines.add(
                child.subject,
                try child.episodesWithFlags(episodes.filter { moments.contains($0.start.at) }))
            duties.add(readings) { $0.scope == scope && $0.duty != .action }
            actions.add(readings) { $0.scope == scope && $0.duty == .action }
        }
        let summary = try view.summary(of: home, during: period)
        let overdue = try view.deadlines(of: .home(home), in: [.overdue])
        document = Document(
            "visit", "Monthly visit (regulation 44)", of: "home \(home)", during: period,
            from: try Provenance(
                view, parameters: [Provenance.Parameter("home", home.text)] + period.parameters),
            people: summary.counts.fewest,
            notes: ["No words of a child's case record: these need the consents of regulation 44."],
            [
                CountsFigures.section(summary.counts, "counts", "What happened"),
                Document.Section(
                    "episodes", "Each episode", tables: [try lines.table(view)]),
                Document.Section("duties", "Duties", tables: [duties.table]),
                Document.Section("actions", "Actions", tables: [actions.table]),
                Document.Section(
                    "overdue", "Overdue now",
                    figures: [Document.Figure("overdueNow", "overdue", .count(overdue.count))],
                    tables: [DeadlineReport.table(overdue)]),
            ]
        ).known(
            try PeriodState(period, view, of: .home(home)),
            butNow: CountsFigures.ofNow.union(["overdue"]))
    }
}

extension ChildCase {
    /// Episodes with what is said of their interviews, and the codes of their flags.
    func episodesWithFlags(
        _ episodes: [Episode]
    ) throws -> [EpisodeLines.Line] {
        guard !episodes.isEmpty else { return [] }
        let findings = try findings()
        let outlooks = try outlooks(of: episodes)
        return zip(episodes, outlooks).map { episode, outlook in
            (episode, outlook, findings.filter { $0.episode == episode.id }.map(\.flag.code))
        }
    }
}

/// Episodes, a line of facts each.
struct EpisodeLines {
    /// What is told of an episode.
    typealias Line = (episode: Episode, outlook: InterviewOutlook, flags: [String])

    private var lines: [(subject: Subject, line: Line)] = []
    private let now: Instant

    init(_ now: Instant) { self.now = now }

    mutating func add(_ subject: Subject, _ episodes: [Line]) {
        lines += episodes.map { (subject, $0) }
    }

    func table(_ view: RecordsView) throws -> Table {
        let sorted = lines.sorted { left, right in
            (left.line.episode.start.at, left.line.episode.opening)
                < (right.line.episode.start.at, right.line.episode.opening)
        }
        let ids = try view.ids(of: sorted.map(\.subject))
        func moment(_ occurrence: Occurrence?) -> Cell { occurrence.map { .moment($0) } ?? .none }
        return Table(
            "episodes", "Episodes that started in the period",
            columns: [
                Table.Column("child", "child"), Table.Column("startedAt", "started"),
                Table.Column("segments", "classes"), Table.Column("endedAt", "ended"),
                Table.Column("hours", "hours"), Table.Column("policeReports", "police reports"),
                Table.Column("rhi", "return home interview"), Table.Column("flags", "flags"),
            ],
            rows: sorted.map { subject, line in
                let episode = line.episode
                return Table.Row([
                    .child(ids[subject] ?? ChildID("#\(subject.number)")),
                    .moment(episode.start),
                    .text(episode.segments.map(\.segmentClass.rawValue).joined(separator: " ")),
                    moment(episode.end),
                    episode.secondsAway(asOf: now).map { .hours($0, of: 1) } ?? .noData,
                    .single(episode.policeReports.count), .text(line.outlook.state.rawValue),
                    .text(line.flags.joined(separator: " ")),
                ])
            }, isAboutChildren: true)
    }
}
