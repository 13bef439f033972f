import EventLog
import Whereabouts

extension CountsFigures {
    /// What the figures are parts of.
    static let wholes = [
        "childrenMoreThanOnce": "children", "childrenMissing": "children",
        "childrenAway": "children", "overnight": "absences", "grades": "absences",
        "absencesWithoutTime": "absences",
    ]

    /// The figures of a home as a section.
    static func section(_ counts: HomeCounts, _ name: String, _ title: String)
        -> Document.Section
    {
        Document.Section(name, title, figures: figures(counts).figures(partOf: wholes))
    }
}

extension InterviewFigures {
    /// The figures as a section, drawn as a funnel.
    func section(_ name: String, _ title: String) -> Document.Section {
        var wholes: [String: String] = ["independent": "interviews"]
        for figure in figures
        where !["required", "interviews", "medianHours"].contains(figure.name) {
            wholes[figure.name] = wholes[figure.name] ?? "required"
        }
        return Document.Section(name, title, figures: (figures + rates).figures(partOf: wholes))
    }
}

extension CountsReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        switch content {
        case .home(let counts):
            return Document(
                "counts", "What happened at a home", of: "home \(counts.home?.text ?? "not known")",
                during: period, from: provenance, people: counts.people,
                [CountsFigures.section(counts, "counts", "Absences, incidents and reports")])
        case .homes(let counts):
            return Document(
                "counts", "What happened at homes", of: "all homes", during: period,
                from: provenance,
                [
                    CountsFigures.section(counts.total, "total", "All homes together"),
                    Document.Section("byHome", "By home", tables: [Self.homes(counts)]),
                ])
        }
    }

    private static func homes(_ counts: CountsByHome) -> Table {
        let columns: [(String, String, (HomeCounts) -> Int)] = [
            ("absences", "absences", \.absences.count),
            ("missingIncidents", "M", \.missingIncidents.count),
            ("awayIncidents", "A", \.awayIncidents.count),
            ("policeReports", "police", \.policeReports.count),
            ("openNow", "open", \.openNow.count),
        ].map { ($0.0, $0.1, $0.2) }
        let hours = { (home: HomeCounts) in
            Cell.hours(
                home.secondsAway, of: home.absences.count - home.absencesWithoutTime)
        }
        func row(_ home: HomeCounts, _ name: String, people: Int?) -> Table.Row {
            Table.Row(
                [.text(name)] + columns.map { .count($0.2(home)) }
                    + [.count(home.children), hours(home)], people: people)
        }
        return Table(
            "homes", "Homes, most reports to the police first",
            columns: [Table.Column("home", "home")]
                + columns.map { Table.Column($0.0, $0.1) }
                + [Table.Column("children", "children"), Table.Column("hours", "hours")],
            rows: counts.homes.map {
                row($0, $0.home?.text ?? "(not known)", people: $0.people)
            }, total: row(counts.total, "all homes", people: nil), isRanked: true)
    }
}

extension InterviewReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        let cohorts = Cohort.allCases.filter { !interviews[$0].required.isEmpty }
        return Document(
            "rhi", "Return home interviews", of: home.map { "home \($0)" } ?? "all children",
            during: period, from: provenance, people: people,
            [InterviewFigures(interviews.all).section("all", "All")]
                + cohorts.map {
                    InterviewFigures(interviews[$0]).section($0.rawValue, $0.label.sentence)
                })
    }
}

extension AuthorityReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        Document(
            "rhi-by-authority", "Return home interviews by authority", during: period,
            from: provenance,
            notes: [
                "The average is the mean of the authorities' completed of required episodes, over "
                    + "those with data; who has none is counted, never taken for 0."
            ],
            [
                Document.Section(
                    "averages", "Averages",
                    figures: [
                        Document.Figure(
                            "inconsistent",
                            "authorities without any entry about an interview past "
                                + "due", .text(inconsistent.textWithParts))
                    ], tables: [averages]),
                Document.Section("byAuthority", "By authority", tables: [byAuthority]),
            ])
    }

    private var averages: Table {
        Table(
            "averages", "Averages by cohort",
            columns: [
                Table.Column("cohort", "cohort"), Table.Column("withData", "with data"),
                Table.Column("withoutData", "without data"),
                Table.Column("averageCompleted", "average completed"),
            ],
            rows: Cohort.allCases.map { cohort in
                let average = figures.average(of: cohort)
                return Table.Row([
                    .text(cohort.label), .number(average.withData), .number(average.withoutData),
                    average.tenthsOfPercent.map { .text(percent($0)) } ?? .noData,
                ])
            })
    }

    private var byAuthority: Table {
        let all =
            figures.authorities.map { ($0.authority, $0.interviews) }
            + [("(not registered)", figures.others)]
        let rows = all.flatMap { code, interviews in
            Cohort.allCases.filter { !interviews[$0].required.isEmpty }.map { cohort in
                let own = interviews[cohort]
                let known: [Cell] = [own.offered, own.declined, own.completed].map {
                    own.hasData ? .count($0.count) : .noData
                }
                return Table.Row(
                    [.text(code), .text(cohort.label), .count(own.required.count)] + known)
            }
        }
        return Table(
            "authorities", "Authorities and cohorts",
            columns: [
                Table.Column("authority", "authority"), Table.Column("cohort", "cohort"),
                Table.Column("required", "required"), Table.Column("offered", "offered"),
                Table.Column("declined", "declined"), Table.Column("completed", "completed"),
            ], rows: rows)
    }
}

