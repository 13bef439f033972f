import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Returns of a generated log that begins in the first year, imported into an empty one.
@Suite struct ReturnYearsTests {
    private static let years = [2023, 2024, 2025, 2026]
    private static let files = ["header.csv", "episodes.csv", "missing.csv"]

    /// The rows of each year and file.
    private func rows(_ records: Records) throws -> [[String]] {
        try Self.years.flatMap { year in
            let made = try SSDA903Return(try records.asOf(.now), year: year)
            return try Self.files.map { try made.rows($0) }
        }
    }

    private func source(_ seed: UInt64) throws -> Records {
        let records = try Records.inMemory()
        try records.recordAndWait(
            try CareYears.entries(seed: seed, children: 40).map {
                try $0.newEntry(recordedAt: .preserve)
            })
        return records
    }

    /// Writes the returns of `records` into folders by year.
    private func withReturns<Result>(
        of records: Records, _ body: ([Int: URL]) throws -> Result
    ) throws -> Result {
        try Folders.withTemporary { folder in
            var folders: [Int: URL] = [:]
            for year in Self.years {
                let made = try SSDA903Return(try records.asOf(.now), year: year)
                let place = folder.appending(path: "\(year)")
                try made.write(into: place)
                try FileManager.default.removeItem(at: place.appending(path: "exceptions.csv"))
                folders[year] = place
            }
            return try body(folders)
        }
    }

    private func expectSame(_ made: [[String]], _ given: [[String]]) {
        for place in given.indices {
            let what = "\(Self.years[place / 3]) \(Self.files[place % 3])"
            #expect(Set(made[place]).subtracting(given[place]) == [], "\(what): not given")
            #expect(Set(given[place]).subtracting(made[place]) == [], "\(what): lost")
            let others = zip(made[place], given[place]).filter { $0 != $1 }
            #expect(others.map { "\($0) for \($1)" } == [], "\(what): in another order")
            #expect(made[place].count == given[place].count, "\(what)")
        }
    }

    private func load(_ folder: URL?, into records: Records) throws -> ImportReport {
        try records.importSSDA903(
            try #require(folder), authority: "LA1", onRefusal: .importNothing)
    }

    @Test(arguments: Array(UInt64(0)..<6) + [11])
    func `the years imported give the same returns, and again add nothing`(
        seed: UInt64
    ) throws {
        let source = try source(seed)
        let given = try rows(source)
        try withReturns(of: source) { folders in
            let records = try Records.inMemory()
            for year in Self.years {
                let report = try load(folders[year], into: records)
                #expect(report.refusals == [])
                #expect(report.changes[.corrected] == nil, "\(year)")
                #expect(report.changes[.withdrawn] == nil, "\(year)")
                let unmet = report.notices.keys.filter { $0.contains("of an earlier return") }
                #expect(unmet == [], "\(year)")
            }
            expectSame(try rows(records), given)
            for year in Self.years {
                #expect(try load(folders[year], into: records).imported == 0, "\(year)")
            }
        }
    }

    /// Care that began before the first year on record is taken to begin with the child's first row.
    @Test(arguments: UInt64(40)..<43)
    func `without the first year only RNE of a child's first row differs`(seed: UInt64) throws {
        let source = try source(seed)
        let given = try rows(source)
        try withReturns(of: source) { folders in
            let records = try Records.inMemory()
            for year in Self.years.dropFirst() { _ = try load(folders[year], into: records) }
            let made = try rows(records)
            func withoutBegun(_ row: String) -> String {
                row.replacing(/^(\w+,[0-9\/]+),[SPLB],/, maxReplacements: 1) { "\($0.output.1),," }
            }
            for place in given.indices.dropFirst(Self.files.count) {
                #expect(made[place].map(withoutBegun) == given[place].map(withoutBegun))
                let others = zip(made[place], given[place]).filter { $0 != $1 }.map(\.0)
                #expect(others.allSatisfy { $0.contains(",S,") }, "\(others)")
            }
        }
    }

    @Test(
        arguments: UInt64(10)..<13,
        [[2026, 2025, 2024, 2023], [2025, 2023, 2024, 2026], [2024, 2026, 2023, 2025]])
    func `in whatever order the years come, the returns are the same`(
        seed: UInt64, order: [Int]
    ) throws {
        let source = try source(seed)
        let given = try rows(source)
        try withReturns(of: source) { folders in
            let records = try Records.inMemory()
            for year in order { _ = try load(folders[year], into: records) }
            for year in order { _ = try load(folders[year], into: records) }
            expectSame(try rows(records), given)
        }
    }

    @Test(arguments: UInt64(20)..<24)
    func `there are as many absences as rows with a key of their own`(seed: UInt64) throws {
        let source = try source(seed)
        try withReturns(of: source) { folders in
            let records = try Records.inMemory()
            for year in Self.years { _ = try load(folders[year], into: records) }
            // Of a key that a year has several times, the year that has it most often counts.
            var most: [String: Int] = [:]
            var open: Set<String> = []
            for year in Self.years {
                let made = try SSDA903Return(try source.asOf(.now), year: year)
                var counts: [String: Int] = [:]
                for row in try made.rows("missing.csv") {
                    let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                    let key = fields[..<4].joined(separator: ",")
                    counts[key, default: 0] += 1
                    if fields[4].isEmpty, year == Self.years.last { open.insert(key) }
                }
                most.merge(counts) { max($0, $1) }
            }
            #expect(try records.absences()[0] == most.values.reduce(0, +))
            #expect(try records.absences()[1] >= open.count)
        }
    }

    @Test(arguments: UInt64(30)..<32)
    func `a log that imports its own returns adds no absence`(seed: UInt64) throws {
        let records = try source(seed)
        let before = try records.absences()
        let given = try rows(records)
        try withReturns(of: records) { folders in
            for year in Self.years {
                let report = try load(folders[year], into: records)
                #expect(report.kinds[.absenceNoted] == nil)
                #expect(report.kinds[.childRegistered] == nil)
            }
        }
        #expect(try records.absences() == before)
        let made = try rows(records)
        for place in given.indices where place % 3 == 2 { #expect(made[place] == given[place]) }
    }
}
