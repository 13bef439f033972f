import EventLog
import TestSupport
import Testing
import Whereabouts

/// The generator itself.
@Suite struct LogGeneratorTests {
    private static let options = LogGenerator.Options(seed: 3, entries: 5_000)
    private static let entries = Array(LogGenerator(options))

    private let options = Self.options

    @Test func `the same seed gives the same bytes, another seed others`() {
        let bytes = Self.entries.map(\.bytes)
        #expect(Array(LogGenerator(options).journal) == bytes)
        var other = options
        other.seed = 4
        #expect(Array(LogGenerator(other).journal.prefix(100)) != Array(bytes.prefix(100)))
    }

    @Test func `it has as many entries as were asked for, by recorded time, ids once`() {
        var last: Instant?
        var ids: Set<EntryID> = []
        for entry in Self.entries {
            ids.insert(entry.id)
            if let last, let next = entry.recordedAt { #expect(last <= next) }
            last = entry.recordedAt
        }
        #expect(ids.count == 5_000)
    }

    @Test func `few children make most absences`() {
        var absences: [String: Int] = [:]
        for entry in Self.entries where entry.kind == .absenceNoted {
            absences[entry.child ?? "", default: 0] += 1
        }
        let counts = absences.values.sorted(by: >)
        let total = counts.reduce(0, +)
        #expect(counts.prefix(8).reduce(0, +) * 2 > total)
        #expect(total > 200)
    }

    @Test func `every kind of trouble occurs`() {
        var kinds: Set<Kind> = []
        var precisions: Set<String> = []
        var lateCount = 0
        for entry in Self.entries {
            kinds.insert(entry.kind)
            if let precision = entry.precision { precisions.insert(precision) }
            let day = entry.occurredAt.adding(seconds: 86_400)
            if let recorded = entry.recordedAt, recorded > day { lateCount += 1 }
        }
        #expect(kinds.count >= 35)
        #expect(kinds.isSuperset(of: [.entryCorrected, .entryWithdrawn, .recategorised]))
        #expect(precisions == ["between", "date"])
        #expect(lateCount > 100)
    }

    @Test func `absences lie over both changes of the clocks`() throws {
        let nights = [
            Tale.moment("2025-03-30T01:00:00Z"), Tale.moment("2025-10-26T01:00:00Z"),
        ]
        for night in nights {
            let starts = Self.entries.count { entry in
                entry.kind.mayOpen
                    && abs(entry.occurredAt.microseconds - night.microseconds) < 7_200_000_000
            }
            #expect(starts > 0)
        }
    }
}

extension Kind {
    var mayOpen: Bool { self == .absenceNoted || self == .reportedToPolice }
}

/// Properties that hold for every log, tried on generated ones.
@Suite struct GeneratedLogTests {
    @Test(arguments: UInt64(1)...10)
    func `the counts are those of a naive count`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        let total = try log.records.counts(during: .year(2025)).total
        let naive = NaiveCount(log.entries, .year(2025))
        #expect(total.absences.count == naive.absences)
        #expect(total.policeReports.count == naive.reports)
        #expect(total.children == naive.children)
        #expect(total.maxPerChild == naive.most)
        #expect(total.openNow.count == naive.open)
        #expect(naive.absences > 50)
    }

    @Test(arguments: UInt64(1)...10)
    func `segments lie in their episode, in order, without overlap`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        var count = 0
        for number in 1...25 {
            for episode in try log.records.history(of: ChildID("#\(number)")).episodes {
                count += episode.segments.count
                check(episode)
            }
        }
        #expect(count > 50)
    }

    private func check(_ episode: Episode) {
        var last = episode.start
        for (place, segment) in episode.segments.enumerated() {
            #expect(last.at <= segment.start.at || last == segment.start)
            if let end = segment.end {
                #expect(segment.start.at <= end.at || end.at < episode.start.at)
                if last.at < end.at { last = end }
            } else {
                #expect(place == episode.segments.count - 1)
                #expect(episode.isOpen)
            }
        }
        if let end = episode.returned ?? episode.endedOtherwise, !episode.segments.isEmpty {
            #expect(last.at <= max(end.at, episode.start.at))
        }
    }

    @Test(arguments: UInt64(1)...10)
    func `entries recorded in another order make the same episodes`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        let shuffled = Shuffle(log.entries, seed: seed).entries
        #expect(shuffled.map(\.id) != log.entries.map(\.id))
        let records = try Records.inMemory()
        try records.recordAndWait(try shuffled.map { try $0.newEntry() })
        let ties = Shuffle.episodesWithTies(log.entries)
        for place in 1...25 {
            let child = ChildID("C" + String(String(1_000_000 + place).dropFirst()))
            let expected = try Told.episodes(log.records, child, without: ties)
            #expect(try Told.episodes(records, child, without: ties) == expected)
        }
    }
}
