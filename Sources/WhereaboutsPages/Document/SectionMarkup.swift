import WhereaboutsReports

/// A section of a document as markup: notes, figures, tables with their drawings.
struct SectionMarkup {
    let templates: Templates
    let section: Document.Section
    /// Its place in the document, from 1: headings are named after it.
    let number: Int

    /// So many figures stand side by side; more of them stand one below the other.
    private static let cardLimit = 4

    var markup: Markup {
        let figures = section.figures
        let isList = figures.count > Self.cardLimit || figures.contains { !$0.value.isShort }
        return templates.render(
            .section,
            Fields([
                "id": .text("section-\(number)"), "title": .text(section.title),
                "notes": .texts(section.notes), "hasFigures": .flag(!figures.isEmpty),
                "layout": .text(isList ? "list" : "cards"),
                "figures": .pairs(
                    figures.map {
                        ($0.label.sentence, isList ? $0.value.markup : $0.value.headline)
                    }),
                "content": .markup(.joined(tables)),
            ]))
    }

    private var tables: [Markup] {
        section.tables.enumerated().map { place, table in
            TableMarkup(templates, table, id: "table-\(number)-\(place + 1)").markup
        }
    }
}
