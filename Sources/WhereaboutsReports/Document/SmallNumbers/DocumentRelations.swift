/// All relations of a document: those that its parts declare, and those that its tables show.
struct DocumentRelations {
    private(set) var relations: [Relation] = []

    init(_ document: Document) {
        for section in document.sections + document.background { add(section) }
        relations += document.relations
        addParts(document.sections)
    }

    private mutating func add(_ section: Document.Section) {
        let start = "\(section.name)."
        for figure in section.figures {
            if let whole = figure.whole {
                relations.append(.part(start + figure.name, of: start + whole))
            }
        }
        for table in section.tables where !table.isAboutChildren {
            add(table, under: "\(start)\(table.name).")
        }
        relations += section.relations.map { $0.under(start) }
    }

    private mutating func add(_ table: Table, under start: String) {
        let names = table.rowNames
        for row in names {
            for column in table.columns where !column.parts.isEmpty {
                relations.append(
                    .sum(
                        "\(start)\(row).\(column.name)",
                        of: column.parts.map { "\(start)\(row).\($0)" }))
            }
            relations += table.relations.map { $0.under("\(start)\(row).") }
        }
        guard table.total != nil else { return }
        for column in table.columns {
            relations.append(
                .sum(
                    "\(start)\(Table.totalName).\(column.name)",
                    of: names.dropLast().map { "\(start)\($0).\(column.name)" }))
        }
    }

    /// Sections that are parts add up to the one that has no part's name, figure by figure.
    private mutating func addParts(_ sections: [Document.Section]) {
        let parts = sections.filter(\.isPart)
        for whole in sections where !whole.isPart {
            let own = parts.filter { $0.isPart(of: whole) }
            guard !own.isEmpty else { continue }
            for figure in whole.figures {
                relations.append(
                    .sum(
                        "\(whole.name).\(figure.name)", of: own.map { "\($0.name).\(figure.name)" })
                )
            }
            for table in whole.tables where !table.isAboutChildren {
                for row in table.rowNames {
                    for column in table.columns {
                        let end = "\(table.name).\(row).\(column.name)"
                        relations.append(
                            .sum("\(whole.name).\(end)", of: own.map { "\($0.name).\(end)" }))
                    }
                }
            }
        }
    }
}

extension Document.Section {
    /// Whether it is a part of another: `SC1.counts` of `total.counts`, `inArea` of `all`.
    fileprivate func isPart(of whole: Document.Section) -> Bool {
        guard let own = name.split(separator: ".").last,
            let others = whole.name.split(separator: ".").last
        else { return false }
        return whole.name.contains(".") ? name.contains(".") && own == others : !name.contains(".")
    }
}
