import Whereabouts
import WhereaboutsReports

/// Somebody who has a public document, or several, and knows what its numbers mean.
///
/// Everything here is made without the code that hides: the numbers are read from the published
/// cells, and what holds between them is said in ``Knowledge``.
struct Attacker {
    /// A number somewhere in a document.
    struct Number {
        let truth: Int
        /// What is published of it; `nil` where it is kept back.
        var shown: ClosedRange<Int>?
        /// Whether it is about so few that zeros are kept back as well.
        let isFew: Bool
    }

    /// A sum that is 0, or at most 0.
    struct Fact {
        var terms: [(factor: Int, name: String)]
        var isEquation: Bool
        /// Holds where this number is published as 0, and says nothing elsewhere.
        var ifZero: String?
        /// Whether nothing is known as soon as one of the numbers is not there.
        var needsAll = false
    }

    /// Whether counts are published rounded to five.
    let isRounded: Bool
    private(set) var numbers: [String: Number] = [:]
    private(set) var facts: [Fact] = []
    /// What is watched besides the hidden cells: what is left of a whole without a part.
    private(set) var rests: Set<String> = []

    init(isRounded: Bool = false) { self.isRounded = isRounded }

    // MARK: Reading

    /// Reads a published document; `truth` is the same one with everything in it.
    mutating func read(_ truth: Document, _ shown: Document, as prefix: String = "") {
        let published = Dictionary(
            CellList(shown).cells.map { ($0.name, $0.cell) },
            uniquingKeysWith: { first, _ in first })
        read(truth, published, as: prefix)
    }

    /// Reads a document of which numbers are hidden one by one, with the rates made of them.
    mutating func read(_ truth: Document, hiding isHidden: (Int) -> Bool) {
        let shown = CellList(truth).cells.filter { own in
            switch own.cell {
            case .count(let number), .rounded(let number): !isHidden(number)
            case .rate(let rate), .wholeRate(let rate), .wholePercent(let rate),
                .average(let rate), .ratio(let rate), .negligible(let rate):
                !isHidden(rate.numerator) && !isHidden(rate.denominator)
            case .pounds(_, let behind): !isHidden(behind)
            case .change(let change): !isHidden(abs(change))
            default: true
            }
        }
        read(
            truth,
            Dictionary(shown.map { ($0.name, $0.cell) }, uniquingKeysWith: { first, _ in first }),
            as: "")
    }

    private mutating func read(
        _ truth: Document, _ published: [String: Cell], as prefix: String
    ) {
        for own in CellList(truth).cells {
            read(prefix + own.name, own.cell, published[own.name], isFew: own.isFew)
        }
        var knowledge = Knowledge(truth, prefix)
        knowledge.gather()
        for fact in knowledge.facts { add(fact) }
        for part in knowledge.parts { addPart(part.part, part.whole) }
    }

    private mutating func read(_ name: String, _ truth: Cell, _ shown: Cell?, isFew: Bool) {
        func add(_ name: String, _ truth: Int, _ shown: ClosedRange<Int>?) {
            let fives = isRounded && shown?.count == 1 ? Self.fives(truth) : shown
            numbers[name] = Number(truth: truth, shown: fives, isFew: isFew)
        }
        switch truth {
        case .count(let number): add(name, number, isRounded ? shown?.anyCount : shown?.exact)
        case .rounded(let number): add(name, number, shown?.tens)
        case .rate(let rate), .wholeRate(let rate), .ratio(let rate):
            let isShown = shown?.rate != nil
            add(name + "#n", rate.numerator, isShown ? rate.numerator...rate.numerator : nil)
            add(name + "#d", rate.denominator, isShown ? rate.denominator...rate.denominator : nil)
        case .wholePercent(let rate), .average(let rate), .negligible(let rate):
            add(name + "#n", rate.numerator, nil)
            add(name + "#d", rate.denominator, nil)
            if !isRounded { readQuotient(name, shown) }
        case .pounds(_, let behind):
            // Whoever knows the price knows how many were paid for.
            let isShown = if case .pounds? = shown { true } else { false }
            add(name + "#n", behind, isShown ? behind...behind : nil)
        case .change(let change):
            if case .change? = shown, !isRounded { add(name + "#n", change, change...change) }
        default: break
        }
    }

    /// What is rounded to the same multiple of five.
    private static func fives(_ number: Int) -> ClosedRange<Int> {
        let middle = (number + 2) / 5 * 5
        return max(0, middle - 2)...(middle + 2)
    }

