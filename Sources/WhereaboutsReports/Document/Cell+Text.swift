import EventLog
public import Whereabouts

extension Cell {
    /// The value as people read it: London's clock, one decimal, signs for what is not there.
    public var text: String {
        switch self {
        case .count(let number), .single(let number), .number(let number): "\(number)"
        case .rounded(let number): "\((number + 5) / 10 * 10)"
        case .wholePercent(let rate): rate.wholeText
        case .derived(let text, _): text
        case .change(let number): number > 0 ? "+\(number)" : "\(number)"
        case .rate(let rate): rate.textWithParts
        case .wholeRate(let rate): "\(rate.wholeText) (\(rate.numerator) of \(rate.denominator))"
        case .ratio(let rate): rate.ratioText
        case .average(let rate): rate.averageText
        case .hours(let seconds, _): Hours.text(seconds)
        case .pounds(let pounds, _): Pounds.text(pounds)
        case .text(let text), .words(let text): text
        case .line(let line): line.london
        case .date(let date), .birth(let date): date.description
        case .moment(let occurrence): LocalTime.text(occurrence)
        case .instant(let instant): LocalTime.text(instant)
        case .child(let child): child.text
        case .entry(let id): id.description
        case .none: "none"
        case .noData: "no data"
        case .notApplicable: "z"
        case .suppressed: "c"
        case .negligible: "k"
        }
    }

    /// The value as a field of CSV: numbers bare, instants in UTC, an empty field for none.
    public var field: String {
        switch self {
        case .rate(let rate): rate.tenthsOfPercent.map { "\($0 / 10).\($0 % 10)" } ?? ""
        case .wholeRate(let rate), .wholePercent(let rate):
            rate.wholePercent.map { "\($0)" } ?? ""
        case .average(let rate): rate.denominator == 0 ? "" : rate.averageText
        case .pounds(let pounds, _): "\(pounds)"
        case .moment(let occurrence): Self.machine(occurrence)
        case .instant(let instant): RFC3339.format(instant)
        case .line(let line): line.utc
        case .none: ""
        default: text
        }
    }

    /// The value for machines.
    public var json: JSONValue {
        switch self {
        case .count(let number), .single(let number), .number(let number), .change(let number),
            .pounds(let number, _):
            .integer(Int64(number))
        case .rate(let rate): rate.json
        case .wholeRate(let rate):
            [
                "numerator": .integer(Int64(rate.numerator)),
                "denominator": .integer(Int64(rate.denominator)),
                "wholePercent": rate.wholePercent.map { .integer(Int64($0)) } ?? .null,
            ]
        case .rounded(let number): .integer(Int64((number + 5) / 10 * 10))
        case .wholePercent(let rate):
            ["wholePercent": rate.wholePercent.map { .integer(Int64($0)) } ?? .null]
        case .ratio(let rate): rate.ratioJSON
        case .average, .hours: .string(text)
        case .moment(let occurrence): .moment(occurrence)
        case .instant(let instant): .instant(instant)
        case .line(let line): .string(line.utc)
        case .none, .noData: .null
        default: .string(text)
        }
    }

    /// Whether it stands right in a column, as numbers do.
    public var isNumeric: Bool {
        switch self {
        case .count, .rounded, .rate, .wholeRate, .wholePercent, .derived, .ratio, .average, .hours,
            .single, .number, .change,
            .pounds,
            .suppressed, .negligible, .notApplicable, .noData:
            true
        default: false
        }
    }

    private static func machine(_ occurrence: Occurrence) -> String {
        occurrence.precision == .date
            ? London.date(of: occurrence.at).description : RFC3339.format(occurrence.at)
    }
}

/// Whole pounds as people read them.
enum Pounds {
    /// Such as `£224,595`.
    static func text(_ pounds: Int) -> String { "£" + grouped(pounds) }

    /// Such as `224,595`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }
}

extension Rate {
    /// Whole percents, rounded half up; `nil` of nothing.
    var wholePercent: Int? {
        denominator == 0 ? nil : (numerator * 200 + denominator) / (2 * denominator)
    }

    /// So many a head with one decimal, rounded half up; `none` of nobody.
    var averageText: String {
        guard denominator > 0 else { return "none" }
        let tenths = (numerator * 20 + denominator) / (2 * denominator)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
