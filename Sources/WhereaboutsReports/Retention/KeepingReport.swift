import EventLog
public import Whereabouts

/// Until when each child's record is kept, and by which rule (report 17; Regs 2015, regulation 36).
public struct KeepingReport: DocumentReport {
    /// A row a child, the first to end first.
    public let document: Document

    /// Makes the list of all children with words left.
    ///
    /// - Parameter view: As of when.
    /// - Throws: `RecordError.keysRequired`, since dates of birth are sealed, or what reading throws.
    public init(_ view: RecordsView) throws {
        let day = London.date(of: view.now)
        let all = try view.retentions().enumerated().sorted { left, right in
            (left.element.until ?? .last, left.offset)
                < (right.element.until ?? .last, right.offset)
        }.map(\.element)
        func count(_ isOne: (Retention) -> Bool) -> Cell { .count(all.count(where: isOne)) }
        document = Document(
            "retention", "Until when records are kept", from: try Provenance(view),
            [
                Document.Section(
                    "retention", "Children",
                    figures: [
                        Document.Figure(
                            "childrenCount", "children with words on record", .count(all.count)),
                        Document.Figure(
                            "over", "past the last day of keeping", count { $0.isOver(on: day) },
                            partOf: "childrenCount"),
                        Document.Figure(
                            "unknown", "not known: no date of birth and no decision",
                            count { $0.until == nil }, partOf: "childrenCount"),
                    ],
                    tables: [Self.table(all)])
            ])
    }

    private static func table(_ all: [Retention]) -> Table {
        Table(
            "children", "Children, the first to end first",
            columns: [
                Table.Column("child", "child"), Table.Column("until", "kept until"),
                Table.Column("rule", "rule"), Table.Column("legalBasis", "legal basis"),
            ],
            rows: all.map { retention in
                // The day tells the birthday.
                Table.Row([
                    .child(retention.child), retention.until.map { .birth($0) } ?? .noData,
                    .text(retention.rule.text), .text(retention.rule.legalBasis),
                ])
            }, isAboutChildren: true)
    }
}
