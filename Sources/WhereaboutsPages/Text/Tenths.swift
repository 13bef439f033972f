import Whereabouts

/// Numbers with one decimal, from whole tenths.
enum Tenths {
    /// Such as `62.5`.
    static func text(_ tenths: Int) -> String {
        "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
}

extension Rate {
    /// So many a head in tenths, rounded half up; `nil` of nobody.
    var averageTenths: Int? {
        guard denominator != 0 else { return nil }
        return (numerator * 20 + denominator) / (2 * denominator)
    }

    /// Whole percents in tenths of a percent, rounded half up; `nil` of nothing.
    var wholeTenths: Int? {
        denominator == 0 ? nil : (numerator * 200 + denominator) / (2 * denominator) * 10
    }

    /// Whole percents, rounded half up, without what they are of.
    var wholeText: String {
        guard denominator != 0 else { return "none" }
        return "\((numerator * 200 + denominator) / (2 * denominator)) %"
    }
}
