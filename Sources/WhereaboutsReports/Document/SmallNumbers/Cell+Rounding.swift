import Whereabouts

extension Cell {
    /// The cell with rounded counts, and with what follows from rounded counts.
    ///
    /// - Parameters:
    ///   - rule: To what counts are rounded.
    ///   - inputs: The numbers that it is made of, not rounded.
    /// - Returns: The cell as it is published.
    func rounded(by rule: Suppression, _ inputs: [Int]) -> Cell {
        func rate(_ rate: Rate, _ make: (Rate) -> Cell, to unit: Int) -> Cell {
            guard rate.denominator >= rule.leastBase || rate.denominator == 0 else {
                return .suppressed
            }
            return make(
                Rate(
                    rule.rounded(rate.numerator, to: unit),
                    of: rule.rounded(rate.denominator, to: unit)))
        }
        return switch self {
        case .count(let number): .count(rule.rounded(number))
        case .rate(let own): rate(own, Cell.rate, to: rule.limit)
        case .wholeRate(let own): rate(own, Cell.wholeRate, to: rule.limit)
        case .wholePercent(let own), .negligible(let own):
            rate(own, Cell.wholePercent, to: 2 * rule.limit)
        case .ratio(let own): rate(own, Cell.ratio, to: rule.limit)
        case .average(let own): rate(own, Cell.average, to: rule.limit)
        case .pounds(let pounds, let behind):
            behind == 0
                ? self
                : .pounds(pounds / behind * rule.rounded(behind), of: rule.rounded(behind))
        case .change:
            inputs.count == 2
                ? .change(rule.rounded(inputs[1]) - rule.rounded(inputs[0])) : .suppressed
        case .derived: .suppressed
        default: self
        }
    }
}
