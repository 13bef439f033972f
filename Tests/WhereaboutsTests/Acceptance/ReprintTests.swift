import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports
import WhereaboutsTestKit

/// AF11 in bytes: a report printed again as of its size is the report that was issued.
@Suite struct ReprintTests {
    private static let quarter = Period(
        from: LocalDate(daysSince1970: 20_089), to: LocalDate(daysSince1970: 20_179))

    /// The JSON of the three reports, of all homes and of the one that the report was about.
    private func outputs(_ records: Records, _ size: UInt64) throws -> [String] {
        let view = try records.asOf(.size(size))
        return try [nil, HomeID("SC901101")].flatMap { home -> [String] in
            [
                try CountsReport(view, during: Self.quarter, home: home).json().text,
                try SummaryReport(view, during: Self.quarter, home: home).json().text,
                try InterviewReport(view, during: Self.quarter, home: home).json().text,
            ]
        }
    }

    /// The lines up to the issued report, and the records of these lines only.
    private func short() throws -> Records {
        let lines = try Journals.bytes("af11.jsonl").split(separator: UInt8(ascii: "\n"))
        let issued = try #require(
            lines.firstIndex { String(decoding: $0, as: UTF8.self).contains("\"ReportIssued\"") })
        return try importing(lines[...issued].map { $0 + [UInt8(ascii: "\n")] }, .preserve)
    }

    private func importing(
        _ lines: [some Sequence<UInt8>], _ policy: RecordedAtPolicy, into known: Records? = nil
    ) throws -> Records {
        let records = try known ?? Records.inMemory()
        let folder = try TemporaryFolder()
        let file = URL(filePath: folder.path("lines.jsonl"))
        try Data(lines.joined()).write(to: file)
        let report = try records.importJournal(file, recordedAt: policy, onRefusal: .importNothing)
        try #require(report.isStored, "\(report.refusals)")
        return records
    }

    /// Corrections and withdrawals of everything that opens or ends an absence in the log.
    private func amendments(of records: Records) throws -> [NewEntry] {
        var entries: [NewEntry] = []
        try records.asOf(.now).forEachEntry { entry in
            guard entry.kind == .absenceNoted || entry.kind == .childReturned else { return .next }
            let at = try RFC3339.parse("2025-05-01T09:00:00Z")
            let isWithdrawn = entries.count % 5 == 4
            let moved = entry.occurrence.at.adding(seconds: -7_200)
            var line = JournalEntry(
                isWithdrawn ? .entryWithdrawn : .entryCorrected, id: EntryID.make(at: at), at: at,
                isWithdrawn
                    ? ["approvedBy": "M-1"]
                    : [
                        "patches": [
                            ["path": "occurredAt", "new": .string(RFC3339.format(moved))]
                        ], "approvedBy": "M-1",
                    ])
            line.refersTo = entry.id
            entries.append(try line.newEntry())
            return .next
        }
        return entries
    }

    @Test func `AF11 has the same bytes, however much is recorded behind the report`() throws {
        let short = try short()
        let size = try short.log.size
        let issued = try outputs(short, size)

        let whole = try Journals.records("af11.jsonl")
        #expect(try outputs(whole, size) == issued)
        #expect(try outputs(whole, whole.log.size) != issued)

        let more = LogGenerator(LogGenerator.Options(seed: 11, entries: 1_000, children: 20))
        _ = try importing(Array(more.journal), .now, into: whole)
        #expect(try outputs(whole, size) == issued)

        let amendments = try amendments(of: whole)
        #expect(amendments.count > 16)
        try whole.recordAndWait(amendments)
        #expect(try whole.log.size > size + 1_000)
        #expect(try outputs(whole, size) == issued)
    }
}
