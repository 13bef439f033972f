import TestSupport
import Whereabouts
import WhereaboutsReports
import WhereaboutsTestKit

/// Documents of every report of generated logs, small ones and larger ones.
struct PublicDocuments {
    let view: RecordsView
    let home: HomeID
    let authority: String
    let seed: UInt64

    /// Logs differ in size, so that small numbers are frequent in all places.
    init(seed: UInt64) throws {
        self.seed = seed
        let (children, homes) = (8 + Int(seed * 7 % 60), 2 + Int(seed % 5))
        let options = LogGenerator.Options(
            seed: seed, entries: 500 + Int(seed * 389 % 2_500), children: children, homes: homes)
        let records = try Records.inMemory()
        try records.recordAndWait(
            try LogGenerator(options).map { try $0.newEntry(recordedAt: .preserve) })
        view = try records.asOf(.now)
        home = try view.counts(during: .year(2025)).homes.first?.home ?? "SC000001"
        authority = try view.firstAuthority()
    }

    /// A quarter, half a year or a year.
    var period: Period {
        get throws {
            let (from, to) = [
                ("2025-04-01", "2025-07-01"), ("2025-01-01", "2025-07-01"),
                ("2025-01-01", "2026-01-01"), ("2025-04-01", "2026-04-01"),
            ][Int(seed % 4)]
            return try Self.period(from, to)
        }
    }

    /// Every report once, those with a reach three times.
    func all() throws -> [Document] { try all(during: try period) }

    /// The same of a period, its last day not counted.
    func all(from: String, to: String) throws -> [Document] {
        try all(during: Self.period(from, to))
    }

    static func period(_ from: String, _ to: String) throws -> Period {
        Period(from: try LocalDate(iso: from), to: try LocalDate(iso: to))
    }

    private func all(during period: Period) throws -> [Document] {
        try ReportList.figures(view, period, home: home, authority: authority).compactMap {
            try ($0 as? any PartedReport)?.document(from: Provenance(view))
        }
    }
}

extension RecordsView {
    /// The authority that is responsible for the first child.
    fileprivate func firstAuthority() throws -> String {
        var code = ""
        try forEachCase { if code.isEmpty { code = $0.record.responsibleAuthority } }
        return code
    }
}
