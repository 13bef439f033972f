import Whereabouts

/// A report that may not leave at a level of disclosure.
@nonexhaustive
public enum DisclosureError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Everything in it is about single children.
    case notForThisLevel(report: String, level: Disclosure)

    /// What is refused, and what to do instead.
    public var description: String {
        switch self {
        case .notForThisLevel(let report, let level):
            "the report \(report) is about single children and does not leave at the level "
                + "\(level.rawValue); ask for a report of figures, or for a level that may hold it"
        }
    }
}

extension Document {
    /// The document as it may leave at a level.
    ///
    /// At `ofsted` names, dates of birth and free words go. At `public` everything about single
    /// children goes, ids of entries too, and small numbers are kept back: see ``Suppression``.
    ///
    /// - Parameters:
    ///   - level: Who it is for.
    ///   - rule: Which numbers are small, and what becomes of them.
    ///   - published: Documents of the same report, with everything in them, that are out already in
    ///     this order: of other periods, such as April to May of April to June. What follows from
    ///     all of them together is kept back too; what they show they go on showing.
    /// - Returns: The document with what may leave.
    /// - Throws: ``DisclosureError`` when nothing of it may.
    public func disclosed(
        at level: Disclosure, keepingBack rule: Suppression = .standard,
        beside published: [Document] = []
    ) throws -> Document {
        var document = self
        document.disclosure = level
        switch level {
        case .internal: return document
        case .ofsted:
            document.hideWords()
            return document
        case .public:
            document.dropPersons()
            guard !isAboutChild, sections.isEmpty || !document.sections.isEmpty else {
                throw DisclosureError.notForThisLevel(report: name, level: level)
            }
            var known: [PublishedDocument] = []
            for (place, earlier) in published.enumerated() {
                var whole = earlier
                whole.dropPersons()
                var shown = whole
                rule.apply(to: &shown, beside: known)
                known.append(PublishedDocument(whole: whole, shown: shown, start: "\(place)@"))
            }
            rule.apply(to: &document, beside: known)
            return document
        }
    }

    private mutating func hideWords() {
        for section in sections.indices {
            for table in sections[section].tables.indices {
                sections[section].tables[table].sortByLabelsIfByBirth()
            }
        }
        change { cell in
            switch cell {
            case .words, .birth: cell = .suppressed
            case .line(let line) where line.isWords: cell = .suppressed
            default: break
            }
        }
    }

    private mutating func dropPersons() {
        for place in sections.indices {
            sections[place].tables.removeAll(where: \.isAboutChildren)
            sections[place].figures.removeAll(where: \.value.isAboutPerson)
            for figure in sections[place].figures.indices {
                sections[place].figures[figure].ids = nil
            }
        }
        sections.removeAll { $0.figures.isEmpty && $0.tables.isEmpty }
        change { cell in if cell.isAboutPerson { cell = .suppressed } }
    }

    /// Changes every cell, those of the figures and those of the tables.
    mutating func change(_ body: (inout Cell) -> Void) {
        for section in sections.indices {
            for figure in sections[section].figures.indices {
                body(&sections[section].figures[figure].value)
            }
            for table in sections[section].tables.indices {
                sections[section].tables[table].change(body)
            }
        }
    }
}

extension Table {
    /// In an order that tells nothing of the days that are going to be hidden.
    fileprivate mutating func sortByLabelsIfByBirth() {
        let isByBirth = rows.contains { row in
            row.cells.contains { if case .birth = $0 { true } else { false } }
        }
        guard isByBirth else { return }
        rows.sort { left, right in
            let texts = (left.cells.first?.text ?? "", right.cells.first?.text ?? "")
            return texts.0.utf8.lexicographicallyPrecedes(texts.1.utf8)
        }
    }

    /// Changes every cell, those of the total too.
    mutating func change(_ body: (inout Cell) -> Void) {
        for row in rows.indices {
            for cell in rows[row].cells.indices { body(&rows[row].cells[cell]) }
        }
        guard var last = total else { return }
        for cell in last.cells.indices { body(&last.cells[cell]) }
        total = last
    }
}

extension Cell {
    /// Whether it tells of a single child, whatever its value.
    fileprivate var isAboutPerson: Bool {
        switch self {
        case .single, .date, .moment, .child, .entry, .birth, .words, .line: true
        default: false
        }
    }
}
