import EventLog
import TestSupport
import Testing
import Whereabouts

/// F04, F05, F15, F16 and F17: the return home interview.
@Suite struct InterviewFlagTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let back = "2025-05-03T08:00:00Z"
    private let offer = "2025-05-04T09:00:00Z"
    private let held = "2025-05-05T15:00:00Z"
    private let due = "2025-05-06T08:00:00Z"
    private let much = "2025-06-01T00:00:00Z"

    private func returnedTale() throws -> (tale: Tale, returned: RecordReceipt) {
        let tale = try Tale()
        try tale.absence(noticed)
        return (tale, try tale.returned(back))
    }

    // MARK: F04

    @Test(arguments: [(0, false), (1, true)])
    func `F04 is raised by an answer a second before the offer, not at it`(
        seconds: Int, isRaised: Bool
    ) throws {
        let (tale, _) = try returnedTale()
        let declined = try tale.declined(held)
        let interviewed = try tale.interviewed(held)
        #expect(
            try tale.raised(.interviewWithoutOffer) == [Raised(declined), Raised(interviewed)])
        let offer = try tale.offered(Tale.time(held, seconds: seconds))
        let expected = isRaised ? [Raised(declined), Raised(interviewed)] : []
        #expect(try tale.raised(.interviewWithoutOffer) == expected)
        try tale.withdraw(offer, Tale.time(held, hours: 1))
        #expect(try tale.raised(.interviewWithoutOffer).count == 2)
    }

    @Test func `F04 is not raised where an offer covers the episode from another one`() throws {
        let tale = try Tale()
        let first = try tale.absence(noticed)
        try tale.returned(back)
        let second = try tale.absence("2025-05-03T20:00:00Z")
        try tale.returned("2025-05-03T23:00:00Z")
        let offer = try tale.offered(offer, covers: [first, second])
        let declined = try tale.declined(held, offer: offer)
        #expect(try tale.raised(.interviewWithoutOffer) == [])
        try tale.correct(
            offer, Tale.time(held, hours: 1), "facts.coversEpisodes", to: [.id(second.id)])
        #expect(try tale.raised(.interviewWithoutOffer) == [])
        try tale.withdraw(offer, Tale.time(held, hours: 2))
        #expect(try tale.raised(.interviewWithoutOffer) == [Raised(declined)])
    }

    // MARK: F05

    @Test(arguments: [(-1, true), (0, false)])
    func `F05 is raised by an interview a second before the return`(
        seconds: Int, isRaised: Bool
    ) throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let held = try tale.interviewed(Tale.time(back, seconds: seconds))
        #expect(try tale.raised(.interviewBeforeReturn) == [])
        let returned = try tale.returned(back)
        let expected = isRaised ? [Raised(held, returned)] : []
        #expect(try tale.raised(.interviewBeforeReturn) == expected)
        #expect(try tale.raised(.interviewLate, at: much) == [])
        try tale.correct(returned, offer, "precision", to: "part-of-day")
        #expect(try tale.raised(.interviewBeforeReturn) == [])
    }

    // MARK: F15

    @Test func `F15 is raised by a carer's interview unless the child accepted that`() throws {
        let (tale, _) = try returnedTale()
        try tale.offered(offer, independent: false)
        let held = try tale.interviewed(held, independent: false)
        #expect(try tale.raised(.notIndependent) == [Raised(held)])
        try tale.accepted(offer, by: "parent")
        #expect(try tale.raised(.notIndependent) == [Raised(held)])
        let wish = try tale.accepted(self.held)
        #expect(try tale.raised(.notIndependent) == [])
        try tale.correct(
            wish, much, "occurredAt", to: .string(Tale.time(self.held, seconds: 1)))
        #expect(try tale.raised(.notIndependent) == [Raised(held)])
    }

    @Test func `F15 is raised where the child had accepted somebody independent`() throws {
        let (tale, _) = try returnedTale()
        try tale.offered(offer)
        try tale.accepted(offer)
        let held = try tale.interviewed(held, independent: false)
        #expect(try tale.raised(.notIndependent) == [Raised(held)])
        try tale.correct(held, much, "facts.independent", to: true)
        #expect(try tale.raised(.notIndependent) == [])
    }

    // MARK: F16

    @Test func `F16 holds a second after 72 hours without an interview`() throws {
        let (tale, returned) = try returnedTale()
        #expect(try tale.raised(.interviewLate, at: due) == [])
        #expect(
            try tale.raised(.interviewLate, at: Tale.time(due, seconds: 1))
                == [Raised(returned, after: due)])
    }

    @Test(arguments: [(0, false), (1, true)])
    func `F16 is raised by an interview a second after 72 hours, not at them`(
        seconds: Int, isRaised: Bool
    ) throws {
        let (tale, returned) = try returnedTale()
        let held = try tale.interviewed(Tale.time(due, seconds: seconds))
        let expected = isRaised ? [Raised(returned, held)] : []
        #expect(try tale.raised(.interviewLate, at: much) == expected)
    }

    @Test func `F16 is not raised once declined, and again once accepted after that`() throws {
        let (tale, returned) = try returnedTale()
        try tale.offered(offer)
        try tale.declined(held)
        #expect(try tale.raised(.interviewLate, at: much) == [])
        try tale.accepted(Tale.time(held, hours: 1))
        #expect(
            try tale.raised(.interviewLate, at: much) == [Raised(returned, after: due)])
    }

    @Test func `F16 and F17 are not raised where the whereabouts were always known`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed, known: true)
        try tale.returned(back)
        #expect(try tale.raised(.interviewLate, at: much) == [])
        #expect(try tale.raised(.interviewNotOffered, at: much) == [])
        try tale.correct(opening, held, "facts.whereaboutsKnown", to: false)
        #expect(try tale.raised(.interviewLate, at: much).count == 1)
        #expect(try tale.raised(.interviewNotOffered, at: much).count == 1)
    }

    // MARK: F17

    @Test func `F17 holds a second after 72 hours without an offer`() throws {
        let (tale, returned) = try returnedTale()
        #expect(try tale.raised(.interviewNotOffered, at: due) == [])
        #expect(
            try tale.raised(.interviewNotOffered, at: Tale.time(due, seconds: 1))
                == [Raised(returned, after: due)])
        try tale.interviewed(held)
        #expect(
            try tale.raised(.interviewNotOffered, at: much) == [Raised(returned, after: due)])
    }

    @Test(arguments: [(0, false), (1, true)])
    func `F17 is raised by an offer a second after 72 hours, not at them`(
        seconds: Int, isRaised: Bool
    ) throws {
        let (tale, returned) = try returnedTale()
        let offer = try tale.offered(Tale.time(due, seconds: seconds))
        let expected = isRaised ? [Raised(returned, offer)] : []
        #expect(try tale.raised(.interviewNotOffered, at: much) == expected)
        try tale.withdraw(offer, Tale.time(due, hours: 1))
        #expect(
            try tale.raised(.interviewNotOffered, at: much) == [Raised(returned, after: due)])
    }

    @Test func `F16 and F17 say nothing where the time of the return is not known`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.returned("2025-05-02T23:00:00Z", precision: "date")
        #expect(try tale.raised(.interviewLate, at: much) == [])
        #expect(try tale.raised(.interviewNotOffered, at: much) == [])
        #expect(try tale.raised(.noReturnTime, at: much).count == 1)
    }
}
