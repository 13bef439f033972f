/// Looks for other numbers that agree with everything that is shown.
///
/// Starts from the true numbers, changes one, and mends the balances that this upsets by changing
/// others, each once. What it finds is checked balance by balance as it is made, so a witness is
/// one; it may miss one that a longer search would find.
struct Witness {
    private let system: Balances
    private(set) var path: [Step] = []
    private var touched: Set<Int> = []
    private var sums: [Int]
    private var steps = 0
    private var opened = 0

    /// How far a search goes.
    struct Reach {
        /// How many shown quantities may be changed, and so have to be hidden.
        let openings: Int
        /// How many steps are tried.
        let steps: Int
    }

    /// A quantity that differs from the truth.
    struct Step {
        let quantity: Int
        let change: Int
        /// Whether it has to be hidden for that.
        let opens: Bool
    }

    /// A step and how good it is: what is hidden already first, then what mends the balance at once.
    private struct Way: Comparable {
        let step: Step
        let cost: Int
        let weight: Int
        let others: Int

        static func < (left: Way, right: Way) -> Bool {
            if left.cost != right.cost { return left.cost < right.cost }
            if left.weight != right.weight { return left.weight < right.weight }
            if left.others != right.others { return left.others < right.others }
            let sizes = (left.step.change.magnitude, right.step.change.magnitude)
            return sizes.0 != sizes.1
                ? sizes.0 > sizes.1 : left.step.quantity < right.step.quantity
        }

        static func == (left: Way, right: Way) -> Bool { !(left < right) && !(right < left) }
    }

    /// So many ways to mend a balance are tried.
    private static let branches = 12

    init(_ system: Balances) {
        self.system = system
        sums = system.sums
    }

    /// How numbers differ from the truth when `quantity` differs by `change`; `nil` when no such
    /// numbers were found.
    mutating func changed(_ quantity: Int, by change: Int, _ reach: Reach) -> [Step]? {
        (steps, opened) = (0, 0)
        defer { while !path.isEmpty { undo() } }
        apply(Step(quantity: quantity, change: change, opens: false))
        return mend(reach) ? path : nil
    }

    private mutating func apply(_ step: Step) {
        path.append(step)
        touched.insert(step.quantity)
        opened += step.opens ? 1 : 0
        shift(step.quantity, step.change)
    }

    private mutating func undo() {
        guard let step = path.popLast() else { return }
        touched.remove(step.quantity)
        opened -= step.opens ? 1 : 0
        shift(step.quantity, -step.change)
    }

    private mutating func shift(_ quantity: Int, _ change: Int) {
        for place in system.memberships[quantity] {
            for term in system.balances[place].terms where term.quantity == quantity {
                sums[place] += term.factor * change
            }
        }
    }

    private mutating func mend(_ reach: Reach) -> Bool {
        steps += 1
        guard steps <= reach.steps else { return false }
        guard let upset = firstUpset() else { return true }
        for step in ways(to: upset.need, in: upset.balance, reach) {
            apply(step)
            if mend(reach) { return true }
            undo()
            if steps > reach.steps { return false }
        }
        return false
    }

    /// The first balance that does not hold, and by how much it has to change.
    private func firstUpset() -> (balance: Int, need: Int)? {
        for step in path {
            for place in system.memberships[step.quantity] {
                let balance = system.balances[place]
                if sums[place] < balance.low { return (place, balance.low - sums[place]) }
                if sums[place] > balance.high { return (place, balance.high - sums[place]) }
            }
        }
        return nil
    }

    /// Changes that bring a balance nearer to its bound, the best first.
    private func ways(to need: Int, in place: Int, _ reach: Reach) -> [Step] {
        var ways: [Way] = []
        for term in system.balances[place].terms where !touched.contains(term.quantity) {
            let quantity = system.quantities[term.quantity]
            let wanted = Self.quotient(need, term.factor)
            func add(_ bounds: ClosedRange<Int>, opens: Bool) {
                let change = max(
                    bounds.lowerBound - quantity.value,
                    min(bounds.upperBound - quantity.value, wanted))
                guard change != 0, (change > 0) == (wanted > 0) else { return }
                ways.append(
                    Way(
                        step: Step(quantity: term.quantity, change: change, opens: opens),
                        cost: (opens ? 4 : 0) + (change == wanted ? 0 : 2),
                        weight: opens ? quantity.weight : 0,
                        others: system.memberships[term.quantity].count))
            }
            add(quantity.bounds, opens: false)
            if quantity.state == .open, opened < reach.openings {
                add(min(quantity.hiddenLow, quantity.value)...Balances.unlimited, opens: true)
            }
        }
        ways.sort()
        return ways.prefix(Self.branches).map(\.step)
    }

    /// How often a factor is needed to make up for something, rounded away from 0.
    private static func quotient(_ need: Int, _ factor: Int) -> Int {
        let size = (need.magnitude + factor.magnitude - 1) / factor.magnitude
        return (need > 0) == (factor > 0) ? Int(size) : -Int(size)
    }
}
