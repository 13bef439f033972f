import Whereabouts
import WhereaboutsReports

/// What a cell is to a drawing: an amount in tenths, or the reason why there is none.
enum ChartValue: Hashable {
    /// Tenths of one, 0 or more.
    case amount(Int)
    /// Kept back.
    case hidden
    /// Nothing to draw.
    case missing

    var amount: Int? {
        if case .amount(let tenths) = self { return tenths }
        return nil
    }
}

/// What amounts are of: only amounts of one unit share an axis.
enum ChartUnit: Hashable {
    case number, percent, hours, pounds

    /// Behind the numbers of an axis.
    var label: String {
        switch self {
        case .number: ""
        case .percent: "percent"
        case .hours: "hours"
        case .pounds: "pounds"
        }
    }
}

extension Cell {
    /// The cell as a drawing takes it.
    var chartValue: ChartValue {
        switch self {
        case .count(let number), .single(let number), .number(let number), .pounds(let number, _):
            .amount(Self.limited(number))
        // A bar or a line is no longer than the number beside it says.
        case .rounded(let number): .amount(Self.limited((number + 5) / 10 * 10))
        case .wholePercent(let rate): .of(rate.wholeTenths)
        case .rate(let rate), .wholeRate(let rate): .of(rate.tenthsOfPercent)
        case .ratio(let rate): .of(rate.tenthsOfPercent)
        case .average(let rate): .of(rate.averageTenths)
        case .hours(let seconds, _): .amount(Int(clamping: max(0, seconds / 360)))
        case .negligible: .amount(0)
        case .suppressed: .hidden
        default: .missing
        }
    }

    /// What it counts; `nil` for what is no amount.
    var chartUnit: ChartUnit? {
        switch self {
        case .count, .rounded, .single, .number, .ratio, .average: .number
        case .rate, .wholeRate, .wholePercent: .percent
        case .hours: .hours
        case .pounds: .pounds
        default: nil
        }
    }

    /// In tenths, far from where sums could overflow.
    private static func limited(_ number: Int) -> Int {
        min(max(0, number), 1 << 40) * 10
    }
}

extension ChartValue {
    fileprivate static func of(_ tenths: Int?) -> ChartValue {
        tenths.map { .amount($0) } ?? .missing
    }
}