extension PersistentReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        Document(
            "persistent", "Persistently missing", of: home.map { "home \($0)" } ?? "all homes",
            during: period, from: provenance,
            notes: rules.map { "\($0.rule.label.sentence): \($0.text)" },
            [
                Document.Section(
                    "children", "Children",
                    figures: PersistentChild.Rule.allCases.map { table.figure(of: $0) },
                    tables: [table.table])
            ])
    }
}

extension PersistentTable {
    /// How many children meet a rule.
    func figure(of rule: PersistentChild.Rule) -> Document.Figure {
        Document.Figure(
            rule.rawValue, "children: \(rule.label)",
            .count(children.count { $0.child.rules.contains(rule) }))
    }

    /// A row a child.
    var table: Table {
        func day(_ mark: Mark?) -> Cell { mark.map { .date(London.date(of: $0.at)) } ?? .none }
        return Table(
            "children", "Children who meet a rule",
            columns: [
                Table.Column("child", "child"), Table.Column("rules", "rules"),
                Table.Column("lastMeeting", "meeting"),
                Table.Column("reviewRequested", "review asked"),
                Table.Column("reviewDecided", "review decided"),
                Table.Column("escalated", "escalated"), Table.Column("episodes", "episodes"),
            ],
            rows: children.map { id, child in
                Table.Row([
                    .child(id), .text(child.rules.map(\.label).joined(separator: ", ")),
                    day(child.lastMeeting), day(child.reviewRequested),
                    day(child.reviewDecided), day(child.escalated),
                    .single(child.episodes.count),
                ])
            }, isAboutChildren: true)
    }
}

extension UnexplainedReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        func row(_ summary: Summary, _ name: String, people: Int?) -> Table.Row {
            Table.Row(
                [
                    .text(name), .text(summary.strategies.isEmpty ? "no" : "yes"),
                    .count(summary.ended.count), .count(summary.unexplained.count),
                    .rate(Rate(summary.unexplained.count, of: summary.ended.count)),
                    .count(summary.unexplainedMonths),
                ], people: people)
        }
        let table = Table(
            "homes", "Homes",
            columns: [
                Table.Column("home", "home"), Table.Column("strategyInForce", "strategy in force"),
                Table.Column("ended", "ended"), Table.Column("unexplained", "unexplained"),
                Table.Column("unexplainedOfEnded", "of those ended"),
                Table.Column("unexplainedMonths", "months running"),
            ],
            rows: summaries.map {
                row($0, $0.counts.home?.text ?? "(not known)", people: $0.counts.people)
            }, total: total.map { row($0, "all homes", people: nil) }, isRanked: true)
        return Document(
            "unexplained", "Unexplained episodes", of: home.map { "home \($0)" } ?? "all homes",
            during: period, from: provenance,
            people: home == nil ? nil : summaries.first?.counts.people,
            notes: ["Unexplained: neither reasons nor an explanation a week after the end (F30)."],
            [Document.Section("unexplained", "By home", tables: [table])])
    }
}

extension BandReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        Document(
            "bands", "Children by number of missing incidents", during: period, from: provenance,
            [Document.Section("bands", "Children", tables: [bands.table])])
    }
}

extension IncidentBands {
    /// A row a band, with children in care, from home, and together.
    var table: Table {
        func row(_ label: String, _ counts: [Int]) -> Table.Row {
            Table.Row([.text(label)] + (counts + [counts.reduce(0, +)]).map { .count($0) })
        }
        return Table(
            "bands", "Children by number of missing incidents",
            columns: [Table.Column("band", "incidents")]
                + IncidentBands.Origin.allCases.map { Table.Column($0.rawValue, $0.label) }
                + [
                    Table.Column(
                        "total", "together", sumOf: IncidentBands.Origin.allCases.map(\.rawValue))
                ],
            rows: IncidentBands.bands.enumerated().map { place, band in
                row(band.label, IncidentBands.Origin.allCases.map { self[$0][place].children })
            },
            total: row("children", IncidentBands.Origin.allCases.map { children($0) }))
    }
}

