import EventLog
import Whereabouts
import WhereaboutsReports

/// A cell as people read it.
enum CellText {
    static func text(_ cell: Cell) -> String {
        switch cell {
        case .count(let number), .single(let number), .number(let number): "\(number)"
        case .rate(let rate): "\(rate.text) (\(rate.numerator) of \(rate.denominator))"
        case .wholeRate(let rate): "\(whole(rate)) (\(rate.numerator) of \(rate.denominator))"
        case .ratio(let rate): rate.tenthsOfPercent.map(tenths) ?? "none"
        case .average(let rate): averageTenths(rate).map(tenths) ?? "none"
        case .hours(let seconds, _): LondonText.hours(seconds)
        case .pounds(let pounds, _): "£\(grouped(pounds))"
        case .text(let text), .words(let text): text
        case .date(let date), .birth(let date): date.description
        case .moment(let occurrence): LondonText.text(occurrence)
        case .instant(let instant): LondonText.text(instant)
        case .child(let child): child.text
        case .entry(let id): id.description
        case .none: "none"
        case .noData: "no data"
        case .notApplicable: "z"
        case .suppressed: "c"
        case .negligible: "k"
        }
    }

    /// Tenths of one, rounded half up; `nil` of nothing.
    static func averageTenths(_ rate: Rate) -> Int? {
        guard rate.denominator != 0 else { return nil }
        return (rate.numerator * 20 + rate.denominator) / (2 * rate.denominator)
    }

    /// Whole percents, rounded half up, without what they are of.
    static func whole(_ rate: Rate) -> String {
        guard rate.denominator != 0 else { return "none" }
        return "\((rate.numerator * 200 + rate.denominator) / (2 * rate.denominator)) %"
    }

    /// A number of tenths with its decimal.
    static func tenths(_ tenths: Int) -> String {
        "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    private static func grouped(_ number: Int) -> String {
        var (rest, text) = (number.magnitude, "")
        while rest >= 1_000 {
            let group = String(rest % 1_000)
            text = "," + String(repeating: "0", count: 3 - group.count) + group + text
            rest /= 1_000
        }
        return "\(number < 0 ? "-" : "")\(rest)\(text)"
    }
}
