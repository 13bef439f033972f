import EventLog
import TestSupport
import Testing
import Whereabouts

/// F25: open after the 18th birthday, and what else turns on being 18.
@Suite struct BirthdayFlagTests {
    private let noticed = "2025-05-02T20:00:00Z"
    /// The beginning of 10 May 2025 in London.
    private let birthday = "2025-05-09T23:00:00Z"

    @Test func `F25 is raised a second after the birthday begins in London`() throws {
        let tale = try Tale()
        try tale.born("2007-05-10")
        let opening = try tale.absence(noticed)
        #expect(try tale.raised(.openPast18, at: birthday) == [])
        let later = Tale.time(birthday, seconds: 1)
        #expect(try tale.raised(.openPast18, at: later) == [Raised(opening)])
        #expect(try tale.history(at: later).findings.last?.episode == opening.id)
    }

    @Test(arguments: [(0, false), (1, true)])
    func `F25 stays with an episode that ended after the birthday began`(
        seconds: Int, isRaised: Bool
    ) throws {
        let tale = try Tale()
        try tale.born("2007-05-10")
        let opening = try tale.absence(noticed)
        try tale.add(
            .episodeEndedOtherwise, Tale.time(birthday, seconds: seconds),
            ["reason": "turned-18"])
        let expected = isRaised ? [Raised(opening)] : []
        #expect(try tale.raised(.openPast18, at: "2026-01-01T00:00:00Z") == expected)
    }

    @Test func `F25 follows a corrected date of birth, and one entered later`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.returned("2025-05-11T10:00:00Z")
        #expect(try tale.raised(.openPast18) == [])
        let details = try tale.add(
            .childDetailsChanged, "2025-05-12T09:00:00Z", [:], words: ["dob": "2007-05-10"])
        #expect(try tale.raised(.openPast18) == [Raised(opening)])
        try tale.withdraw(details, "2025-05-13T09:00:00Z")
        #expect(try tale.raised(.openPast18) == [])
    }

    @Test func `F25 of a child born on 29 February begins on 1 March`() throws {
        let tale = try Tale()
        try tale.born("2008-02-29")
        let opening = try tale.absence("2026-02-20T20:00:00Z")
        #expect(try tale.raised(.openPast18, at: "2026-03-01T00:00:00Z") == [])
        #expect(
            try tale.raised(.openPast18, at: "2026-03-01T00:00:01Z") == [Raised(opening)])
    }

    @Test(arguments: [("2026-02-28T12:00:00Z", true, 17), ("2026-03-01T00:00:00Z", false, 18)])
    func `who was born on 29 February is owed an interview until 1 March`(
        time: String, isOwed: Bool, age: Int
    ) throws {
        let tale = try Tale()
        try tale.born("2008-02-29")
        try tale.absence("2026-02-20T20:00:00Z")
        let returned = try tale.returned(time)
        #expect(try tale.told(returned).age == age)
        #expect(try tale.deadlines(.returnInterview).isEmpty == !isOwed)
        let view = try tale.records.asOf(.now)
        try view.forEachCase { child in
            let episode = try #require(child.record.episodes.first)
            #expect(try child.age(on: London.date(of: Tale.moment(time)), of: episode) == age)
            #expect(try child.requiringInterview().isEmpty == !isOwed)
        }
    }

    @Test func `an entry follows the date of birth as corrected, withdrawn and reinstated`() throws
    {
        let tale = try Tale()
        let registration = try #require(try tale.registration(of: Tale.child))
        func age(_ time: String) throws -> Int? { try tale.told(try tale.absence(time)).age }
        #expect(try age("2025-05-02T20:00:00Z") == 15)
        let correction = try tale.add(
            .entryCorrected, "2025-05-03T09:00:00Z",
            [
                "patches": [["path": "narrative.dob", "new": "2008-02-03"]], "approvedBy": "M-1",
            ], refersTo: registration)
        #expect(try age("2025-05-03T20:00:00Z") == 17)
        let withdrawal = try tale.withdraw(correction, "2025-05-04T09:00:00Z")
        #expect(try age("2025-05-04T20:00:00Z") == 15)
        try tale.reinstate(correction, "2025-05-05T09:00:00Z")
        #expect(try age("2025-05-05T20:00:00Z") == 17)
        #expect(withdrawal.isRepeat == false)
        // A later statement counts for more than a correction of an earlier one.
        try tale.born("2011-02-03")
        #expect(try age("2025-05-06T20:00:00Z") == 14)
        try tale.add(
            .entryCorrected, "2025-05-07T09:00:00Z",
            [
                "patches": [["path": "narrative.dob", "new": "2007-02-03"]], "approvedBy": "M-1",
            ], refersTo: registration)
        #expect(try age("2025-05-07T20:00:00Z") == 14)
        let history = try tale.records.history(of: ChildID(Tale.child))
        let standing = try tale.records.asOf(.now).standing(of: history)
        #expect(standing.age == 14)
        let before = try Journals.derived(tale.records)
        try tale.records.log.rebuild()
        #expect(try Journals.derived(tale.records) == before)
        #expect(try age("2025-05-08T20:00:00Z") == 14)
    }

    @Test(arguments: [("2025-05-09T22:59:59Z", true), ("2025-05-09T23:00:00Z", false)])
    func `an interview is owed to a child under 18 on the day of the return in London`(
        time: String, isOwed: Bool
    ) throws {
        let much = "2025-06-01T00:00:00Z"
        let tale = try Tale()
        try tale.born("2007-05-10")
        try tale.absence(noticed)
        try tale.returned(time)
        #expect(try tale.deadlines(.returnInterview).isEmpty == !isOwed)
        #expect(try tale.raised(.interviewLate, at: much).isEmpty == !isOwed)
        #expect(try tale.raised(.interviewNotOffered, at: much).isEmpty == !isOwed)
        let interviews = try tale.records.asOf(.now).summaries(during: .year(2025))
            .total.interviews
        #expect(interviews.required.isEmpty == !isOwed)
    }
}
