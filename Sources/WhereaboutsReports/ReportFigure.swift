import EventLog
import Whereabouts

/// One figure of a report, the same for people and for machines.
struct ReportFigure {
    /// Its name in JSON.
    let name: String
    /// Its name in text; `nil` for what only machines want.
    let label: String?
    let value: Value
    /// The entries behind it; `nil` where other figures list them.
    var ids: [EntryID]?

    enum Value {
        case count(Int)
        /// Of a single child or episode, such as the most absences of one child.
        case single(Int)
        case integer(Int64)
        /// Elapsed seconds in hours; `of` says how many episodes are behind it.
        case hours(Int64, of: Int)
        case text(String)
        /// A part of those whose source holds it; so many others are without data.
        case rate(Rate, without: Int = 0)
        /// So many for a hundred; written without a percent sign.
        case ratio(Rate)
        /// A rate of which only the whole is known, or nothing.
        case rateWithoutData(of: Int?)
        /// A moment; none where it never happened.
        case moment(Occurrence?)
        /// There is nothing to tell it of, such as a median of no interviews.
        case nothing
        /// The source cannot hold it: that is not 0.
        case noData
        /// Parts under names of their own, such as grades.
        case parts([(name: String, label: String, count: Int)])
    }

    init(_ name: String, _ label: String?, _ value: Value, ids: [EntryID]? = nil) {
        (self.name, self.label, self.value, self.ids) = (name, label, value, ids)
    }

    /// A figure that counts entries.
    init(_ name: String, _ label: String, _ ids: [EntryID]) {
        self.init(name, label, .count(ids.count), ids: ids)
    }
}

extension [ReportFigure] {
    /// Each figure under its name; without lists of entries.
    var members: [JSONMember] { map { JSONMember($0.name, $0.value.json) } }

    /// The entries behind the figures, by the figures' names.
    var ids: JSONMember {
        JSONMember(
            "ids",
            .object(
                compactMap { figure in
                    figure.ids.map { JSONMember(figure.name, .ids($0)) }
                }))
    }

    /// A line for each.
    var lines: String {
        compactMap { figure in
            figure.label.map { "  \($0): \(figure.value.text)\n" }
        }.joined()
    }
}

extension ReportFigure.Value {
    var json: JSONValue {
        switch self {
        case .count(let count), .single(let count): .integer(Int64(count))
        case .integer(let number): .integer(number)
        case .hours(let seconds, _): .string(Hours.text(seconds))
        case .text(let text): .string(text)
        case .rate(let rate, let without): rate.json(without: without)
        case .ratio(let rate): rate.ratioJSON
        case .rateWithoutData(let whole):
            [
                "numerator": .null, "denominator": whole.map { .integer(Int64($0)) } ?? .null,
                "percent": .null,
            ]
        case .moment(let occurrence): .moment(occurrence)
        case .nothing, .noData: .null
        case .parts(let parts):
            .object(parts.map { JSONMember($0.name, .integer(Int64($0.count))) })
        }
    }

    var text: String {
        switch self {
        case .count(let count), .single(let count): "\(count)"
        case .integer(let number): "\(number)"
        case .hours(let seconds, _): Hours.text(seconds)
        case .text(let text): text
        case .rate(let rate, let without):
            without == 0 ? rate.textWithParts : "\(rate.textWithParts), \(without) without data"
        case .ratio(let rate): "\(rate.ratioText) (\(rate.numerator) of \(rate.denominator))"
        case .moment(let occurrence): occurrence.map(LocalTime.text) ?? "none"
        case .nothing: "none"
        case .rateWithoutData, .noData: "no data"
        case .parts(let parts):
            parts.map { "\($0.label) \($0.count)" }.joined(separator: ", ")
        }
    }
}

extension Rate {
    /// Numerator, denominator, and the percentage as text: `none` of nothing.
    var json: JSONValue {
        [
            "numerator": .integer(Int64(numerator)), "denominator": .integer(Int64(denominator)),
            "percent": .string(text),
        ]
    }

    /// The same, with how many others are without data, if any are.
    func json(without: Int) -> JSONValue {
        guard without > 0, case .object(let members) = json else { return json }
        return .object(members + [JSONMember("withoutData", .integer(Int64(without)))])
    }

    /// Numerator, denominator, and so many for a hundred as text: `none` of nothing.
    var ratioJSON: JSONValue {
        [
            "numerator": .integer(Int64(numerator)), "denominator": .integer(Int64(denominator)),
            "per100": .string(ratioText),
        ]
    }

    /// So many for a hundred, such as `1.5`; `none` of nothing.
    var ratioText: String {
        tenthsOfPercent.map { "\($0 / 10).\($0 % 10)" } ?? "none"
    }

    /// Such as `62.5 % (50 of 80)`.
    var textWithParts: String { "\(text) (\(numerator) of \(denominator))" }

    /// Whole percents, rounded half up, as the national tables have them; `none` of nothing.
    var wholeText: String { wholePercent.map { "\($0) %" } ?? "none" }
}

extension JSONValue {
    static func ids(_ ids: [EntryID]) -> JSONValue {
        .array(ids.map { .string($0.description) })
    }

    /// An object of members that were put together elsewhere.
    static func merged(_ parts: [JSONMember]...) -> JSONValue { .object(parts.flatMap { $0 }) }

    /// The id and the moment of an entry; null without one.
    static func mark(_ mark: Mark?) -> JSONValue {
        mark.map { ["id": .string($0.id.description), "at": .moment($0.occurrence)] } ?? .null
    }

    /// An instant in UTC, a date where only that is known, null for unknown.
    static func moment(_ occurrence: Occurrence?) -> JSONValue {
        guard let occurrence else { return .null }
        guard occurrence.precision == .date else {
            return .string(RFC3339.format(occurrence.at))
        }
        return .string(London.date(of: occurrence.at).description)
    }

    /// An instant in UTC; null for unknown.
    static func instant(_ instant: Instant?) -> JSONValue {
        instant.map { .string(RFC3339.format($0)) } ?? .null
    }

    static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
