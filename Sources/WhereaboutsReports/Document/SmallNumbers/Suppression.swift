import Whereabouts

/// Keeps small numbers back in what is published, and what would give them away.
///
/// In one document a quantity is decided once, wherever it stands: in a headline, a trend, a cohort,
/// a rate or a total. In this order:
///
/// 1. *Few people*: a document, section, row, column or figure that is about 1 to 5 children is kept
///    back as a whole, zeros too: any figure of it would be theirs.
/// 2. *Small numbers*: a quantity from 1 to 5 is kept back, and so that what is left of a whole
///    without a part of it.
/// 3. *What would tell them*: further quantities, as few and as small as can be, until other numbers
///    agree with everything that is shown, in which the small one is more than 5 (or 0, where nobody
///    can know that it is not). All relations of the document count; see ``Relation``.
/// 4. *What follows*: rates, averages, changes and costs go with the quantities they are made of.
///
/// A true zero stays (DfE, "Children looked after in England", footnotes). With ``Method/round``
/// counts are rounded instead, and only what rounding does not protect is kept back.
public struct Suppression: Hashable, Sendable {
    /// What becomes of numbers.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// Small ones are kept back, the others stand as they are.
        case hide
        /// All are rounded to a multiple of the limit: 0, 1 and 2 to 0, 3 to 7 to 5 (the rounding
        /// methodology of HESA).
        case round
    }

    /// The largest number that is kept back; what counts are rounded to.
    public let limit: Int
    /// What becomes of numbers.
    public let method: Method

    /// 1 to 5, as the Department did up to 2017 and boards do.
    public static let standard = Suppression(limit: 5)

    /// Counts to the nearest five.
    public static let rounded = Suppression(limit: 5, by: .round)

    /// Keeps back numbers from 1 to `limit`, or rounds to multiples of it.
    public init(limit: Int, by method: Method = .hide) {
        precondition(limit > 0, "a limit of small numbers is at least 1")
        (self.limit, self.method) = (limit, method)
    }

    func apply(to document: inout Document, beside published: [PublishedDocument]) {
        guard !isSmall(document.people) else {
            // Which rows there are tells of the few as well, and so do notes on figures.
            for place in document.sections.indices { document.sections[place].tables = [] }
            document.sections.removeAll(where: \.figures.isEmpty)
            document.change { cell in if cell.isFigure { cell = .suppressed } }
            document.notes.removeAll { document.notesOnFigures.contains($0) }
            document.notes.append(
                "c: kept back, since the report is about fewer than \(limit + 1) children")
            return
        }
        var quantities = DocumentQuantities(document, beside: published, rule: self)
        quantities.decide()
        quantities.write(to: &document)
        for place in document.sections.indices {
            if isSmall(document.sections[place].people) { document.sections[place].tables = [] }
        }
        document.notes.append(note)
    }

    private var note: String {
        switch method {
        case .hide:
            "c: kept back, a number from 1 to \(limit) or one that would give such a number away"
        case .round:
            "Counts are rounded to the nearest \(limit), those below \((limit + 1) / 2) to 0; rates "
                + "are of rounded counts. c: kept back, since it is about few children, or a rate "
                + "of fewer than \(leastBase)"
        }
    }

    func isSmall(_ number: Int?) -> Bool { (1...limit).contains(number ?? 0) }

    /// No rate is told of fewer: 22.5 where counts are rounded to five (HESA).
    var leastBase: Int { (9 * limit + 1) / 2 }

    /// The numbers that are shown alike.
    func shown(_ number: Int, _ cell: Cell) -> ClosedRange<Int> {
        // Numbers that are rounded already are taken to be known to the unit.
        guard method == .round else { return number...number }
        let unit = if case .rounded = cell { 2 * limit } else { limit }
        let middle = rounded(number, to: unit)
        return max(0, (2 * middle - unit + 1) >> 1)...((2 * middle + unit - 1) >> 1)
    }

    /// The nearest multiple of a unit; the greater of two that are as near.
    func rounded(_ number: Int, to unit: Int) -> Int { (2 * number + unit) / (2 * unit) * unit }

    /// The nearest multiple of the limit.
    func rounded(_ number: Int) -> Int { rounded(number, to: limit) }
}

extension Cell {
    /// A count of people or events that can be added up and taken apart.
    var number: Int? {
        switch self {
        case .count(let number), .rounded(let number): number
        default: nil
        }
    }

    /// Numerator and denominator of what follows from two numbers.
    var ratio: Rate? {
        switch self {
        case .rate(let rate), .wholeRate(let rate), .wholePercent(let rate), .negligible(let rate),
            .ratio(let rate), .average(let rate):
            rate
        default: nil
        }
    }

    /// Whether the numerator is a part of the denominator.
    var isShare: Bool {
        switch self {
        case .rate, .wholeRate, .wholePercent, .negligible: true
        default: false
        }
    }

    /// How many children or episodes are behind hours, costs and words.
    var behind: Int? {
        switch self {
        case .hours(_, let behind), .pounds(_, let behind), .derived(_, let behind): behind
        default: nil
        }
    }

    /// Whether it is a figure at all, and no label.
    var isFigure: Bool { number != nil || isDerived || self == .noData }

    /// Whether it follows from other figures.
    var isDerived: Bool {
        switch self {
        case .rate, .wholeRate, .wholePercent, .ratio, .average, .hours, .single, .change, .pounds,
            .derived, .negligible:
            true
        default: false
        }
    }
}
