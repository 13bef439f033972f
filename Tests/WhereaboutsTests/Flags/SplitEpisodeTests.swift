import EventLog
import TestSupport
import Testing
import Whereabouts

/// One episode that was two.
@Suite struct SplitEpisodeTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let moment = "2025-05-03T06:00:00Z"
    private let back = "2025-05-03T10:00:00Z"
    private let office = "2025-05-05T09:00:00Z"

    private func long() throws -> (tale: Tale, opening: RecordReceipt) {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.report("2025-05-02T21:00:00Z")
        try tale.returned(back)
        return (tale, opening)
    }

    @Test func `a split makes two episodes that touch`() throws {
        let (tale, opening) = try long()
        let split = try tale.split(moment, opening)
        let episodes = try tale.episodes
        #expect(episodes.map(\.id) == [opening.id, split.id])
        #expect(
            episodes.map(\.segmentTexts)
                == [["M \(noticed) \(moment)"], ["M \(moment) \(back)"]])
        #expect(episodes.map(\.isOpen) == [false, false])
        #expect(episodes.map(\.policeReports.count) == [1, 0])
        #expect(episodes.map(\.scope) == [episodes[0].scope, episodes[0].scope])
        #expect(try tale.raised(.overlap) == [])
    }

    @Test func `each part counts, and the part with the return is owed an interview`() throws {
        let (tale, opening) = try long()
        let split = try tale.split(moment, opening)
        let counts = try tale.total
        #expect(counts.absences == [opening.id, split.id])
        #expect(counts.missingIncidents == [opening.id, split.id])
        #expect(counts.children == 1 && counts.maxPerChild == 2)
        #expect(try tale.deadlines(.returnInterview).map(\.deadline.episode) == [split.id])
    }

    @Test func `only the end of the last part wants to be explained`() throws {
        let (tale, opening) = try long()
        try tale.split(moment, opening)
        let returned = try #require(try tale.episodes.last?.returned)
        let raised = try tale.history(at: "2025-06-01T00:00:00Z").findings
            .filter { $0.flag == .unexplained }
        #expect(raised.map(\.evidence) == [[returned.position]])
        let other = try long()
        try other.tale.add(
            .episodeEndedOtherwise, "2025-05-03T00:00:00Z", ["reason": "care-ceased"],
            episode: other.opening.id)
        let ended = try other.tale.history(at: "2025-06-01T00:00:00Z").findings
        #expect(ended.filter { $0.flag == .unexplained }.count == 1)
    }

    @Test func `a withdrawn split leaves one episode, as of earlier there was one`() throws {
        let (tale, opening) = try long()
        let before = try tale.episodes
        let split = try tale.add(
            .episodeSplit, moment, ["ids": [.id(opening.id)]], recorded: office)
        #expect(try tale.history(at: office).episodes == before)
        #expect(try tale.episodes.count == 2)
        try tale.withdraw(split, Tale.time(office, hours: 1))
        #expect(try tale.episodes == before)
    }

    @Test func `an entry at the moment goes to the later part, a named one does too`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let first = try tale.report("2025-05-02T21:00:00Z")
        let named = try tale.report("2025-05-02T22:00:00Z")
        let equal = try tale.report(moment)
        try tale.split(moment, opening, named)
        #expect(
            try tale.episodes.map { $0.policeReports.map(\.id) }
                == [[first.id], [named.id, equal.id]])
    }

    @Test func `a split by the other opening undoes a join`() throws {
        let tale = try Tale()
        let first = try tale.absence(noticed)
        let second = try tale.absence(moment)
        try tale.joined(office, first, second)
        #expect(try tale.episodes.count == 1)
        try tale.split(moment, first, second)
        #expect(try tale.episodes.map(\.id) == [first.id, second.id])
        #expect(try tale.episodes.map(\.start.at) == [noticed, moment].map(Tale.moment))
    }

    @Test func `after a return nobody knows where the child of the later part is`() throws {
        let (tale, opening) = try long()
        try tale.found("2025-05-04T10:00:00Z")
        try tale.split("2025-05-04T01:00:00Z", opening)
        #expect(
            try tale.episodes.map(\.segmentTexts) == [
                ["M \(noticed) \(back)"], ["M 2025-05-04T01:00:00Z 2025-05-04T10:00:00Z"],
            ])
        #expect(try tale.episodes.map(\.isOpen) == [false, true])
    }

    @Test func `the later part goes on where the child was known to be`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed, known: true)
        try tale.split(moment, opening)
        try tale.returned(back)
        #expect(
            try tale.episodes.map(\.segmentTexts)
                == [["A \(noticed) \(moment)"], ["A \(moment) \(back)"]])
        #expect(try tale.episodes.map(\.isOpen) == [false, false])
    }

    @Test func `a split before the start or of what is no episode does not fail`() throws {
        let (tale, opening) = try long()
        let early = try tale.split("2025-05-02T10:00:00Z", opening)
        #expect(try tale.episodes.count == 2)
        try tale.withdraw(early, office)
        let before = try tale.episodes
        let update = try tale.add(.nightlyUpdate, back, ["contactAttempts": 1])
        _ = try? tale.split(moment, update)
        #expect(try tale.episodes == before)
    }
}