    /// A percentage or an average without its parts lies between two others.
    private mutating func readQuotient(_ name: String, _ shown: Cell?) {
        func between(_ times: Int, _ shown: Int) {
            // (2 shown - 1) d <= 2 times n < (2 shown + 1) d
            facts.append(
                Fact(
                    terms: [(2 * shown - 1, name + "#d"), (-2 * times, name + "#n")],
                    isEquation: false))
            facts.append(
                Fact(
                    terms: [(2 * times, name + "#n"), (-(2 * shown + 1), name + "#d")],
                    isEquation: false))
        }
        switch shown {
        case .wholePercent(let rate)? where rate.denominator > 0:
            between(
                100, (rate.numerator * 200 + rate.denominator) / (2 * rate.denominator))
        case .average(let rate)? where rate.denominator > 0:
            between(10, (rate.numerator * 20 + rate.denominator) / (2 * rate.denominator))
        case .negligible?: between(100, 0)
        default: break
        }
    }

    /// Adds what holds; of numbers that are not there nothing is known.
    mutating func add(_ fact: Fact) {
        var fact = fact
        if let zero = fact.ifZero, numbers[zero]?.shown != 0...0 { return }
        if fact.needsAll, fact.terms.contains(where: { numbers[$0.name] == nil }) { return }
        fact.terms.removeAll { numbers[$0.name] == nil }
        guard fact.terms.count > (fact.ifZero == nil ? 1 : 0) else { return }
        let sum = fact.terms.reduce(0) { $0 + $1.factor * (numbers[$1.name]?.truth ?? 0) }
        guard fact.isEquation ? sum == 0 : sum <= 0 else { return }
        facts.append(fact)
    }

    /// A part of a whole: what is left is watched.
    mutating func addPart(_ part: [String], _ whole: String) {
        guard let all = numbers[whole]?.truth else { return }
        let own = part.filter { numbers[$0] != nil }
        let left = all - own.reduce(0) { $0 + (numbers[$1]?.truth ?? 0) }
        guard !own.isEmpty, left >= 0 else { return }
        let name = "\(whole) - \(own.joined(separator: " - "))"
        numbers[name] = Number(truth: left, shown: nil, isFew: true)
        rests.insert(name)
        facts.append(
            Fact(terms: (own + [name]).map { (1, $0) } + [(-1, whole)], isEquation: true))
    }

    /// Puts two documents `a:` and `b:` of one report side by side: trends that overlap, the column
    /// of the period before; of a period that lies in the other what is left of the longer one.
    mutating func compare(isNested: Bool) {
        for name in numbers.keys.sorted() where name.hasPrefix("a:") && !rests.contains(name) {
            let own = String(name.dropFirst(2))
            let parts = own.split(separator: "/").map(String.init)
            if isNested {
                let isTrend = parts[0] == "trend" && parts[1] == "trend"
                if !isTrend, !own.contains(" - ") { addPart([name], "b:" + own) }
            }
            if parts[0] == "trend", !isNested || parts[1] == "months" {
                link(name, "b:" + own)
            }
            if parts[0] == "comparison", parts.last == "now", !isNested {
                link(name, "b:" + (parts.dropLast() + ["before"]).joined(separator: "/"))
            }
        }
    }

    private mutating func link(_ one: String, _ other: String) {
        add(Fact(terms: [(1, one), (-1, other)], isEquation: true))
    }

    // MARK: Telling

    /// The small numbers that can be told, each with what it is known to be.
    func told() -> [String] {
        var problem = Problem(self)
        return problem.solve()
    }

    /// How many numbers are hidden, of how many.
    var share: (hidden: Int, all: Int) {
        let own = numbers.filter { !rests.contains($0.key) && !$0.key.contains("#") }
        return (own.count { $0.value.shown == nil }, own.count)
    }
}

/// What is not known, and the conditions between.
private struct Problem {
    private let attacker: Attacker
    private var variables: [String: Int] = [:]
    private var names: [String] = []
    private var rows: [Simplex.Row] = []
    private var lows: [Int] = []

    init(_ attacker: Attacker) {
        self.attacker = attacker
        for (name, number) in attacker.numbers.sorted(by: { $0.key < $1.key }) {
            if let shown = number.shown, shown.count == 1 { continue }
            variables[name] = names.count
            names.append(name)
            // A true zero is published, so that what is kept back is more, unless it is of few.
            let mayBeZero = number.isFew || number.truth == 0 || attacker.isRounded
            let low = number.shown?.lowerBound ?? (mayBeZero ? 0 : 1)
            lows.append(max(0, low))
        }
        for fact in attacker.facts { add(fact) }
        for (name, number) in attacker.numbers {
            guard let shown = number.shown, shown.count > 1, let own = variables[name] else {
                continue
            }
            rows.append(
                Simplex.Row(
                    factors: [own: 1], bound: Double(shown.upperBound - lows[own]),
                    isEquation: false))
        }
    }

