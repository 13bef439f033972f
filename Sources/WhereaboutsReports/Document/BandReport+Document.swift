import EventLog
import Whereabouts

extension BandReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        Document(
            "bands", "Children by number of missing incidents", during: period, from: provenance,
            [Document.Section("bands", "Children", tables: [bands.table])]
        ).known(state)
    }
}

extension IncidentBands {
    /// The children of each band have so many incidents at least, and so many at most.
    static func relations(to incidents: String) -> [Relation] {
        func terms(_ number: (Band) -> Int) -> [(factor: Int, place: String)] {
            bands.map { (number($0), "bands.bands.\($0.label).total") }
        }
        return [
            .atMost(terms(\.least), of: [(1, incidents)]),
            .atMost([(1, incidents)], of: terms { $0.most ?? 1_000_000 }),
        ]
    }

    /// A row a band, with children in care, from home, and together.
    var table: Table {
        func row(_ label: String, _ counts: [Int]) -> Table.Row {
            Table.Row([.text(label)] + (counts + [counts.reduce(0, +)]).map { .count($0) })
        }
        return Table(
            "bands", "Children by number of missing incidents",
            columns: [Table.Column("band", "incidents")]
                + IncidentBands.Origin.allCases.map { Table.Column($0.rawValue, $0.label) }
                + [
                    Table.Column(
                        "total", "together", sumOf: IncidentBands.Origin.allCases.map(\.rawValue))
                ],
            rows: IncidentBands.bands.enumerated().map { place, band in
                row(band.label, IncidentBands.Origin.allCases.map { self[$0][place].children })
            },
            total: row("children", IncidentBands.Origin.allCases.map { children($0) }))
    }
}
