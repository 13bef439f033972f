import EventLog
import Whereabouts

extension Document: Report {
    /// The report as text: figures a line each, tables in columns.
    public func text() -> String {
        var text =
            ([title] + [subject, period?.text].compactMap { $0 }.filter { !$0.isEmpty })
            .joined(separator: ", ") + "\n"
        text += provenance.head.disclosed(at: disclosure).text
        if disclosure != .internal { text += "Disclosure: \(disclosure.rawValue)\n" }
        for note in notes { text += note + "\n" }
        for section in sections {
            text += "\n\(section.title)\n"
            for note in section.notes { text += "  \(note)\n" }
            for figure in section.figures {
                text += "  \(figure.label): \(figure.value.text)\n"
            }
            for table in section.tables { text += table.text(after: section.title) }
        }
        return text
    }
}

extension Table {
    fileprivate func text(after heading: String) -> String {
        let start = title == heading ? "" : "\n\(title)\n"
        guard !rows.isEmpty else { return start + "  none\n" }
        let body = (rows + (total.map { [$0] } ?? [])).map { $0.cells.map(\.text) }
        let leading = columns.indices.first { place in
            rows.contains { $0.cells[place].isNumeric }
        }
        return start
            + TextTable.text([columns.map(\.label)] + body, leading: leading ?? columns.count)
    }
}

extension Provenance {
    /// Such as `2025-04-02 10:05, 117 entries`.
    public var pointText: String { head.pointText }
}
