import EventLog
import Foundation
import TestSupport
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

/// Documents and records that pages are made of.
enum Samples {
    /// The records of a committed journal, in memory.
    static func records(_ name: String) throws -> Records {
        let records = try Records.inMemory()
        let file = Folders.fixtures.appending(path: "journals/\(name).jsonl")
        let report = try records.importJournal(
            file, recordedAt: .preserve, onRefusal: .importNothing)
        guard report.isStored else { throw Refused(report: report) }
        return records
    }

    struct Refused: Error { let report: ImportReport }

    static func page(_ document: Document) throws -> String {
        String(decoding: try Pages().page(of: document), as: UTF8.self)
    }

    /// A document of these sections, from a log of the first quarter of 2025.
    static func document(
        _ sections: [Document.Section], title: String = "Inspection pack", notes: [String] = []
    ) throws -> Document {
        let view = try records("af11").asOf(.now)
        return Document(
            "pack", title, of: "home SC901101",
            during: Period(
                from: try LocalDate(year: 2025, month: 1, day: 1),
                to: try LocalDate(year: 2025, month: 4, day: 1)),
            from: try Provenance(
                view, parameters: [Provenance.Parameter("home", "SC901101")]), notes: notes,
            sections)
    }

    /// A section of one table.
    static func section(_ table: Table, _ title: String = "Section") -> Document.Section {
        Document.Section("section", title, tables: [table])
    }

    /// A table of two columns.
    static func table(
        _ rows: [(String, Cell)], drawing: Table.Drawing?, title: String = "Reports"
    ) -> Table {
        Table(
            "table", title,
            columns: [Table.Column("name", "name"), Table.Column("reports", "reports")],
            rows: rows.map { Table.Row([.text($0.0), $0.1]) }, drawing: drawing)
    }
}
