import EventLog
public import Whereabouts

/// Whose record is past its last day of keeping, for people and for machines.
public struct RetentionReport: Sendable {
    private let retentions: [Retention]

    /// Makes a report of what `expired(asOf:)` lists.
    public init(_ retentions: [Retention]) { self.retentions = retentions }

    /// The report as JSON: an array, by child number.
    public var json: JSONValue {
        .array(
            retentions.map { retention in
                [
                    "child": .string(retention.child.text),
                    "until": retention.until.map { .string($0.description) } ?? .null,
                    "rule": .string(retention.rule.text),
                    "legalBasis": .string(retention.rule.legalBasis),
                ]
            })
    }

    /// The report as text, a line a child.
    public var text: String {
        guard !retentions.isEmpty else { return "nothing is past its last day of keeping\n" }
        return retentions.map { retention in
            guard let until = retention.until else {
                return "\(retention.child): unknown; no date of birth and no decision\n"
            }
            return "\(retention.child): kept until \(until), \(retention.rule.text) "
                + "(\(retention.rule.legalBasis))\n"
        }.joined()
    }
}
