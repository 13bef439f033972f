import Whereabouts
import WhereaboutsReports

/// A document as the parts of a page.
struct DocumentMarkup {
    let templates: Templates
    let document: Document

    var page: PageParts {
        PageParts(
            title: document.title, subject: document.subject.sentence, facts: facts,
            notes: document.notes
                + [document.provenance.ages(at: document.disclosure)].compactMap { $0 },
            content: .joined(sections) + symbols,
            provenance: document.provenance)
    }

    private var facts: [(label: String, value: Markup)] {
        var facts: [(label: String, value: Markup)] = []
        if let period = document.period {
            facts.append(("Period", Markup(period.bothDaysText)))
        }
        facts.append(("As of", Markup(document.provenance.asOf)))
        facts.append(("For", Markup(document.disclosure.sentence)))
        return facts
    }

    private var sections: [Markup] {
        document.sections.enumerated().map { place, section in
            SectionMarkup(templates: templates, section: section, number: place + 1).markup
        }
    }

    /// What the symbols in the figures stand for, where there are any.
    private var symbols: Markup {
        let all = document.sections.flatMap { section in
            section.figures.map(\.value)
                + section.tables.flatMap { ($0.rows + ($0.total.map { [$0] } ?? [])) }
                .flatMap(\.cells)
        }
        let used = [Cell.suppressed, .notApplicable, .negligible(Rate(0, of: 1)), .noData].filter {
            sign in all.contains { $0.text == sign.text }
        }
        guard !used.isEmpty else { return Markup("") }
        let section = Document.Section(
            "symbols", "Symbols",
            figures: used.map { cell in
                Document.Figure(
                    "symbol", cell.text,
                    .text(cell.meaning ?? "not recorded here: not the same as 0"))
            })
        return SectionMarkup(
            templates: templates, section: section, number: document.sections.count + 1
        ).markup
    }
}

extension Disclosure {
    /// Who may see a page, and what that means for what stands in it.
    var sentence: String {
        switch self {
        case .internal:
            "Internal use: the home, the provider and the authority. Not to be passed on."
        case .ofsted: "The inspectorate: children by id; no names, dates of birth or free words."
        case .public: "Anybody: figures only, small ones kept back."
        }
    }
}

extension Provenance {
    /// As of when, and of how many entries.
    var asOf: String {
        "\(now.map { LocalTime.text($0) } ?? "no time") (London), \(size) entries"
    }
}
