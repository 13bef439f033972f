import EventLog
import TestSupport
import Testing
import Whereabouts

/// F01, F26 and NO_EPISODE: flags of single entries.
@Suite struct TimeFlagTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let nextEvening = "2025-05-03T20:00:00Z"
    private let office = "2025-05-05T09:00:00Z"

    private func update(
        _ tale: Tale, _ time: String, recorded: String? = nil
    ) throws -> RecordReceipt {
        try tale.add(.nightlyUpdate, time, ["contactAttempts": 1], recorded: recorded)
    }

    @Test func `F01 is raised a second after 24 hours, not at them`() throws {
        let tale = try Tale()
        try tale.absence(noticed, recorded: nextEvening)
        #expect(try tale.raised(.lateEntry) == [])
        let late = try update(tale, noticed, recorded: Tale.time(nextEvening, seconds: 1))
        #expect(late.flags == [.lateEntry])
        #expect(try tale.raised(.lateEntry) == [Raised(late)])
    }

    @Test func `F01 compares the corrected moment with the original time of recording`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let entry = try update(tale, nextEvening)
        try tale.correct(entry, office, "occurredAt", to: "2025-05-02T20:05:00Z")
        #expect(try tale.raised(.lateEntry) == [])
        let correction = try tale.correct(
            entry, office, "occurredAt", to: "2025-05-02T20:04:59Z")
        #expect(try tale.raised(.lateEntry) == [Raised(entry)])
        #expect(try tale.raised(.lateEntry, at: office) == [])
        try tale.withdraw(correction, "2025-05-06T09:00:00Z")
        #expect(try tale.raised(.lateEntry) == [])
    }

    @Test func `F01 goes with a withdrawal and comes back with a reinstatement`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let late = try update(tale, noticed, recorded: Tale.time(noticed, hours: 30))
        try tale.withdraw(late, office)
        #expect(try tale.raised(.lateEntry) == [])
        try tale.reinstate(late, Tale.time(office, hours: 1))
        #expect(try tale.raised(.lateEntry) == [Raised(late)])
    }

    @Test func `F26 is raised a second after five minutes, and nothing is late and early`() throws {
        let tale = try Tale()
        let recorded = Tale.time(noticed, hours: 1)
        try tale.absence(noticed)
        let soon = try update(
            tale, Tale.time(recorded, minutes: 5), recorded: recorded)
        #expect(soon.flags.isEmpty)
        let early = try update(
            tale, Tale.time(recorded, minutes: 5, seconds: 1), recorded: recorded)
        #expect(early.flags == [.future])
        #expect(try tale.raised(.future) == [Raised(early)])
        #expect(try tale.raised(.lateEntry) == [])
        try tale.correct(early, office, "occurredAt", to: .string(recorded))
        #expect(try tale.raised(.future) == [])
    }

    @Test func `an entry without an episode stays without one`() throws {
        let tale = try Tale()
        try tale.child("C002")
        try tale.leave("C002", noticed)
        let lost = try update(tale, noticed)
        #expect(lost.flags == [.withoutEpisode])
        #expect(try tale.raised(.withoutEpisode) == [Raised(lost)])
        #expect(try tale.raised(.withoutEpisode, of: "C002") == [])
        try tale.absence(nextEvening)
        #expect(try tale.raised(.withoutEpisode) == [Raised(lost)])
        try tale.withdraw(lost, office)
        #expect(try tale.raised(.withoutEpisode) == [])
    }

    @Test func `an entry of a withdrawn episode is not one without an episode`() throws {
        let tale = try Tale()
        let absence = try tale.absence(noticed)
        let stored = try update(tale, noticed)
        try tale.withdraw(absence, office)
        #expect(stored.flags.isEmpty)
        #expect(try tale.raised(.withoutEpisode) == [])
    }

    @Test func `an absence of another century is stored, late and outside care`() throws {
        let tale = try Tale()
        let old = try tale.absence("1900-01-01T00:00:00Z", recorded: noticed)
        #expect(try tale.raised(.lateEntry) == [Raised(old)])
        #expect(try tale.raised(.notInCare) == [Raised(old)])
        #expect(try tale.history(at: "2198-01-01T00:00:00Z").episodes.count == 1)
    }
}
