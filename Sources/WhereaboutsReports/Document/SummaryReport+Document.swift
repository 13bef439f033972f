import EventLog
import Whereabouts

extension SummaryReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        let home = isOfOneHome ? sections.first : nil
        return Document(
            "summary", "Summary for inspection", of: home?.homeText ?? "all homes", during: period,
            from: provenance, people: sections.first?.people,
            sections.flatMap { $0.sections(items, isOfOneHome: isOfOneHome) },
            relations: sections.flatMap { $0.relations(items, isOfOneHome: isOfOneHome) }
        ).known(state, butNow: InspectionItem.ofNow(items).union(CountsFigures.ofNow))
    }
}

extension SummarySection {
    /// The home, in words.
    var homeText: String { "home \(summary.counts.home?.text ?? "not known")" }

    /// The children that the figures are about.
    var people: Int { summary.counts.fewest }

    /// The start of the names of its sections.
    private func start(isOfOneHome: Bool) -> String {
        isOfOneHome ? "" : (isTotal ? "total." : "\(summary.counts.home?.text ?? "unknown").")
    }

    /// The form's items are figures of other sections, by another name.
    func relations(_ items: [InspectionItem], isOfOneHome: Bool) -> [Relation] {
        let start = start(isOfOneHome: isOfOneHome)
        func code(_ answer: InspectionItem.Answer) -> String {
            "\(start)annexA.\(items.first { $0.answer == answer }?.code ?? "")"
        }
        return [
            .same("\(start)counts.awayIncidents", code(.awayIncidents)),
            .same("\(start)counts.childrenAway", code(.childrenAway)),
            .part(code(.residentsAtRiskOfCSE), of: code(.residents)),
        ]
    }

    func sections(_ items: [InspectionItem], isOfOneHome: Bool) -> [Document.Section] {
        let prefix = isOfOneHome ? "" : (isTotal ? "All homes: " : "\(homeText.sentence): ")
        let start = start(isOfOneHome: isOfOneHome)
        func name(_ own: String) -> String { start + own }
        let isPart = !isOfOneHome && !isTotal
        let funnel = interviews.section(
            name("interviews"), "\(prefix)Return home interviews", people: people, isPart: isPart)
        return [
            Document.Section(
                name("annexA"), "\(prefix)Annex A",
                figures: items.map { item in
                    let figure = answer(item)
                    // No number: a label is not kept back.
                    let beside = item.withoutData(summary) > 0 ? " (not all assessed)" : ""
                    return Document.Figure(
                        item.code, "\(item.code) \(item.label)\(beside)", figure.documentValue,
                        people: item.people(summary), ids: figure.ids)
                }, people: people, isPart: isPart),
            CountsFigures.section(
                summary.counts, name("counts"), "\(prefix)Absences", isPart: isPart),
            funnel,
            Document.Section(
                name("regulation40"), "\(prefix)Regulation 40",
                figures: regulation40.figures(), tables: [notificationTable], people: people,
                isPart: isPart),
            Document.Section(
                name("others"), "\(prefix)Challenges and explanations",
                figures: others.figures(
                    partOf: ["challengesAnswered": "challenges", "unexplained": "ended"],
                    from: ["unexplainedOfEnded": ["unexplained", "ended"]]),
                people: people, isPart: isPart),
            Document.Section(
                name("persistent"), "\(prefix)Persistently missing",
                figures: PersistentChild.Rule.allCases.map { persistent.figure(of: $0) },
                tables: [persistent.table], people: people, isPart: isPart),
            Document.Section(
                name("flags"), "\(prefix)Flags of the episodes that start in the period",
                tables: [flagTable], people: people, isPart: isPart),
        ]
    }

    private var notificationTable: Table {
        Table(
            "notifications", "Decisions and notifications",
            columns: [
                Table.Column("at", "when"), Table.Column("decision", "what"),
                Table.Column("lagHours", "hours after the report"),
            ],
            rows: ofsted.map { notification in
                Table.Row([
                    .moment(notification.mark.occurrence),
                    .text(what(notification)),
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
