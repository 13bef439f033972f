import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// The Department's rules find nothing in our returns but what `exceptions.csv` announces.
@Suite(.enabled(if: MissingRulesTool.isInstalled, MissingRulesTool.remedy))
struct `The Department's rules agree` {
    typealias Failure = MissingRulesTool.Failure

    /// What the exceptions announce, without the notes.
    private func announced(_ made: SSDA903Return) throws -> [Failure] {
        try made.rows("exceptions.csv").compactMap { row in
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            guard fields[0] != "note", fields[0] != "derived" else { return nil }
            let line = try #require(Int(fields[1]))
            let table =
                row.contains("line of header.csv")
                ? "Header" : fields[0] == "580" ? "Episodes" : "Missing"
            return Failure(rule: String(fields[0]), table: table, line: line)
        }.sorted()
    }

    /// One process judges all returns; a year's comes with that of the year before, if it is there.
    private func judge(
        _ asked: [(name: String, view: RecordsView, year: Int)], authority: String? = nil
    ) throws -> [(answer: MissingRulesTool.Answer, made: SSDA903Return)] {
        try Folders.withTemporary { folder in
            let returns = try asked.map {
                try SSDA903Return($0.view, year: $0.year, authority: authority)
            }
            var requests: [MissingRulesTool.Request] = []
            for (item, made) in zip(asked, returns) {
                let own = folder.appending(path: "\(item.name)-\(item.year)")
                let last = folder.appending(path: "\(item.name)-\(item.year - 1)")
                try made.write(into: own)
                let hasLast = FileManager.default.fileExists(atPath: last.path)
                requests.append(
                    MissingRulesTool.Request(
                        year: item.year, folder: own, last: hasLast ? last : nil))
            }
            return Array(zip(try MissingRulesTool.judge(requests), returns))
                .map { (answer: $0, made: $1) }
        }
    }

    @Test func `AF15: the acceptance journals fail what is expected, and announce it`() throws {
        let expected: [(journal: String, year: Int, failures: [String])] = [
            ("af6", 2026, []), ("af7", 2026, []), ("af8", 2026, []), ("af9-closed", 2025, []),
            ("af9-open", 2025, ["575 Missing line 3"]), ("af10", 2026, []), ("af13", 2025, []),
            ("af13", 2026, []),
        ]
        let judged = try judge(
            try expected.map {
                (
                    name: $0.journal, view: try Journals.records("\($0.journal).jsonl").asOf(.now),
                    year: $0.year
                )
            })
        for (expected, judged) in zip(expected, judged) {
            let announced = try announced(judged.made)
            #expect(judged.answer.failures.sorted() == announced)
            let ofRows = announced.filter { $0.table != "Header" }.map(\.description)
            #expect(ofRows == expected.failures)
            #expect(judged.answer.ran.contains("575"), "\(expected.journal)")
            #expect(try !judged.made.rows("missing.csv").isEmpty, "\(expected.journal)")
        }
    }

    @Test(arguments: zip([1, 1, 2] as [UInt64], [nil, "LA1", "LA2"] as [String?]))
    func `four years of generated children fail only what is announced`(
        seed: UInt64, authority: String?
    ) throws {
        let records = try Records.inMemory()
        try records.recordAndWait(
            try CareYears.entries(seed: seed, children: 400).map {
                try $0.newEntry(recordedAt: .preserve)
            })
        let view = try records.asOf(.now)
        let asked = [2023, 2024, 2025, 2026].map { (name: "made", view: view, year: $0) }
        for (answer, made) in try judge(asked, authority: authority) {
            #expect(answer.failures.sorted() == (try announced(made)), "\(made.year)")
            #expect(try made.rows("missing.csv").count > (authority == "LA2" ? 0 : 100))
            #expect(answer.ran.count >= 26)
        }
    }
}
