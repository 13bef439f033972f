import Whereabouts

/// The quantities of a document, each once, what holds between them, and which are kept back.
struct DocumentQuantities {
    private let rule: Suppression
    private let cells: [PlacedCell]
    private let displayed: Int
    /// The quantities by name; several names may stand for one.
    private var names: [String: Int] = [:]
    /// What follows from others, by name.
    private var derived: [String: Int] = [:]
    private var balances: Balances
    /// The quantities that each cell is made of, by the cell's place in the list.
    private var inputs: [[Int]]
    /// Whether a cell may stand by its inputs alone, without a look at what is beside it.
    private var isExplained: [Bool]
    /// Cells that are hidden when another is.
    private var followers: [Int: [Int]] = [:]

    init(_ document: Document, beside published: [PublishedDocument], rule: Suppression) {
        self.rule = rule
        cells = document.cells(rule) + published.flatMap { $0.cells(rule, beside: document) }
        displayed = document.sections.count
        balances = Balances(limit: rule.limit)
        inputs = cells.map { _ in [] }
        isExplained = cells.map { _ in false }
        let relations =
            DocumentRelations(document).relations
            + published.flatMap { $0.relations(rule, to: document) }
        let raw = RawQuantities(cells, relations)
        names = addQuantities(raw)
        for place in cells.indices { explain(place, raw) }
        for relation in relations { add(relation) }
        weigh()
    }

    // MARK: Quantities

    private mutating func addQuantities(_ raw: RawQuantities) -> [String: Int] {
        var places: [Int: Int] = [:]
        for group in raw.groups {
            let isHidden = group.isFew || rule.method == .hide && rule.isSmall(group.value)
            let state: Balances.State =
                isHidden || group.isWithheld
                ? .kept : group.value == 0 || group.isPublished ? .fixed : .open
            places[group.root] = balances.add(
                Balances.Quantity(
                    value: group.value, shown: rule.shown(group.value, group.cell),
                    // Everybody knows that a zero stays, unless it is of few.
                    hiddenLow: group.isFew || group.value == 0 || rule.method == .round ? 0 : 1,
                    state: state, isProtected: isHidden || rule.isSmall(group.value)))
        }
        return raw.names.compactMapValues { places[raw.root($0)] }
    }

    /// Says what a cell is made of.
    private mutating func explain(_ place: Int, _ raw: RawQuantities) {
        let cell = cells[place]
        if cell.cell.number != nil {
            inputs[place] = [names[cell.name]].compactMap { $0 }
            isExplained[place] = true
            return
        }
        guard cell.cell.isDerived else { return }
        derived[cell.name] = place
        inputs[place] = raw.inputs(of: cell).compactMap { names[$0] }
        let needed = cell.cell.ratio == nil ? cell.inputs.count : 2
        let isHours = if case .hours = cell.cell { true } else { false }
        isExplained[place] = isHours || !cell.inputs.isEmpty && inputs[place].count >= needed
        if cell.cell.isShare, inputs[place].count == 2 {
            addPart([(inputs[place][0], 1)], of: [(inputs[place][1], 1)])
        }
    }

    // MARK: Balances

    private mutating func add(_ relation: Relation) {
        let parts = terms(relation.parts)
        let wholes = terms(relation.wholes)
        switch relation.kind {
        case .same, .sum:
            follow(relation)
            guard !wholes.isEmpty, !parts.isEmpty else { return }
            let all = parts + wholes.map { ($0.0, -$0.1) }
            let known = value(all)
            addBalance(all, low: known, high: known)
        case .part:
            guard !wholes.isEmpty, !parts.isEmpty else { return }
            addPart(parts, of: wholes)
        case .atMost:
            guard !wholes.isEmpty, !parts.isEmpty else { return }
            let all = parts + wholes.map { ($0.0, -$0.1) }
            // What does not hold here tells nothing.
            guard value(all) <= 0 else { return }
            addBalance(all, low: -Balances.unlimited, high: 0)
        }
    }

