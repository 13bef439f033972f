import Whereabouts

/// Keeps small numbers back in what is published, and what would give them away.
///
/// Rather too much than too little is hidden. In this order:
///
/// 1. *Few people*: a document, section, row, column or figure that is about 1 to 5 children is kept
///    back as a whole, zeros too: any figure of it would be theirs.
/// 2. *Small numbers*: a count from 1 to 5 is shown as `c`; so is a part when what is left of its
///    whole is from 1 to 5.
/// 3. *Differences*: of two counts that differ by 1 to 5 the smaller is hidden, among the figures of
///    a document, in a row, and in the columns of a grid: one may be a part of the other.
/// 4. *Totals*: where cells add up, others are hidden, the smallest first, until at least two are
///    hidden that add up to more than 5. Parts of a document that add up hide the same figures.
/// 5. *What follows*: rates, averages, hours and costs go where any count beside them is hidden.
///
/// A true zero stays (DfE, "Children looked after in England", footnotes). Several reports, or the
/// same of several periods, are not compared with one another.
public struct Suppression: Hashable, Sendable {
    /// The largest number that is kept back.
    public let limit: Int

    /// 1 to 5, as the Department did up to 2017 and boards do.
    public static let standard = Suppression(limit: 5)

    /// Keeps back numbers from 1 to `limit`.
    public init(limit: Int) { self.limit = limit }

    func apply(to document: inout Document) {
        guard !isSmall(document.people) else {
            // Which rows there are tells of the few as well.
            for place in document.sections.indices { document.sections[place].tables = [] }
            document.sections.removeAll(where: \.figures.isEmpty)
            document.change { cell in if cell.isFigure { cell = .suppressed } }
            document.notes.append(
                "c: kept back, since the report is about fewer than \(limit + 1) children")
            return
        }
        let whole = document
        for place in document.sections.indices { hideSmall(in: &document.sections[place]) }
        hideDifferences(in: &document)
        hideParts(in: &document)
        for section in document.sections.indices {
            for table in document.sections[section].tables.indices {
                TableSuppression(self).apply(
                    to: &document.sections[section].tables[table],
                    of: whole.sections[section].tables[table])
            }
            hideDerived(in: &document.sections[section])
        }
        document.notes.append(
            "c: kept back, a number from 1 to \(limit) or one that would give such a number away")
    }

    func isSmall(_ number: Int?) -> Bool { (1...limit).contains(number ?? 0) }

    /// Whether a value has a small number in it or behind it.
    func hides(_ cell: Cell) -> Bool {
        switch cell {
        case .count(let number), .rounded(let number): isSmall(number)
        case .rate(let rate), .wholeRate(let rate), .wholePercent(let rate), .negligible(let rate):
            [rate.numerator, rate.denominator, rate.denominator - rate.numerator]
                .contains(where: isSmall)
        case .ratio(let rate), .average(let rate):
            isSmall(rate.numerator) || isSmall(rate.denominator)
        case .hours(_, let behind), .pounds(_, let behind), .derived(_, let behind):
            isSmall(behind)
        default: false
        }
    }

    /// The smaller of counts that differ by a small number from another, by value.
    func tooNear(_ numbers: some Sequence<Int>) -> Set<Int> {
        let sorted = Set(numbers).sorted()
        return Set(zip(sorted, sorted.dropFirst()).filter { isSmall($1 - $0) }.map(\.0))
    }

    // MARK: Figures

    private func hideSmall(in section: inout Document.Section) {
        let values = section.figures.reduce(into: [String: Int]()) { values, figure in
            values[figure.name] = figure.value.number
        }
        let isFew = isSmall(section.people)
        for place in section.figures.indices where section.figures[place].value.isFigure {
            let figure = section.figures[place]
            let left = figure.whole.flatMap { values[$0] }.flatMap { whole in
                figure.value.number.map { whole - $0 }
            }
            if isFew || isSmall(figure.people) || isSmall(left) || hides(figure.value) {
                section.figures[place].value = .suppressed
            }
        }
        if isFew { section.tables = [] }
    }

    /// Parts are looked at each by itself, all else together; totals of tables count as figures.
    private func hideDifferences(in document: inout Document) {
        let all = document.sections.indices
        let groups = all.filter { document.sections[$0].isPart }.map { [$0] }
        for group in groups + [all.filter { !document.sections[$0].isPart }] {
            let near = tooNear(
                group.flatMap { place in
                    let section = document.sections[place]
                    let totals = section.tables.flatMap { $0.total?.cells ?? [] }
                    return section.figures.compactMap(\.value.number) + totals.compactMap(\.number)
                })
            func hide(_ cell: inout Cell) {
                if let number = cell.number, near.contains(number) { cell = .suppressed }
            }
            for section in group {
                for place in document.sections[section].figures.indices {
                    hide(&document.sections[section].figures[place].value)
                }
                for table in document.sections[section].tables.indices {
                    guard var total = document.sections[section].tables[table].total else {
                        continue
                    }
                    for cell in total.cells.indices { hide(&total.cells[cell]) }
                    document.sections[section].tables[table].total = total
                }
            }
        }
    }

    /// What is hidden in one part is hidden in all, since the parts add up to a whole; their tables
    /// go.
    private func hideParts(in document: inout Document) {
        let parts = document.sections.indices.filter { document.sections[$0].isPart }
        let hidden = Set(
            parts.flatMap { place in
                document.sections[place].figures.filter { $0.value == .suppressed }
                    .map { Self.ownName($0.name) }
            })
        for section in parts {
            document.sections[section].tables = []
            for place in document.sections[section].figures.indices
            where hidden.contains(Self.ownName(document.sections[section].figures[place].name)) {
                document.sections[section].figures[place].value = .suppressed
            }
        }
    }

    private static func ownName(_ name: String) -> Substring {
        name.split(separator: ".").last ?? ""
    }

    private func hideDerived(in section: inout Document.Section) {
        let cells =
            section.figures.map(\.value)
            + section.tables.flatMap { table in
                table.rows.flatMap(\.cells) + (table.total?.cells ?? [])
            }
        guard cells.contains(.suppressed) else { return }
        for place in section.figures.indices where section.figures[place].value.isDerived {
            section.figures[place].value = .suppressed
        }
        for table in section.tables.indices {
            section.tables[table].change { if $0.isDerived { $0 = .suppressed } }
        }
    }
}

extension Cell {
    /// A count of people or events that can be added up and taken apart.
    var number: Int? {
        switch self {
        case .count(let number), .rounded(let number): number
        default: nil
        }
    }

    /// Whether it is a figure at all, and no label.
    var isFigure: Bool { number != nil || isDerived || self == .noData }

    /// Whether it follows from other figures.
    var isDerived: Bool {
        switch self {
        case .rate, .wholeRate, .wholePercent, .ratio, .average, .hours, .single, .change, .pounds,
            .derived, .negligible:
            true
        default: false
        }
    }
}
