import EventLog
import TestSupport
import Testing
import Whereabouts

/// Every state of every duty, at the moments where it changes.
@Suite struct DeadlineStateTests {
    private let much = "2025-08-01T00:00:00Z"

    private func begun(_ story: DutyStory) throws -> (tale: Tale, cause: RecordReceipt) {
        let tale = try Tale(uasc: true)
        try tale.threshold(.dueSoonHours, 2)
        return (tale, try story.begin(tale))
    }

    @Test(arguments: DutyStory.all)
    func `a duty is on track, due soon, still due at its moment, then overdue`(
        story: DutyStory
    ) throws {
        let (tale, cause) = try begun(story)
        func states(_ hours: Int, _ seconds: Int) throws -> [Deadline.State] {
            let time = Tale.time(story.due, hours: hours, seconds: seconds)
            return try tale.states(story.duty, at: time)
        }
        #expect(try states(-2, -1) == [.onTrack])
        #expect(try states(-2, 0) == [.dueSoon])
        #expect(try states(0, 0) == [.dueSoon])
        #expect(try states(0, 1) == [.overdue])
        let deadline = try #require(try tale.deadlines(story.duty).first).deadline
        #expect(deadline.cause.position == cause.position)
        #expect(deadline.due == Tale.moment(story.due))
    }

    @Test(arguments: DutyStory.all, [0, 1])
    func `a duty is met when it is due, met late a second after`(
        story: DutyStory, seconds: Int
    ) throws {
        let (tale, cause) = try begun(story)
        let entry = try story.meet(tale, Tale.time(story.due, seconds: seconds), cause)
        let state: Deadline.State = seconds == 0 ? .met : .metLate
        #expect(try tale.states(story.duty) == [state])
        #expect(try tale.states(story.duty, at: much) == [state])
        let reading = try #require(try tale.deadlines(story.duty).first)
        #expect(reading.deadline.met?.position == entry.position)
        try tale.withdraw(entry, "2025-07-01T00:00:00Z")
        #expect(try tale.states(story.duty) == [.overdue])
    }

    @Test(arguments: DutyStory.all.filter { $0.release != nil })
    func `a duty that is declined, dropped or needless is released`(story: DutyStory) throws {
        let (tale, cause) = try begun(story)
        let release = try #require(story.release)
        let entry = try release(tale, story.due, cause)
        #expect(try tale.states(story.duty, at: much) == [.released])
        let reading = try #require(try tale.deadlines(story.duty).first)
        #expect(reading.deadline.released?.position == entry.position)
    }

    @Test(arguments: [
        Deadline.Duty.returnInterview, .safeAndWell, .homeOfficeFound,
    ])
    func `without a time of return the moment when it is due is unknown`(
        duty: Deadline.Duty
    ) throws {
        let tale = try Tale(uasc: true)
        try tale.absence(DutyStory.noticed)
        try tale.report(DutyStory.noticed)
        try tale.returned("2025-05-02T23:00:00Z", precision: "date")
        #expect(try tale.states(duty, at: much) == [.unknown])
        #expect(try tale.deadlines(duty).map(\.deadline.due) == [nil])
        switch duty {
        case .returnInterview: try tale.interviewed("2025-05-20T10:00:00Z")
        case .safeAndWell: try tale.checked("2025-05-20T10:00:00Z")
        default: try tale.toldHomeOffice("2025-05-20T10:00:00Z", about: "found")
        }
        #expect(try tale.states(duty, at: much) == [.met])
    }

    @Test func `by the standard a duty is due soon a day before`() throws {
        let tale = try Tale()
        try tale.absence(DutyStory.noticed)
        try tale.returned(DutyStory.back)
        let soon = Tale.time(DutyStory.back, hours: 48)
        let before = Tale.time(soon, seconds: -1)
        #expect(try tale.states(.returnInterview, at: before) == [.onTrack])
        #expect(try tale.states(.returnInterview, at: soon) == [.dueSoon])
    }
}
