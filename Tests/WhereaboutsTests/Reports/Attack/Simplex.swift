/// The least and the greatest value of a sum under linear conditions, for numbers of 0 or more.
///
/// The two-phase simplex method on a dense tableau: by the steepest column, after a while by Bland's
/// rule, so that it ends. Rows are `a x = b` or `a x <= b`. Small problems only.
struct Simplex {
    /// `a x = b`, or at most `b`.
    struct Row {
        var factors: [Int: Double]
        var bound: Double
        var isEquation: Bool
    }

    private static let tiny = 1e-9
    /// What is left of a 0 by rounding.
    private static let nothing = 1e-12
    private var table: [[Double]] = []
    private var basis: [Int] = []
    private let width: Int
    private let real: Int
    /// More pivots than these are taken for a circle.
    private static let patience = 1_000
    private var pivots = 0
    /// Whether it went in a circle, so that nothing it says counts.
    private(set) var isLost = false
    /// Whether any numbers fulfil the conditions.
    private(set) var isFeasible = false

    init(variables: Int, _ rows: [Row]) {
        let slacks = rows.count { !$0.isEquation }
        real = variables + slacks
        width = real + rows.count
        var slack = variables
        for (place, row) in rows.enumerated() {
            var line = [Double](repeating: 0, count: width + 1)
            for (variable, factor) in row.factors { line[variable] += factor }
            line[width] = row.bound
            var own = real + place
            if !row.isEquation {
                line[slack] = 1
                if row.bound >= 0 { own = slack }
                slack += 1
            }
            if row.bound < 0 { line = line.map { -$0 } }
            line[own] = 1
            table.append(line)
            basis.append(own)
        }
        var costs = [Double](repeating: 0, count: width + 1)
        for variable in real..<width { costs[variable] = -1 }
        let result = maximize(costs, upTo: width)
        isFeasible = abs(result ?? -1) < 1e-5
        driveOut()
    }

    /// The greatest value of a variable; `nil` when there is none.
    mutating func greatest(_ variable: Int) -> Double? {
        var costs = [Double](repeating: 0, count: width + 1)
        costs[variable] = 1
        return maximize(costs, upTo: real)
    }

    /// The least value of a variable, which is never below 0.
    mutating func least(_ variable: Int) -> Double {
        var costs = [Double](repeating: 0, count: width + 1)
        costs[variable] = -1
        return -(maximize(costs, upTo: real) ?? 0)
    }

    /// Takes artificial variables out of the basis; rows that say nothing go.
    private mutating func driveOut() {
        var place = 0
        while place < basis.count {
            if basis[place] >= real {
                guard let column = (0..<real).first(where: { abs(table[place][$0]) > Self.tiny })
                else {
                    table.remove(at: place)
                    basis.remove(at: place)
                    continue
                }
                pivot(place, column)
            }
            place += 1
        }
    }

    private mutating func maximize(_ costs: [Double], upTo limit: Int) -> Double? {
        var line = costs
        for (place, variable) in basis.enumerated() where costs[variable] != 0 {
            let factor = line[variable]
            for column in 0...width { line[column] -= factor * table[place][column] }
        }
        pivots = 0
        while let column = column(line, limit) {
            pivots += 1
            guard pivots < Self.patience else {
                isLost = true
                return nil
            }
            var best: (ratio: Double, variable: Int, row: Int)?
            for row in table.indices where table[row][column] > Self.tiny {
                let ratio = table[row][width] / table[row][column]
                if let known = best,
                    (known.ratio, known.variable) <= (ratio, basis[row])
                {
                    continue
                }
                best = (ratio, basis[row], row)
            }
            guard let best else { return nil }
            pivot(best.row, column)
            let factor = line[column]
            for place in 0...width { line[place] -= factor * table[best.row][place] }
        }
        return -line[width]
    }

    private func column(_ line: [Double], _ limit: Int) -> Int? {
        guard pivots < 100 else { return (0..<limit).first { line[$0] > Self.tiny } }
        var best: Int?
        for place in 0..<limit where line[place] > (best.map { line[$0] } ?? Self.tiny) {
            best = place
        }
        return best
    }

    private mutating func pivot(_ row: Int, _ column: Int) {
        let by = table[row][column]
        for place in 0...width { table[row][place] /= by }
        let own = table[row]
        let places = own.indices.filter { own[$0] != 0 }
        for other in table.indices where other != row && table[other][column] != 0 {
            let factor = table[other][column]
            for place in places {
                let rest = table[other][place] - factor * own[place]
                table[other][place] = abs(rest) < Self.nothing ? 0 : rest
            }
        }
        basis[row] = column
    }
}
