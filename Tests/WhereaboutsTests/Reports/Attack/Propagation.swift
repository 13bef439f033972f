/// Bounds of numbers of 0 or more under linear conditions, narrowed row by row until nothing changes.
///
/// Less than ``Simplex`` can tell, but quick where there are thousands of conditions.
struct Propagation {
    private(set) var least: [Double]
    private(set) var greatest: [Double]

    init(variables: Int, _ rows: [Simplex.Row]) {
        least = [Double](repeating: 0, count: variables)
        greatest = [Double](repeating: .infinity, count: variables)
        for _ in 0..<30 where narrow(rows) {}
    }

    private mutating func narrow(_ rows: [Simplex.Row]) -> Bool {
        var hasChanged = false
        for row in rows {
            let factors = row.factors.map { ($0.key, $0.value) }
            hasChanged = narrow(factors, row.bound) || hasChanged
            guard row.isEquation else { continue }
            hasChanged = narrow(factors.map { ($0.0, -$0.1) }, -row.bound) || hasChanged
        }
        return hasChanged
    }

    /// `a x <= b`: each term is at most what the least of the others leaves.
    private mutating func narrow(_ factors: [(Int, Double)], _ bound: Double) -> Bool {
        var (sum, endless) = (0.0, 0)
        func leastOf(_ factor: (Int, Double)) -> Double {
            factor.1 > 0 ? factor.1 * least[factor.0] : factor.1 * greatest[factor.0]
        }
        for factor in factors {
            let own = leastOf(factor)
            if own.isFinite { sum += own } else { endless += 1 }
        }
        var hasChanged = false
        for factor in factors {
            let own = leastOf(factor)
            guard endless == 0 || endless == 1 && !own.isFinite else { continue }
            let rest = bound - (own.isFinite ? sum - own : sum)
            if factor.1 > 0 {
                let top = (rest / factor.1 + 1e-6).rounded(.down)
                if top < greatest[factor.0] { (greatest[factor.0], hasChanged) = (top, true) }
            } else {
                let low = (rest / factor.1 - 1e-6).rounded(.up)
                if low > least[factor.0] { (least[factor.0], hasChanged) = (low, true) }
            }
        }
        return hasChanged
    }
}
