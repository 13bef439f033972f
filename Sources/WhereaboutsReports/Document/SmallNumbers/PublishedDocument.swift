import Whereabouts

/// A document of the same report that is out already: what it shows is known, and stays so.
struct PublishedDocument {
    let whole: Document
    let shown: Document
    /// What its names start with, so that they are not those of the other document.
    let start: String

    /// Its cells, behind those of the new document.
    func cells(_ rule: Suppression, beside document: Document) -> [PlacedCell] {
        let known = Dictionary(
            shown.cells(rule).map { ($0.name, $0.cell) }, uniquingKeysWith: { first, _ in first })
        let sections = document.sections.count + document.background.count
        return whole.cells(rule).map { cell in
            // The background stands in neither.
            let isShown =
                cell.place.section < whole.sections.count
                ? known[cell.name].map { $0 != .suppressed } ?? false : nil
            return cell.published(isShown, under: start, behind: sections)
        }
    }

    /// What holds in it, and between it and the new document.
    func relations(_ rule: Suppression, to document: Document) -> [Relation] {
        DocumentRelations(whole).relations.map { $0.under(start) } + shared(rule, document)
    }

    private func shared(_ rule: Suppression, _ document: Document) -> [Relation] {
        let trends = Set(trendPlaces(whole)).intersection(trendPlaces(document))
        return whole.cells(rule).filter { $0.cell.number != nil }.flatMap { cell in
            let other = start + cell.name
            if whole.period == document.period || trends.contains(cell.name), isAsLong(document) {
                return [Relation.same(cell.name, other)]
            }
            switch (whole.period, document.period) {
            case (let inner?, let outer?) where outer.holds(inner):
                return [.part(other, of: cell.name)]
            case (let outer?, let inner?) where outer.holds(inner):
                return [.part(cell.name, of: other)]
            default: return []
            }
        }
    }

    /// Rows of a trend are stretches as long as the period, or months.
    private func isAsLong(_ document: Document) -> Bool {
        whole.period?.months == document.period?.months || document.name == "pack"
    }

    private func trendPlaces(_ document: Document) -> [String] {
        document.sections.flatMap { section in
            section.tables.filter { $0.drawing == .trend }.flatMap { table in
                table.rowNames.flatMap { row in
                    table.columns.map { "\(section.name).\(table.name).\(row).\($0.name)" }
                }
            }
        }
    }
}

extension Period {
    /// Whether another lies in it.
    fileprivate func holds(_ other: Period) -> Bool {
        from <= other.from && other.to <= to && self != other
    }

    fileprivate var months: Int { (to.year * 12 + to.month) - (from.year * 12 + from.month) }
}