    private mutating func add(_ fact: Attacker.Fact) {
        var (factors, bound) = ([Int: Double](), 0)
        for term in fact.terms {
            guard let number = attacker.numbers[term.name] else { continue }
            if let own = variables[term.name] {
                factors[own, default: 0] += Double(term.factor)
                bound -= term.factor * lows[own]
            } else {
                bound -= term.factor * number.truth
            }
        }
        factors = factors.filter { $0.value != 0 }
        if !factors.isEmpty {
            rows.append(
                Simplex.Row(factors: factors, bound: Double(bound), isEquation: fact.isEquation))
        }
    }

    mutating func solve() -> [String] {
        components().flatMap(solve)
    }

    /// Groups of variables that have nothing to do with others, with their conditions.
    private func components() -> [(variables: [Int], rows: [Simplex.Row])] {
        var roots = Array(names.indices)
        func root(_ variable: Int) -> Int {
            var variable = variable
            while roots[variable] != variable { variable = roots[variable] }
            return variable
        }
        for row in rows {
            let own = row.factors.keys.map(root)
            for other in own { roots[root(other)] = root(own[0]) }
        }
        var groups: [Int: (variables: [Int], rows: [Simplex.Row])] = [:]
        for variable in names.indices {
            groups[root(variable), default: ([], [])].variables.append(variable)
        }
        for row in rows {
            if let first = row.factors.keys.first { groups[root(first)]?.rows.append(row) }
        }
        return groups.sorted { $0.key < $1.key }.map(\.value)
    }

    private func isWatched(_ variable: Int) -> Bool {
        let number = attacker.numbers[names[variable]]
        return (1...5).contains(number?.truth ?? 0)
    }

    private func solve(_ group: (variables: [Int], rows: [Simplex.Row])) -> [String] {
        guard group.variables.contains(where: isWatched) else { return [] }
        let places = Dictionary(
            uniqueKeysWithValues: group.variables.enumerated().map { ($1, $0) })
        let rows = group.rows.map { row in
            Simplex.Row(
                factors: Dictionary(
                    uniqueKeysWithValues: row.factors.map { (places[$0.key] ?? 0, $0.value) }),
                bound: row.bound, isEquation: row.isEquation)
        }
        let bounds = Propagation(variables: group.variables.count, rows)
        let watched = group.variables.filter(isWatched)
        let told = watched.compactMap { variable in
            let own = places[variable] ?? 0
            return tell(variable, bounds.least[own], bounds.greatest[own])
        }
        guard told.isEmpty, rows.count * (group.variables.count + rows.count) < Self.size else {
            return told
        }
        var simplex = Simplex(variables: group.variables.count, rows)
        guard simplex.isFeasible else { return ["the truth contradicts what is known"] }
        let more = watched.compactMap { (variable: Int) -> String? in
            let own = places[variable] ?? 0
            guard let greatest = simplex.greatest(own),
                Double(lows[variable]) + greatest < 6 - 1e-4
            else { return nil }
            return tell(variable, simplex.least(own), greatest)
        }
        return more + (simplex.isLost ? ["the simplex method did not end"] : [])
    }

    /// Larger problems are left to the propagation of bounds.
    private static let size = 10_000

    /// What a number is known to be, where that is from 1 to 5.
    private func tell(_ variable: Int, _ least: Double, _ greatest: Double) -> String? {
        let low = Double(lows[variable])
        guard low + greatest < 6 - 1e-4, low + least > 1e-4 else { return nil }
        return "\(names[variable]): \(Int((low + least - 1e-4).rounded(.up))) to "
            + "\(Int((low + greatest + 1e-4).rounded(.down)))"
    }
}

extension Cell {
    fileprivate var exact: ClosedRange<Int>? {
        if case .count(let number) = self { number...number } else { nil }
    }

    fileprivate var anyCount: ClosedRange<Int>? {
        if case .count = self { 0...0 } else { nil }
    }

    fileprivate var tens: ClosedRange<Int>? {
        guard case .rounded(let number) = self else { return nil }
        let middle = (number + 5) / 10 * 10
        return max(0, middle - 5)...(middle + 4)
    }

    fileprivate var rate: Rate? {
        switch self {
        case .rate(let rate), .wholeRate(let rate), .ratio(let rate): rate
        default: nil
        }
    }
}
