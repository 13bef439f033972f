import Foundation
import TestSupport
import Testing
import Whereabouts

/// Counts of the demo story, worked out by hand from its table of episodes.
@Suite struct DemoCountsTests {
    private let counts: CountsByHome
    private let records: Records

    init() throws {
        records = try Journals.records("demo.jsonl")
        counts = try records.counts(during: .year(2025))
    }

    private func figures(_ counts: HomeCounts) -> [Int] {
        [
            counts.absences.count, counts.missingIncidents.count, counts.awayIncidents.count,
            counts.policeReports.count, counts.children, counts.childrenMoreThanOnce,
            counts.maxPerChild, counts.childrenMissing, counts.childrenAway, counts.openNow.count,
        ]
    }

    @Test func `each home has its own figures`() {
        let byHome = Dictionary(
            uniqueKeysWithValues: counts.homes.map { ($0.home?.text ?? "", figures($0)) })
        #expect(
            byHome == [
                "SC900001": [4, 4, 1, 1, 2, 2, 2, 2, 1, 0],
                "SC900002": [1, 1, 1, 1, 1, 0, 1, 1, 1, 0],
                "SC900003": [3, 2, 1, 2, 2, 1, 2, 1, 1, 1],
            ])
    }

    @Test func `the homes together count a child once`() {
        #expect(figures(counts.total) == [8, 7, 3, 4, 5, 3, 2, 4, 3, 1])
    }

    @Test func `homes stand in order of their reports, each with its sector`() {
        #expect(counts.homes.map(\.home) == ["SC900003", "SC900001", "SC900002"])
        #expect(counts.homes.map(\.sector) == [.localAuthority, .private, .private])
    }

    @Test func `one home alone has the same figures`() throws {
        for home in counts.homes {
            let id = try #require(home.home)
            #expect(try records.counts(of: id, during: .year(2025)) == home)
        }
    }

    @Test func `a period ends before its last day`() throws {
        let day = try LocalDate(year: 2025, month: 2, day: 5)
        let before = Period(from: try LocalDate(year: 2025, month: 2, day: 4), to: day)
        #expect(try records.counts(during: before).total.absences.count == 1)
        let next = Period(from: day, to: day.adding(days: 1))
        #expect(try records.counts(during: next).total.absences.count == 1)
    }

    @Test func `an unknown home is an error`() {
        #expect(throws: RecordError.self) {
            try records.counts(of: "SC999999", during: .year(2025))
        }
    }
}

/// Acceptance fixture AF1: the study of 2011.
@Suite struct AF1Tests {
    private static let counts = Result {
        try Journals.records("af1.jsonl").counts(during: .year(2011))
    }

    private let counts: CountsByHome

    init() throws { counts = try Self.counts.get() }

    private func sum(_ homes: some Sequence<HomeCounts>) -> Int {
        homes.reduce(0) { $0 + $1.policeReports.count }
    }

    @Test func `1,321 reports came from 149 locations, each from an episode of its own`() {
        #expect(counts.total.policeReports.count == 1_321)
        #expect(counts.homes.count == 149)
        #expect(counts.total.absences.count == 1_321)
        #expect(counts.total.openNow.isEmpty)
    }

    @Test func `the first ten have 364 of them, seven private homes and three other units`() {
        let first = counts.homes.prefix(10)
        #expect(counts.homes.first?.policeReports.count == 93)
        #expect(sum(first) == 364)
        #expect(first.count { $0.sector == .private } == 7)
        #expect(sum(first.lazy.filter { $0.sector == .private }) == 275)
        #expect(sum(first.lazy.filter { $0.sector == .nhs }) == 89)
    }

    @Test func `the other 139 share 957, none with as many as the tenth`() {
        let rest = counts.homes.dropFirst(10)
        #expect(rest.count == 139)
        #expect(sum(rest) == 957)
        #expect(rest[10].policeReports.count < counts.homes[9].policeReports.count)
    }

    @Test func `private homes have 753 of 1,321, which is 57 in a hundred`() {
        let reports = sum(counts.homes.lazy.filter { $0.sector == .private })
        #expect(reports == 753)
        #expect((reports * 100 + 660) / 1_321 == 57)
    }
}
