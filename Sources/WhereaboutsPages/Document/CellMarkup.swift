import Whereabouts
import WhereaboutsReports

extension Cell {
    /// The cell in a table or a list.
    var markup: Markup {
        guard let meaning else { return Markup(text) }
        let symbol = text
        return Markup(ours: "\(symbol)<span class=\"hidden\"> (\(meaning))</span>")
    }

    /// The cell as a headline: what a rate is of stands below it, small.
    var headline: Markup {
        switch self {
        case .rate(let rate):
            Markup(rate.text)
                + Markup(ours: "<small>\(rate.numerator) of \(rate.denominator)</small>")
        case .wholeRate(let rate):
            Markup(rate.wholeText)
                + Markup(ours: "<small>\(rate.numerator) of \(rate.denominator)</small>")
        default: markup
        }
    }

    /// What a symbol stands for; `nil` for what explains itself.
    var meaning: String? {
        switch self {
        case .suppressed: "kept back so that nobody can be found by it"
        case .notApplicable: "does not apply"
        case .negligible: "rounds to zero and is not zero"
        default: nil
        }
    }

    /// Whether it can stand in large letters.
    var isShort: Bool { isNumeric || text.count <= 12 }
}
