import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Which duties an episode brings about, for whom, and what they wait for.
@Suite struct DutyTests {
    private let noticed = DutyStory.noticed
    private let back = DutyStory.back
    private let much = "2025-08-01T00:00:00Z"

    private func duties(_ tale: Tale) throws -> Set<Deadline.Duty> {
        Set(try tale.history().deadlines.map(\.deadline.duty))
    }

    @Test func `every stage of an episode brings its duties`() throws {
        let tale = try Tale()
        try tale.absence(noticed, known: true, concerns: false)
        #expect(try duties(tale) == [])
        try tale.report(noticed)
        let notices: Set<Deadline.Duty> = [.placingAuthority, .parents, .ofsted]
        #expect(try duties(tale) == notices)
        try tale.returned(back)
        #expect(try duties(tale) == notices.union([.safeAndWell]))
        let lost = try tale.lost(Tale.time(noticed, hours: 1))
        #expect(try duties(tale) == notices.union([.safeAndWell, .returnInterview]))
        try tale.withdraw(lost, back)
        #expect(try duties(tale) == notices.union([.safeAndWell]))
    }

    @Test func `an episode that ended otherwise calls for no aftercare`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.report(noticed)
        try tale.add(.episodeEndedOtherwise, back, ["reason": "care-ceased"])
        #expect(try duties(tale) == [.placingAuthority, .parents, .ofsted])
    }

    @Test func `notices count from the first report, else from the opening`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed, seen: "2025-05-02T12:00:00Z")
        func cause() throws -> [Position] {
            try tale.deadlines(.ofsted).map(\.deadline.cause.position)
        }
        #expect(try cause() == [opening.position])
        #expect(
            try tale.deadlines(.ofsted).map(\.deadline.due)
                == [Tale.moment(Tale.time(noticed, hours: 24))])
        let second = try tale.report(Tale.time(noticed, hours: 2))
        let first = try tale.report(Tale.time(noticed, hours: 1))
        #expect(try cause() == [first.position])
        try tale.withdraw(first, back)
        #expect(try cause() == [second.position])
    }

    @Test func `an interview before the return meets the duty`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.interviewed(Tale.time(back, hours: -1))
        try tale.returned(back)
        #expect(try tale.states(.returnInterview) == [.met])
    }

    @Test func `one interview meets the duty of every episode that it covers`() throws {
        let tale = try Tale()
        let first = try tale.absence(noticed)
        try tale.returned(back)
        let second = try tale.absence(Tale.time(back, hours: 50))
        try tale.returned(Tale.time(back, hours: 60))
        let time = Tale.time(back, hours: 80)
        let held = try tale.interviewed(time)
        #expect(try tale.states(.returnInterview) == [.overdue, .met])
        try tale.correct(held, time, "facts.coversEpisodes", to: [.id(first.id), .id(second.id)])
        #expect(try tale.states(.returnInterview) == [.metLate, .met])
    }

    @Test(arguments: [
        ("2025-10-25T21:30:00Z", "2025-10-28T21:30:00Z"),
        ("2026-03-28T10:00:00Z", "2026-03-31T10:00:00Z"),
    ])
    func `72 hours are elapsed ones over a change of the clocks`(
        back: String, due: String
    ) throws {
        let tale = try Tale()
        try tale.absence(Tale.time(back, hours: -5))
        try tale.returned(back)
        #expect(try tale.states(.returnInterview, at: due) == [.dueSoon])
        #expect(
            try tale.states(.returnInterview, at: Tale.time(due, seconds: 1)) == [.overdue])
        // By the clock on the wall it is an hour earlier or later than three days before.
        let (from, to) = (Tale.moment(back), Tale.moment(due))
        #expect(London.secondsAheadOfUTC(at: from) != London.secondsAheadOfUTC(at: to))
    }

    // MARK: The home that owes it

    @Test func `after a move the receiving home owes the aftercare, the other the rest`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.report(noticed)
        try tale.left(Tale.time(noticed, hours: 10))
        try tale.placed(Tale.time(noticed, hours: 10), "P-2")
        try tale.returned(back)
        let history = try tale.history()
        #expect(history.episodes.count == 1)
        #expect(history.home(of: history.episodes[0]) == HomeID(Tale.home))
        #expect(history.home(history.episodes[0].careScope) == HomeID(Tale.otherHome))
        for reading in history.deadlines {
            let isAftercare = [.returnInterview, .safeAndWell].contains(reading.deadline.duty)
            #expect(
                history.home(reading.deadline.scope)
                    == HomeID(isAftercare ? Tale.otherHome : Tale.home),
                "\(reading.deadline.duty)")
        }
    }

    @Test func `a move after the return leaves the aftercare where it was`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.returned(back)
        try tale.placed(Tale.time(back, seconds: 1), "P-2")
        let history = try tale.history()
        #expect(history.home(history.episodes[0].careScope) == HomeID(Tale.home))
    }

    @Test func `the responsible authority owes the interview`() throws {
        let tale = try Tale(uasc: true)
        try tale.absence(noticed)
        try tale.returned(back)
        func owners() throws -> [String] {
            try tale.deadlines(.returnInterview).map(\.deadline.owner)
        }
        #expect(try owners() == ["LA1"])
        try tale.add(.childDetailsChanged, back, ["responsibleAuthority": "LA2"])
        #expect(try owners() == ["LA2"])
    }

    @Test func `the police owe the safe and well check where they were told`() throws {
        let tale = try Tale()
        let absence = try tale.absence(noticed)
        try tale.report(noticed)
        #expect(try tale.deadlines(.safeAndWell).isEmpty)
        try tale.returned(back)
        func owners() throws -> [String] {
            try tale.deadlines(.safeAndWell).map(\.deadline.owner)
        }
        #expect(try owners() == ["PF1"])
        // Another force was told later, and still before the return; one told behind it comes late.
        let facts: JSONValue = [
            "force": "PF2", "callRef": "CAD-2", "reporter": "S-1", "method": "101",
        ]
        let second = try tale.add(
            .reportedToPolice, Tale.time(noticed, hours: 1), facts, episode: absence.id)
        #expect(try owners() == ["PF2"])
        try tale.correct(
            second, back,
            [
                ["path": "occurredAt", "new": .string(Tale.time(back, hours: 1))]
            ])
        #expect(try owners() == ["PF1"])
        let text = try HistoryReport(tale.records.asOf(.now), of: ChildID(Tale.child)).text()
        #expect(text.contains("safe and well check         the police (PF1)"))
        let json = try HistoryReport(tale.records.asOf(.now), of: ChildID(Tale.child)).json()
        for deadline in json["deadlines"]?.elements ?? [] {
            let isCheck = deadline["duty"] == "safeAndWell"
            #expect(deadline["ownedByPolice"] == .bool(isCheck))
        }
    }

    @Test func `an authority with the code of a force owes no check`() throws {
        let tale = try Tale()
        try tale.add(
            .authorityRegistered, noticed, ["code": "PF1", "name": "Area"], child: nil)
        try tale.absence(noticed)
        try tale.report(noticed)
        try tale.returned(back)
        let view = try tale.records.asOf(.now)
        let states = Set(Deadline.State.allCases)
        #expect(try view.deadlines(of: .authority("PF1"), in: states).isEmpty)
        #expect(try view.deadlines(of: .authority("LA1"), in: states).count == 5)
    }

    // MARK: Reviews

    @Test(arguments: [(0, Deadline.State.released), (1, .overdue)])
    func `a review is needless if the child is back or held missing by then`(
        seconds: Int, state: Deadline.State
    ) throws {
        let due = Tale.time(noticed, hours: 4)
        for isBack in [true, false] {
            let tale = try Tale()
            try tale.absence(noticed)
            try tale.categorised(noticed, "absent")
            try tale.review(noticed, due: due)
            let time = Tale.time(due, seconds: seconds)
            if isBack {
                try tale.returned(time)
            } else {
                try tale.recategorised(time, to: "missing")
            }
            #expect(try tale.states(.absenceReview, at: much) == [state])
        }
    }

    @Test func `a review that sets the next one is owed again`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let first = try tale.review(noticed, due: Tale.time(noticed, hours: 2))
        let next = Tale.time(noticed, hours: 4)
        let second = try tale.reviewed(Tale.time(noticed, hours: 2), first, next: next)
        #expect(try tale.states(.absenceReview, at: next) == [.met, .dueSoon])
        try tale.reviewed(Tale.time(next, minutes: 1), second)
        #expect(try tale.states(.absenceReview) == [.met, .metLate])
        #expect(try tale.raised(.reviewOverdue).count == 1)
    }

    // MARK: Challenges and actions

    @Test func `an answer meets one challenge, the one that it follows`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.returned(back)
        func answer(_ time: String, _ challenge: RecordReceipt? = nil) throws {
            try tale.add(
                .challengeAnswered, time, ["outcome": "noted"], refersTo: challenge?.id)
        }
        try answer(back)
        let due = Tale.time(back, days: 7)
        try tale.challenged(Tale.time(back, hours: 1), due: due)
        let second = try tale.challenged(Tale.time(back, hours: 2), due: due)
        #expect(try tale.states(.challenge, at: much) == [.overdue, .overdue])
        try answer(Tale.time(back, hours: 3), second)
        #expect(try tale.states(.challenge, at: much) == [.overdue, .met])
        try answer(Tale.time(due, hours: 1))
        #expect(try tale.states(.challenge, at: much) == [.metLate, .met])
    }

    @Test func `an action in light of reasons is known by its entry and due by the end of a day`()
        throws
    {
        let tale = try Tale()
        try tale.absence(noticed)
        let action = try tale.add(
            .actionInLightOfReasons, back, ["owner": "M-1", "due": "2025-05-10"])
        let end = "2025-05-10T23:00:00Z"
        #expect(try tale.states(.action, at: end) == [.dueSoon])
        #expect(try tale.states(.action, at: Tale.time(end, seconds: 1)) == [.overdue])
        #expect(try tale.deadlines(.action).map(\.deadline.owner) == ["M-1"])
        try tale.add(.actionDone, end, ["actionId": .string(action.id.description)])
        #expect(try tale.states(.action) == [.met])
    }
}
