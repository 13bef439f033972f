import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts

/// Imports of the national return.
@Suite struct SSDA903ImportTests {
    private let folder = Folders.fixtures.appending(path: "ssda903")
    private static let sample = Folders.package.deletingLastPathComponent()
        .appending(path: "shared/samples/d2i")

    @Test func `a bad row of each kind is named by file and line`() throws {
        let records = try Records.inMemory()
        let report = try records.importSSDA903(
            folder, authority: "LA1", onRefusal: .importNothing)
        let refusals = report.refusals.map(\.description).sorted()
        try #require(refusals.count == 4)
        for (refusal, start) in zip(
            refusals,
            [
                "episodes.csv:4: DECOM: ", "header.csv:4: ETHNIC: ", "missing.csv:3: MISSING: ",
                "missing.csv:4: CHILD: ",
            ])
        {
            #expect(refusal.hasPrefix(start), "\(refusal)")
            for value in ["31/02", "K9", "K3 "] { #expect(!refusal.contains(value)) }
        }
        #expect(try records.log.size == 0)
    }

    @Test func `keeping going imports the good rows`() throws {
        let records = try Records.inMemory()
        let report = try records.importSSDA903(folder, authority: "LA1", onRefusal: .keepGoing)
        #expect(report.refusedCount == 4)
        #expect(report.kinds[.childRegistered] == 2)
        #expect(report.kinds[.placementStarted] == 2)
        let midnight = { (day: Int, month: Int) throws in
            RFC3339.format(London.midnight(of: try LocalDate(year: 2024, month: month, day: day)))
        }
        #expect(
            try records.history(of: "K1").episodes.map(\.segmentTexts)
                == [["M \(try midnight(5, 6)) \(try midnight(7, 6))"]])
        #expect(
            try records.history(of: "K2").episodes.map(\.segmentTexts)
                == [["A \(try midnight(3, 8)) -"]])
    }

    @Test func `importing the folder again adds nothing`() throws {
        let records = try Records.inMemory()
        let first = try records.importSSDA903(folder, authority: "LA1", onRefusal: .keepGoing)
        let again = try records.importSSDA903(folder, authority: "LA1", onRefusal: .keepGoing)
        #expect(again.imported == 0)
        #expect(again.repeated == first.imported)
    }

    @Test func `a public sample return is imported whole`() throws {
        guard FileManager.default.fileExists(atPath: Self.sample.path) else {
            print("skipped: no sample return beside the checkout, in shared/samples/d2i")
            return
        }
        let records = try Records.inMemory()
        let report = try records.importSSDA903(
            Self.sample, authority: "LA1", onRefusal: .importNothing)
        #expect(report.refusals == [])
        #expect(report.kinds[.childRegistered] == 2_675)
        // 775 of the 5,050 rows change the legal status alone, in the placement of the row before.
        #expect(report.kinds[.placementStarted] == 4_275)
        #expect(report.kinds[.absenceNoted] == 43)
        let all = Period(from: .first, to: .last)
        let total = try records.counts(during: all).total
        #expect(total.missingIncidents.count == 19)
        #expect(total.awayIncidents.count == 24)
    }
}
