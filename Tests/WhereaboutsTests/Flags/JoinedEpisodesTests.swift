import EventLog
import TestSupport
import Testing
import Whereabouts

/// Several openings of one absence.
@Suite struct JoinedEpisodesTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let again = "2025-05-02T20:10:00Z"
    private let night = "2025-05-03T02:00:00Z"
    private let office = "2025-05-05T09:00:00Z"
    private let later = "2025-05-06T09:00:00Z"

    /// Two of staff noted one absence; the child came back to the second.
    private func duplicate() throws -> (tale: Tale, first: RecordReceipt, second: RecordReceipt) {
        let tale = try Tale()
        let first = try tale.absence(noticed, concerns: false)
        let second = try tale.absence(again)
        try tale.report("2025-05-02T21:00:00Z")
        try tale.returned(night)
        return (tale, first, second)
    }

    @Test func `a joined duplicate is one absence, and no overlap`() throws {
        let (tale, first, second) = try duplicate()
        #expect(try tale.raised(.overlap) == [Raised(first, second)])
        #expect(try tale.total.absences.count == 2)
        try tale.joined(office, first, second)
        #expect(try tale.raised(.overlap) == [])
        let counts = try tale.total
        #expect(counts.absences == [first.id])
        #expect(counts.missingIncidents == [first.id])
        #expect(counts.policeReports.count == 1)
        #expect(counts.openNow.isEmpty)
        #expect(try tale.segments == ["M \(noticed) \(night)"])
    }

    @Test func `a withdrawn join restores the episodes, as of earlier nothing changed`() throws {
        let (tale, first, second) = try duplicate()
        let before = try tale.episodes
        let join = try tale.joined(office, first, second)
        #expect(try tale.history(at: office).episodes == before)
        #expect(try tale.episodes.count == 1)
        try tale.withdraw(join, later)
        #expect(try tale.episodes == before)
        #expect(try tale.raised(.overlap) == [Raised(first, second)])
        try tale.reinstate(join, Tale.time(later, hours: 1))
        #expect(try tale.episodes.count == 1)
    }

    @Test func `the absence that was noticed first names the episode, in whatever order`() throws {
        let tale = try Tale()
        let report = try tale.report(again)
        let absence = try tale.absence(noticed)
        #expect(try tale.raised(.reportWithoutAbsence) == [Raised(report)])
        try tale.joined(office, report, absence)
        #expect(try tale.episodes.map(\.id) == [absence.id])
        #expect(try tale.raised(.reportWithoutAbsence) == [])
        #expect(try tale.episodes[0].policeReports.map(\.id) == [report.id])
    }

    @Test func `a concern of either opening makes known whereabouts an incident`() throws {
        let tale = try Tale()
        let first = try tale.absence(noticed, known: true, concerns: false)
        let second = try tale.absence(again, known: true)
        #expect(try tale.total.awayIncidents == [second.id])
        try tale.joined(office, first, second)
        #expect(try tale.segments == ["A \(noticed) -"])
    }

    @Test func `what covers or explains a joined episode does so for the whole`() throws {
        let (tale, first, second) = try duplicate()
        try tale.joined(office, first, second)
        try tale.offered(office, covers: [second])
        try tale.add(.explanationRecorded, office, ["episodes": [.id(second.id)]])
        let episode = try #require(try tale.episodes.first)
        #expect(episode.interview.offers.count == 1)
        #expect(episode.explanation != nil)
    }

    @Test func `joins add up`() throws {
        let (tale, first, second) = try duplicate()
        let third = try tale.absence("2025-05-02T20:20:00Z")
        try tale.joined(office, second, third)
        #expect(try tale.episodes.map(\.id) == [first.id, second.id])
        try tale.joined(office, first, third)
        #expect(try tale.episodes.map(\.id) == [first.id])
    }

    @Test func `a join that names nothing to join changes nothing, stored or refused`() throws {
        let (tale, first, second) = try duplicate()
        try tale.child("C002")
        let other = try tale.leave("C002", noticed)
        let update = try tale.add(.nightlyUpdate, night, ["contactAttempts": 1])
        let before = try tale.episodes
        for named in [[first], [first, first], [first, other], [first, update]] {
            _ = try? tale.add(
                .episodesJoined, office, ["ids": .array(named.map { .id($0.id) })])
            #expect(try tale.episodes == before)
        }
        _ = try? tale.add(
            .episodesJoined, office,
            ["ids": [.id(second.id), .id(EntryID.make(at: other.recordedAt))]])
        #expect(try tale.episodes == before)
        #expect(try tale.history(of: "C002").episodes.count == 1)
    }
}
