public import Whereabouts

/// A collection year of the national return: 1 April to 31 March.
public struct CollectionYear: Hashable, Sendable {
    /// 1 April.
    public let first: LocalDate
    /// 31 March.
    public let last: LocalDate

    /// The year that ends on 31 March of `year`; `nil` for one that cannot be recorded.
    public init?(ending year: Int) {
        guard let first = try? LocalDate(year: year - 1, month: 4, day: 1),
            let last = try? LocalDate(year: year, month: 3, day: 31)
        else { return nil }
        (self.first, self.last) = (first, last)
    }

    private init(first: LocalDate, last: LocalDate) { (self.first, self.last) = (first, last) }

    /// The year before.
    var previous: CollectionYear {
        CollectionYear(first: first.adding(years: -1), last: last.adding(years: -1))
    }

    /// Whether something that began and ended on these days belongs to the year.
    func includes(_ start: LocalDate, _ end: LocalDate?) -> Bool {
        start <= last && (end ?? .last) >= first
    }

    /// An end as known in the year: none behind its last day.
    func end(_ end: LocalDate?) -> LocalDate? { end.flatMap { $0 > last ? nil : $0 } }
}

extension LocalDate {
    /// `dd/mm/yyyy`, as national returns write a day.
    var slashed: String {
        let digits = Array(description.utf8)
        let slash = UInt8(ascii: "/")
        return String(
            decoding: digits[8...] + [slash] + digits[5...6] + [slash] + digits[..<4],
            as: UTF8.self)
    }
}
