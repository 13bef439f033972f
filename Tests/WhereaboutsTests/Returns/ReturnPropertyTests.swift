import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// What holds for the return of every log, tried on generated ones.
@Suite struct ReturnPropertyTests {
    private func view(seed: UInt64) throws -> RecordsView {
        let records = try Records.inMemory()
        try records.recordAndWait(
            try CareYears.entries(seed: seed, children: 120).map {
                try $0.newEntry(recordedAt: .preserve)
            })
        return try records.asOf(.now)
    }

    /// Nights of a year: an open row lasts as long as the year.
    private struct Nights {
        let first: Int
        let last: Int

        init(_ year: Int) throws {
            first = try LocalDate(year: year - 1, month: 4, day: 1).daysSince1970
            last = try LocalDate(year: year, month: 3, day: 31).daysSince1970
        }

        func count(_ from: LocalDate, _ to: LocalDate?) -> Int {
            let end = to.map { min($0.daysSince1970, last) } ?? last
            return max(0, end - max(from.daysSince1970, first))
        }
    }

    private func day(_ text: some StringProtocol) throws -> LocalDate? {
        let parts = text.split(separator: "/")
        guard parts.count == 3 else { return nil }
        return try LocalDate(iso: "\(parts[2])-\(parts[1])-\(parts[0])")
    }

    /// Nights of rows and of what is left out, by child.
    private func returned(_ made: SSDA903Return, _ nights: Nights) throws -> [String: Int] {
        var sums: [String: Int] = [:]
        for row in try made.rows("missing.csv") {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            let start = try #require(try day(fields[3]))
            sums[String(fields[0]), default: 0] += nights.count(start, try day(fields[4]))
        }
        for note in try made.notes {
            let parts = note.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
            let words = parts[3].split(separator: " ")
            let start = try #require(try day(words[1]))
            let end = try day(words[3].prefix { $0 != ":" })
            sums[String(parts[2]), default: 0] += nights.count(start, end)
        }
        return sums.filter { $0.value > 0 }
    }

    @Test(arguments: UInt64(11)...16)
    func `the days in the rows are the days away, and none is there twice`(seed: UInt64) throws {
        let view = try view(seed: seed)
        var total = 0
        for year in 2023...2026 {
            let nights = try Nights(year)
            var away: [String: Int] = [:]
            for file in try view.childFiles() {
                for episode in file.record.episodes {
                    for segment in episode.segments {
                        away[file.id.text, default: 0] += nights.count(
                            London.date(of: segment.start.at),
                            segment.end.map { London.date(of: $0.at) })
                    }
                }
            }
            let made = try SSDA903Return(view, year: year)
            #expect(try returned(made, nights) == away.filter { $0.value > 0 }, "\(year)")
            total += away.values.reduce(0, +)
        }
        #expect(total > 1_000)
    }

    @Test(arguments: UInt64(11)...14)
    func `authorities share the days of the whole between them`(seed: UInt64) throws {
        let view = try view(seed: seed)
        for year in 2023...2026 {
            let nights = try Nights(year)
            var sums: [String: Int] = [:]
            for authority in ["LA1", "LA2"] {
                let own = try returned(
                    SSDA903Return(view, year: year, authority: authority), nights)
                sums.merge(own, uniquingKeysWith: +)
            }
            #expect(try returned(SSDA903Return(view, year: year), nights) == sums, "\(year)")
        }
    }

    @Test(arguments: UInt64(11)...14)
    func `a child has one row of the header, and episodes that follow one another`(
        seed: UInt64
    ) throws {
        let view = try view(seed: seed)
        for year in 2023...2026 {
            let made = try SSDA903Return(view, year: year)
            let children = try made.rows("header.csv").map { $0.prefix { $0 != "," } }
            #expect(Set(children).count == children.count)
            var last: (child: Substring, end: LocalDate?)?
            let episodes = try made.rows("episodes.csv")
            #expect(Set(episodes).count == episodes.count)
            for row in episodes {
                let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                let start = try #require(try day(fields[1]))
                if let last, last.child == fields[0] {
                    #expect(last.end.map { $0 <= start } == true, "\(row)")
                }
                last = (fields[0], try day(fields[7]))
            }
        }
    }
}
