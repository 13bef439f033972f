import EventLog
import TestSupport
import Testing
import Whereabouts

/// What withdrawals and corrections do to an episode.
@Suite struct EpisodeCorrectionTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let night = "2025-05-03T02:00:00Z"
    private let morning = "2025-05-03T08:00:00Z"
    private let office = "2025-05-05T09:00:00Z"

    @Test func `a withdrawn opening takes its episode with it`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.report(night)
        try tale.withdraw(opening, morning)
        #expect(try tale.episodes.isEmpty)
        let next = try tale.report(office)
        #expect(next.refersTo == next.position)
    }

    @Test func `a reinstated opening brings its episode back`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.withdraw(opening, night)
        try tale.reinstate(opening, morning)
        #expect(try tale.segments == ["M \(noticed) -"])
        #expect(try tale.report(office).refersTo == opening.position)
    }

    @Test func `a withdrawn withdrawal has no effect`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let withdrawal = try tale.withdraw(opening, night)
        try tale.withdraw(withdrawal, morning)
        #expect(try tale.episodes.count == 1)
    }

    @Test func `a withdrawn return leaves the episode open`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.withdraw(try tale.returned(night), morning)
        #expect(try tale.segments == ["M \(noticed) -"])
    }

    @Test func `a corrected moment moves the end`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.correct(try tale.returned(morning), office, "occurredAt", to: .string(night))
        #expect(try tale.segments == ["M \(noticed) \(night)"])
        #expect(try tale.episodes[0].returned?.occurrence == .at(Tale.moment(night)))
    }

    @Test func `the last correction wins`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.correct(opening, morning, "facts.lastSeenAt", to: "2025-05-02T18:00:00Z")
        try tale.correct(opening, office, "facts.lastSeenAt", to: "2025-05-02T19:00:00Z")
        #expect(try tale.segments == ["M 2025-05-02T19:00:00Z -"])
    }

    @Test func `a withdrawn correction has no effect`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let correction = try tale.correct(
            opening, morning, "facts.whereaboutsKnown", to: true)
        #expect(try tale.segments == ["A \(noticed) -"])
        try tale.withdraw(correction, office)
        #expect(try tale.segments == ["M \(noticed) -"])
    }

    @Test func `a correction can be corrected`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let correction = try tale.correct(
            opening, morning, "facts.lastSeenAt", to: "2025-05-02T18:00:00Z")
        try tale.correct(
            correction, office, "facts.patches",
            to: [["path": "facts.lastSeenAt", "new": "2025-05-02T19:15:00Z"]])
        #expect(try tale.segments == ["M 2025-05-02T19:15:00Z -"])
    }

    @Test func `a corrected home takes the episode to it`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.correct(opening, office, "home", to: .string(Tale.otherHome))
        let counts = try tale.records.counts(during: .year(2025))
        #expect(counts.homes.map(\.home) == [HomeID(Tale.otherHome)])
    }

    @Test func `a correction to what the kind cannot have is refused`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let size = try tale.records.log.size
        for (path, value) in [
            ("facts.lastSeenBy", "gardener"), ("facts.colour", "green"),
            ("facts.lastSeenAt", .null), ("occurredAt", "yesterday"),
        ] as [(String, JSONValue)] {
            #expect(throws: VocabularyError.self, "\(path)") {
                try tale.correct(opening, office, path, to: value)
            }
        }
        #expect(try tale.records.log.size == size)
    }

    @Test func `the history as of an earlier time knows nothing of a correction`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let back = try tale.returned(morning)
        try tale.correct(back, office, "occurredAt", to: .string(night))
        let before = try tale.records.asOf(.recorded(before: Tale.moment(office)))
        let episode = try before.history(of: ChildID(Tale.child)).episodes[0]
        #expect(episode.returned?.occurrence == .at(Tale.moment(morning)))
    }
}
