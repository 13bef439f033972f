/// What an investigation of a missing person costs the police, as a range of published prices.
///
/// Data with a source, never a guess: `UnitCostAdopted` names another, with the value
/// `LOW-HIGH PRICEBASE`, such as `1325-2415 2011`, in whole pounds.
public struct UnitCost: Hashable, Sendable {
    /// The name under which it was adopted.
    public let name: String
    /// Whole pounds, at the least.
    public let low: Int
    /// Whole pounds, at the most.
    public let high: Int
    /// The year of the prices.
    public let priceBase: Int
    /// From which day it is used.
    public let validFrom: LocalDate

    /// A medium-risk, medium-term case at the prices of 2011.
    ///
    /// Shalev Greene and Pakes, 2012; rounded down as in Shalev Greene and Hayden, 2014. No price of
    /// low or high risk has been published.
    public static let standard = UnitCost(
        name: "CSMP-2012", low: 1_325, high: 2_415, priceBase: 2011, validFrom: .first)

    /// What so many reports cost, from the least to the most.
    public func range(of reports: Int) -> ClosedRange<Int> { low * reports...high * reports }
}

extension UnitCost {
    /// Reads what was adopted; `nil` when the value is not a range and a year.
    init?(_ facts: UnitCostAdopted) {
        let words = facts.value.split(separator: " ")
        guard words.count == 2, let priceBase = Int(words[1]), (1900...2199).contains(priceBase),
            let validFrom = facts.validFrom
        else { return nil }
        let ends = words[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let low = Int(ends[0]), let high = Int(ends[1]), low >= 0,
            low <= high, high < 1_000_000_000
        else { return nil }
        self.init(
            name: facts.name, low: low, high: high, priceBase: priceBase,
            validFrom: validFrom)
    }
}

extension RecordsView {
    /// The unit cost in force on a day, as of the view; the standard one where none was adopted.
    ///
    /// - Throws: What reading throws.
    public func unitCost(on day: LocalDate) throws -> UnitCost {
        try setting().unitCosts.last { $0.validFrom <= day } ?? .standard
    }
}