    /// Hours, means and the like of a whole are told by those of its parts, or made of numbers.
    private mutating func follow(_ relation: Relation) {
        // A rate shows no more than the quantities that it is made of.
        let whole = relation.wholes.compactMap { derived[$0.place] }.filter {
            cells[$0].cell.ratio == nil
        }
        for place in whole where relation.kind == .sum {
            let numbers = terms(relation.parts).map(\.0)
            inputs[place] += numbers
            isExplained[place] = isExplained[place] || !numbers.isEmpty
        }
        let parts = relation.parts.compactMap { derived[$0.place] }
        for part in parts { followers[part, default: []] += whole }
        guard relation.kind == .same else { return }
        for place in whole { followers[place, default: []] += parts }
    }

    /// What is left of a whole is a quantity too; it stands nowhere.
    private mutating func addPart(_ parts: [(Int, Int)], of wholes: [(Int, Int)]) {
        let left = value(wholes) - value(parts)
        guard left >= 0 else { return }
        let rest = balances.add(
            Balances.Quantity(
                value: left, shown: left...left, hiddenLow: 0, state: .kept,
                isProtected: rule.isSmall(left)))
        addBalance(parts + wholes.map { ($0.0, -$0.1) } + [(rest, 1)], low: 0, high: 0)
    }

    private mutating func addBalance(_ terms: [(Int, Int)], low: Int, high: Int) {
        var factors: [Int: Int] = [:]
        for term in terms { factors[term.0, default: 0] += term.1 }
        let kept = factors.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        balances.add(
            Balances.Balance(
                terms: kept.map { Balances.Term(quantity: $0.key, factor: $0.value) }, low: low,
                high: high))
    }

    private func terms(_ terms: [Relation.Term]) -> [(Int, Int)] {
        terms.compactMap { term in names[term.place].map { ($0, term.factor) } }
    }

    private func value(_ terms: [(Int, Int)]) -> Int {
        terms.reduce(0) { $0 + $1.1 * balances.quantities[$1.0].value }
    }

    /// Small numbers say less than large ones, and parts less than wholes.
    private mutating func weigh() {
        var wholes: Set<Int> = []
        for balance in balances.balances where balance.low == balance.high {
            for term in balance.terms where term.factor < 0 { wholes.insert(term.quantity) }
        }
        for place in balances.quantities.indices {
            let value = balances.quantities[place].value
            let size = Int.bitWidth - value.leadingZeroBitCount
            balances.change(place) { $0.weight = size + (wholes.contains(place) ? 4 : 0) }
        }
    }

    // MARK: Decisions

    /// Hides what has to be hidden.
    mutating func decide() { balances.protect() }

    /// Writes into the document what is left.
    func write(to document: inout Document) {
        let hidden = hiddenCells()
        for (place, cell) in cells.enumerated() where cell.place.section < displayed {
            guard cell.cell.isFigure else { continue }
            document[cell.place] = hidden[place] ? .suppressed : shown(place)
        }
        for section in document.sections.indices {
            for table in document.sections[section].tables.indices
            where document.sections[section].tables[table].isRanked {
                document.sections[section].tables[table].moveHiddenRowsToTheEnd(
                    isRounded: rule.method == .round)
            }
        }
    }

    private func hiddenCells() -> [Bool] {
        var hidden = cells.indices.map { place in
            cells[place].isFew || rule.isSmall(cells[place].cell.behind)
                || inputs[place].contains { balances.quantities[$0].isHidden }
        }
        let sections = Set(cells.indices.filter { hidden[$0] }.map { cells[$0].place.section })
        for place in cells.indices where cells[place].cell.isDerived && !isExplained[place] {
            hidden[place] = hidden[place] || sections.contains(cells[place].place.section)
        }
        var next = cells.indices.filter { hidden[$0] }
        while let place = next.popLast() {
            for follower in followers[place] ?? [] where !hidden[follower] {
                hidden[follower] = true
                next.append(follower)
            }
        }
        return hidden
    }

    private func shown(_ place: Int) -> Cell {
        guard rule.method == .round else { return cells[place].cell }
        return cells[place].cell.rounded(
            by: rule, inputs[place].map { balances.quantities[$0].value })
    }
}

extension Document {
    fileprivate subscript(place: CellPlace) -> Cell {
        get { sections[place.section].figures[place.row].value }
        set {
            guard let table = place.table else {
                sections[place.section].figures[place.row].value = newValue
                return
            }
            if place.row < sections[place.section].tables[table].rows.count {
                sections[place.section].tables[table].rows[place.row].cells[place.column] = newValue
            } else {
                sections[place.section].tables[table].total?.cells[place.column] = newValue
            }
        }
    }
}
