import EventLog
import TestSupport
import Testing
import Whereabouts

/// F10, F16 and F18 to F22: flags of duties that are not met in time.
@Suite struct DutyFlagTests {
    private static let stories = DutyStory.all.filter { $0.flag != nil }
    private let much = "2025-08-01T00:00:00Z"

    @Test(arguments: stories)
    func `the flag holds from a second after the duty is due`(story: DutyStory) throws {
        let tale = try Tale(uasc: true)
        let cause = try story.begin(tale)
        let flag = try #require(story.flag)
        #expect(try tale.raised(flag, at: story.due) == [])
        #expect(
            try tale.raised(flag, at: Tale.time(story.due, seconds: 1))
                == [Raised(cause, after: story.due)])
    }

    @Test(arguments: stories, [0, 1])
    func `a duty met when it is due raises no flag, a second later it does`(
        story: DutyStory, seconds: Int
    ) throws {
        let tale = try Tale(uasc: true)
        let cause = try story.begin(tale)
        let flag = try #require(story.flag)
        let met = try story.meet(tale, Tale.time(story.due, seconds: seconds), cause)
        let expected = seconds > 0 ? [Raised(cause, met)] : []
        #expect(try tale.raised(flag, at: much) == expected)
        try tale.withdraw(met, "2025-07-01T00:00:00Z")
        #expect(try tale.raised(flag, at: much) == [Raised(cause, after: story.due)])
    }

    @Test(arguments: stories)
    func `a corrected moment takes the flag away`(story: DutyStory) throws {
        let tale = try Tale(uasc: true)
        let cause = try story.begin(tale)
        let flag = try #require(story.flag)
        let met = try story.meet(tale, Tale.time(story.due, hours: 1), cause)
        #expect(try tale.raised(flag, at: much) == [Raised(cause, met)])
        try tale.correct(met, "2025-07-01T00:00:00Z", "occurredAt", to: .string(story.due))
        #expect(try tale.raised(flag, at: much) == [])
    }

    @Test func `F18 is not raised without a report, nor by a check that was not done`() throws {
        let tale = try Tale()
        try tale.absence(DutyStory.noticed)
        let returned = try tale.returned(DutyStory.back)
        #expect(try tale.raised(.noSafeAndWell, at: much) == [])
        try tale.add(.safeAndWellNotDone, DutyStory.back)
        #expect(try tale.raised(.noSafeAndWell, at: much) == [])
        try tale.add(
            .reportedToPolice, DutyStory.noticed,
            ["force": "PF1", "callRef": "CAD", "reporter": "S-1", "method": "101"],
            episode: tale.episodes[0].id)
        let due = Tale.time(DutyStory.back, hours: 24)
        #expect(try tale.raised(.noSafeAndWell, at: much) == [Raised(returned, after: due)])
    }

    @Test func `F19 is not met by the news that the child is found`() throws {
        let tale = try Tale()
        let opening = try tale.absence(DutyStory.noticed)
        try tale.toldAuthority(DutyStory.noticed, about: "found")
        let due = Tale.time(DutyStory.noticed, hours: 24)
        #expect(
            try tale.raised(.placingAuthorityNotTold, at: much) == [Raised(opening, after: due)])
        try tale.toldAuthority(DutyStory.back, about: "absence")
        #expect(try tale.raised(.placingAuthorityNotTold, at: much) == [])
    }

    @Test func `F19 to F22 are not raised by an absence that is no incident`() throws {
        let tale = try Tale(uasc: true)
        let opening = try tale.absence(DutyStory.noticed, known: true, concerns: false)
        let flags: [Flag] = [
            .placingAuthorityNotTold, .parentsUndecided, .homeOfficeNotTold, .ofstedUndecided,
        ]
        for flag in flags { #expect(try tale.raised(flag, at: much) == []) }
        try tale.correct(opening, DutyStory.back, "facts.whereaboutsKnown", to: false)
        for flag in flags { #expect(try tale.raised(flag, at: much).count == 1) }
    }

    @Test func `F20 and F22 are met by any decision`() throws {
        let tale = try Tale()
        try tale.absence(DutyStory.noticed)
        try tale.add(.parentsTold, DutyStory.noticed, ["who": "mother"])
        try tale.add(.ofstedNotified, DutyStory.noticed, ["limb": "4b", "reference": "N-1"])
        #expect(try tale.raised(.parentsUndecided, at: much) == [])
        #expect(try tale.raised(.ofstedUndecided, at: much) == [])
    }

    @Test func `F21 is raised for both notices, and only of a child subject to restriction`()
        throws
    {
        let tale = try Tale()
        let opening = try tale.absence(DutyStory.noticed)
        let found = try tale.found(DutyStory.back)
        #expect(try tale.raised(.homeOfficeNotTold, at: much) == [])
        let judged = try tale.add(
            .exploitationConcernRaised, DutyStory.back, ["flags": ["uasc"]])
        #expect(
            try tale.raised(.homeOfficeNotTold, at: much) == [
                Raised(opening, after: Tale.time(DutyStory.noticed, hours: 24)),
                Raised(found, after: Tale.time(DutyStory.back, hours: 24)),
            ])
        try tale.withdraw(judged, Tale.time(DutyStory.back, hours: 1))
        #expect(try tale.raised(.homeOfficeNotTold, at: much) == [])
    }
}
