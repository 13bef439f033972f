extension Balances {
    /// Hides more quantities until none that is protected can be told.
    ///
    /// One cannot be told when there are other numbers that agree with everything that is shown, in
    /// which it is no small number, or 0. Hiding more leaves such numbers valid, so that each
    /// quantity is looked at once. At last what has become needless is shown again (complementary
    /// cell suppression; Cox 1980, Fischetti and Salazar 2001).
    mutating func protect() {
        var witnesses: [Int: Set<Int>] = [:]
        for place in quantities.indices where quantities[place].isProtected {
            witnesses[place] = hideWhatTells(place)
        }
        showWhatIsNeedless(&witnesses)
    }

    /// By how much it has to differ, so that it cannot be told.
    private func goals(_ place: Int) -> [Int] {
        let quantity = quantities[place]
        switch quantity.value {
        case 0: return [1]
        case ...limit:
            let up = limit + 1 - quantity.value
            return quantity.bounds.contains(0) ? [up, -quantity.value] : [up]
        default: return [limit, -limit]
        }
    }

    private func witness(_ place: Int, _ reach: Witness.Reach) -> [Witness.Step]? {
        var search = Witness(self)
        let quantity = quantities[place]
        for goal in goals(place) where quantity.bounds.contains(quantity.value + goal) {
            if let path = search.changed(place, by: goal, reach) { return path }
        }
        return nil
    }

    private mutating func hideWhatTells(_ place: Int) -> Set<Int> {
        for openings in [0, 1, 2, 3, 5, 8] {
            let reach = Witness.Reach(openings: openings, steps: 150)
            guard let path = witness(place, reach) else { continue }
            for step in path where step.opens { change(step.quantity) { $0.state = .spare } }
            return Set(path.map(\.quantity))
        }
        return hideAllAround(place)
    }

    /// The last resort: with nothing shown but zeros, the numbers could all be larger alike.
    ///
    /// - Complexity: Linear in the terms around; each balance is looked at once.
    private mutating func hideAllAround(_ place: Int) -> Set<Int> {
        var (found, next): (Set<Int>, [Int]) = ([place], [place])
        var isSeen = [Bool](repeating: false, count: balances.count)
        while let quantity = next.popLast() {
            for balance in memberships[quantity] where !isSeen[balance] {
                isSeen[balance] = true
                for term in balances[balance].terms
                where quantities[term.quantity].value > 0 && found.insert(term.quantity).inserted {
                    next.append(term.quantity)
                }
            }
        }
        for quantity in found where quantities[quantity].state == .open {
            change(quantity) { $0.state = .spare }
        }
        return found
    }

    private mutating func showWhatIsNeedless(_ witnesses: inout [Int: Set<Int>]) {
        let spare = quantities.indices.filter { quantities[$0].state == .spare }
        let heaviest = spare.sorted { left, right in
            (quantities[right].weight, left) < (quantities[left].weight, right)
        }
        for place in heaviest {
            change(place) { $0.state = .open }
            var renewed: [Int: Set<Int>] = [:]
            let others = witnesses.filter { $0.value.contains(place) }.keys.sorted()
            let isNeedless = others.allSatisfy { other in
                let path = witness(other, Witness.Reach(openings: 0, steps: 60))
                renewed[other] = path.map { Set($0.map(\.quantity)) }
                return renewed[other] != nil
            }
            if isNeedless {
                witnesses.merge(renewed) { $1 }
            } else {
                change(place) { $0.state = .spare }
            }
        }
    }
}