extension DeadlineReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        let subject =
            switch reach {
            case .everything: "everything"
            case .home(let home): "home \(home)"
            case .authority(let code): "authority \(code)"
            }
        return Document(
            "overdue", "Deadlines", of: subject, from: provenance,
            notes: ["They run up to the last entry's recorded time unless a time was asked for."],
            [
                Document.Section(
                    "deadlines", "Deadlines",
                    figures: [Document.Figure("count", "deadlines", .count(deadlines.count))],
                    tables: [Self.table(deadlines)])
            ])
    }

    /// A row a deadline.
    static func table(_ deadlines: [ChildDeadline]) -> Table {
        Table(
            "deadlines", "What is owed, first what is due first",
            columns: [
                Table.Column("due", "due"), Table.Column("state", "state"),
                Table.Column("age", "age"), Table.Column("duty", "what"),
                Table.Column("owner", "owner"), Table.Column("home", "home"),
                Table.Column("child", "child"),
            ],
            rows: deadlines.map { found in
                let deadline = found.deadline
                return Table.Row([
                    deadline.due.map { .moment(.at($0)) } ?? .text("not known"),
                    .text(DeadlineText.label(found.state)),
                    .text(DeadlineText.age(found.state, found.secondsPastDue)),
                    .text(DeadlineText.label(deadline.duty)),
                    .text(deadline.owner.isEmpty ? "the home" : deadline.owner),
                    .text(found.home?.text ?? "not known"), .child(found.child),
                ])
            }, isAboutChildren: true)
    }
}

extension SummaryReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        let home = isOfOneHome ? sections.first : nil
        return Document(
            "summary", "Summary for inspection", of: home?.homeText ?? "all homes", during: period,
            from: provenance, people: home?.people,
            sections.flatMap { $0.sections(items, isOfOneHome: isOfOneHome) })
    }
}

extension SummarySection {
    /// The home, in words.
    var homeText: String { "home \(summary.counts.home?.text ?? "not known")" }

    /// The children that the figures are about.
    var people: Int { summary.counts.people }

    func sections(_ items: [InspectionItem], isOfOneHome: Bool) -> [Document.Section] {
        let prefix = isOfOneHome ? "" : (isTotal ? "All homes: " : "\(homeText.sentence): ")
        let key = isOfOneHome ? "" : (isTotal ? "total" : summary.counts.home?.text ?? "unknown")
        func name(_ own: String) -> String { key.isEmpty ? own : "\(key).\(own)" }
        let interviews = InterviewFigures(summary.interviews).section(
            name("interviews"), "\(prefix)Return home interviews")
        return [
            Document.Section(
                name("annexA"), "\(prefix)Annex A",
                figures: items.map { item in
                    let figure = item.figure(summary)
                    return Document.Figure(
                        item.code, "\(item.code) \(item.label)", figure.documentValue,
                        ids: figure.ids)
                }),
            CountsFigures.section(summary.counts, name("counts"), "\(prefix)Absences"),
            interviews,
            Document.Section(
                name("regulation40"), "\(prefix)Regulation 40",
                figures: [
                    Document.Figure(
                        "notifications", "decisions and notifications",
                        .count(summary.notifications.count))
                ], tables: [notificationTable]),
            Document.Section(
                name("others"), "\(prefix)Challenges and explanations",
                figures: others.figures(
                    partOf: ["challengesAnswered": "challenges", "unexplained": "ended"])),
            Document.Section(
                name("persistent"), "\(prefix)Persistently missing",
                figures: PersistentChild.Rule.allCases.map { persistent.figure(of: $0) },
                tables: [persistent.table]),
            Document.Section(
                name("flags"), "\(prefix)Flags of the episodes that start in the period",
                tables: [flagTable]),
        ]
    }

    private var notificationTable: Table {
        Table(
            "notifications", "Decisions and notifications",
            columns: [
                Table.Column("at", "when"), Table.Column("decision", "what"),
                Table.Column("lagHours", "hours after the report"),
            ],
            rows: summary.notifications.map { notification in
                Table.Row([
                    .moment(notification.mark.occurrence),
                    .text(code(of: notification).map { "decided: \($0)" } ?? "Ofsted notified"),
                    notification.lagSeconds.map { .hours($0, of: 1) } ?? .noData,
                ])
            }, isAboutChildren: true)
    }

    private var flagTable: Table {
        Table(
            "flags", "Flags",
            columns: [
                Table.Column("flag", "flag"), Table.Column("name", "name"),
                Table.Column("nature", "nature"), Table.Column("count", "count"),
            ],
            rows: flags.map { flag, count in
                Table.Row([
                    .text(flag.code), .text(flag.name), .text(flag.nature.rawValue), .count(count),
                ])
            })
    }
}

extension ReportFigure {
    /// The value of a figure that has one, and no parts.
    fileprivate var documentValue: Cell { [self].figures().first?.value ?? .none }
}

extension String {
    /// With the first letter in upper case, as a heading has it.
    var sentence: String { prefix(1).uppercased() + dropFirst() }
}
