import EventLog
import Testing
import Whereabouts
import WhereaboutsTestKit

/// The kit that hosts test with.
@Suite struct ScenarioTests {
    private func scenario() throws -> Scenario {
        try Scenario(clock: ManualClock(at: "2025-05-02T20:00:00+01:00"))
            .given(home: "SC000001")
            .given(child: "C001", born: "2011-03-04", placedAt: "SC000001")
    }

    @Test func `the same story gives the same entries`() throws {
        func tell() throws -> [[UInt8]] {
            let scenario = try scenario().given(.absence(), .found(), .returned())
            var entries: [[UInt8]] = []
            try scenario.records.asOf(.now).forEachEntry { entry in
                // The genesis has a random origin, and sealed words have random nonces.
                if entry.position > 0, entry.narrative == .none {
                    entries.append(entry.stored.bytes)
                }
                return .next
            }
            return entries
        }
        let entries = try tell()
        #expect(entries.count == 5)
        #expect(try tell() == entries)
    }

    @Test func `what happens is recorded when the story says`() throws {
        let scenario = try scenario()
        let now = try scenario.record(.absence())
        #expect(now.recordedAt == scenario.clock.now)
        let later = try scenario.after(minutes: 30).record(.whereaboutsBecameKnown())
        #expect(later.recordedAt == now.recordedAt.adding(seconds: 1_800))
        let future = try scenario.record(.found().at("2025-05-03T08:00:00+01:00"))
        #expect(future.recordedAt == (try RFC3339.parse("2025-05-03T08:00:00+01:00")))
        let late = try scenario.record(
            .returned().at("2025-05-03T09:00:00+01:00").recorded(afterMinutes: 1_500))
        #expect(late.recordedAt == (try RFC3339.parse("2025-05-04T10:00:00+01:00")))
        try scenario.then { try $0.expect(flags: [.lateEntry], of: late) }
        try scenario.then { try $0.expect(flags: [], of: future) }
    }

    @Test func `a child goes from where it was placed, unless another home is named`() throws {
        let scenario = try scenario().given(home: "SC000002")
            .given(.absence(), .returned(), .absence(home: "SC000002"))
        try scenario.then { history in
            #expect(history.episodes.map { history.home(of: $0) } == ["SC000001", "SC000002"])
        }
    }

    @Test func `every happening of the kit can be recorded`() throws {
        let scenario = try scenario()
        let opening = try scenario.record(
            .absence(whereabouts: .known).saying { $0.circumstances = "at the fair" })
        try scenario.after(minutes: 1).given(.reportedToPolice(), .whereaboutsLost())
        try scenario.after(minutes: 1).given(.whereaboutsBecameKnown())
        try scenario.after(minutes: 1).given(.whereaboutsLost())
        try scenario.after(minutes: 1).given(.found(), .returnRefused())
        try scenario.after(minutes: 1).given(.returned(by: .family))
        try scenario.given(
            .correction(of: opening, "facts.concerns", to: false), .withdrawal(of: opening),
            .reinstatement(of: opening))
        try scenario.then { history in
            try history.expect(episodes: 1).expect(openEpisodes: 0)
            #expect(try history.entries[2].words()?.circumstances == "at the fair")
            #expect(history.entries[2].corrections.map(\.now) == [false])
        }
    }

    @Test func `a failed expectation says what was expected and what was found`() throws {
        let scenario = try scenario().given(.absence())
        let receipt = try scenario.record(.reportedToPolice())
        func message(_ expectation: (History) throws -> Void) throws -> String {
            let failure = #expect(throws: ExpectationFailure.self) {
                try scenario.then(expectation)
            }
            return failure?.description ?? ""
        }
        #expect(
            try message { try $0.expect(openEpisodes: 0) }
                == "C001 open episodes: expected 0, found 1; 2025-05-02T19:00:00Z to now")
        #expect(
            try message { try $0.expect(episodes: 2) }
                == "C001 episodes: expected 2, found 1; 2025-05-02T19:00:00Z to now")
        #expect(
            try message { try $0.expect(segments: [.away("2025-05-02T20:00:00+01:00")]) }
                == "C001 segments of the newest episode: expected A 2025-05-02T19:00:00Z to now, "
                + "found M 2025-05-02T19:00:00Z to now")
        #expect(
            try message { try $0.expect(flags: [.overlap]) }
                == "C001 flags: expected F06, found none")
        #expect(
            try message { try $0.expect(flags: [.lateEntry], of: receipt) }
                == "C001 flags of entry \(receipt.position): expected F01, found none")
    }

    @Test func `a story that cannot be told says what is missing`() throws {
        let empty = try Scenario()
        #expect(throws: ScenarioError.noChild) { try empty.given(.absence()) }
        #expect(throws: ScenarioError.noChild) { try empty.then { _ in } }
        try empty.given(child: "C001", born: "2011-03-04")
        #expect(throws: ScenarioError.noHome("C001")) { try empty.given(.absence()) }
        #expect(throws: ScenarioError.badTime("soon")) { try empty.given(.found().at("soon")) }
        #expect(throws: ScenarioError.badTime("young")) {
            try empty.given(child: "C002", born: "young")
        }
        #expect(throws: RecordError.unknownHome("SC000009", kind: .absenceNoted)) {
            try empty.given(.absence(home: "SC000009"))
        }
    }
}
