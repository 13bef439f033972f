import EventLog
public import Whereabouts

/// The reports that were issued, for people and for machines.
public struct IssuedListText: Sendable {
    private let reports: [IssuedRecord]

    /// Makes a list.
    public init(_ reports: [IssuedRecord]) { self.reports = reports }

    /// The list as JSON, in log order.
    public var json: JSONValue {
        .array(
            reports.map { report in
                [
                    "id": .string(report.id.description),
                    "position": .integer(Int64(clamping: report.position.rawValue)),
                    "issuedAt": .string(RFC3339.format(report.issuedAt)),
                    "issuedBy": .optional(report.actor?.id), "report": .string(report.name),
                    "question": report.question?.parameters ?? .null,
                    "size": .integer(Int64(clamping: report.size)),
                    "sha256": .string(report.digest),
                    "supersededBy": .optional(report.supersededBy?.description),
                ]
            })
    }

    /// The list as text, in log order.
    public var text: String {
        guard !reports.isEmpty else { return "no report was issued\n" }
        let rows = reports.map { report in
            [
                LocalTime.text(report.issuedAt), report.name, report.question?.form.rawValue ?? "?",
                report.actor?.id ?? "not known", report.id.description,
                report.supersededBy.map { "superseded by \($0)" } ?? "", "\(report.size)",
            ]
        }
        let columns = ["issued", "report", "form", "by", "entry", "", "entries"]
        return TextTable.text([columns] + rows, leading: 6)
    }
}
