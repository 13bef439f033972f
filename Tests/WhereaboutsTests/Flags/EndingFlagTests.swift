import EventLog
import TestSupport
import Testing
import Whereabouts

/// F02, F03, F27, F29 and F30: found, returned, ended.
@Suite struct EndingFlagTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let reported = "2025-05-02T22:00:00Z"
    private let back = "2025-05-03T02:00:00Z"
    private let office = "2025-05-05T09:00:00Z"

    // MARK: F02

    @Test(arguments: [(-1, true), (0, false), (1, false)])
    func `F02 is raised by a find a second before the report, not at it`(
        seconds: Int, isRaised: Bool
    ) throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let report = try tale.report(reported)
        let found = try tale.found(Tale.time(reported, seconds: seconds))
        let expected = isRaised ? [Raised(report, found)] : []
        #expect(try tale.raised(.foundBeforeReported) == expected)
    }

    @Test func `F02 is raised once, by the first end before the first report`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let found = try tale.found(Tale.time(reported, minutes: -20))
        let returned = try tale.returned(Tale.time(reported, minutes: -10))
        let report = try tale.report(reported, episode: opening.id)
        #expect(try tale.raised(.foundBeforeReported) == [Raised(found, report)])
        try tale.withdraw(found, office)
        #expect(try tale.raised(.foundBeforeReported) == [Raised(returned, report)])
        try tale.correct(report, office, "occurredAt", to: .string(noticed))
        #expect(try tale.raised(.foundBeforeReported) == [])
    }

    @Test func `F02 gives a find of the same day without a time the whole day`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.report(reported)
        try tale.found("2025-05-01T23:00:00Z", precision: "date")
        #expect(try tale.raised(.foundBeforeReported) == [])
        try tale.report("2025-05-04T10:00:00Z")
        #expect(try tale.raised(.foundBeforeReported) == [])
    }

    // MARK: F03

    @Test(arguments: [(-1, true), (0, false)])
    func `F03 is raised by a return a second before the child was last seen`(
        seconds: Int, isRaised: Bool
    ) throws {
        let seen = "2025-05-02T19:30:00Z"
        let tale = try Tale()
        let opening = try tale.absence(noticed, seen: seen)
        let returned = try tale.returned(Tale.time(seen, seconds: seconds))
        #expect(
            try tale.raised(.endBeforeStart) == (isRaised ? [Raised(opening, returned)] : []))
        try tale.correct(returned, office, "occurredAt", to: .string(noticed))
        #expect(try tale.raised(.endBeforeStart) == [])
    }

    @Test func `F03 counts what anybody saw, and every end`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed, seen: "2025-05-02T21:00:00Z", by: "parent")
        let found = try tale.found("2025-05-02T20:30:00Z")
        let ended = try tale.add(
            .episodeEndedOtherwise, "2025-05-02T20:40:00Z", ["reason": "care-ceased"])
        #expect(
            try tale.raised(.endBeforeStart) == [Raised(opening, found), Raised(opening, ended)])
    }

    // MARK: F27

    private func returned(_ tale: Tale, _ time: String, to home: String) throws -> RecordReceipt {
        try tale.add(
            .childReturned, time, ["toHome": .string(home), "returnedBy": "police"])
    }

    @Test func `F27 is raised by another home than that of the placement, known or not`() throws {
        for home in [Tale.home, Tale.otherHome, "SC999999"] {
            let tale = try Tale()
            try tale.absence(noticed)
            let receipt = try returned(tale, back, to: home)
            let expected = home == Tale.home ? [] : [Raised(receipt)]
            #expect(try tale.raised(.returnElsewhere) == expected, "\(home)")
        }
    }

    @Test(arguments: [(0, true), (1, false)])
    func `F27 counts a placement from the very moment that it starts`(
        seconds: Int, isRaised: Bool
    ) throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.placed(Tale.time(back, seconds: seconds), "P-2")
        let receipt = try returned(tale, back, to: Tale.home)
        #expect(try tale.raised(.returnElsewhere) == (isRaised ? [Raised(receipt)] : []))
    }

    @Test func `F27 says nothing of a child without home and placement`() throws {
        let tale = try Tale()
        try tale.child("C002")
        for (kind, facts) in [
            (
                .reportedToPolice,
                ["force": "PF1", "callRef": "CAD", "reporter": "S-1", "method": "101"]
            ), (.childReturned, ["toHome": "SC000002", "returnedBy": "police"]),
        ] as [(Kind, JSONValue)] {
            try tale.add(kind, noticed, facts, child: "C002")
        }
        #expect(try tale.raised(.returnElsewhere, of: "C002") == [])
        #expect(try tale.raised(.reportWithoutAbsence, of: "C002").count == 1)
    }

    // MARK: F29

    @Test(arguments: ["date", "part-of-day", "before", "after"])
    func `F29 is raised by a find and a return without a time`(precision: String) throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let found = try tale.add(
            .childFound, "2025-05-02T23:00:00Z",
            ["foundBy": "police", "placeClass": "street", "circumstances": "street"],
            precision: precision)
        let returned = try tale.add(
            .childReturned, "2025-05-02T23:00:00Z",
            ["toHome": .string(Tale.home), "returnedBy": "police"], precision: precision)
        #expect(try tale.raised(.noReturnTime) == [Raised(found), Raised(returned)])
        #expect(try tale.episodes[0].interview.due == nil)
        try tale.withdraw(found, office)
        #expect(try tale.raised(.noReturnTime) == [Raised(returned)])
        try tale.correct(returned, office, "precision", to: "minute")
        #expect(try tale.raised(.noReturnTime) == [])
        #expect(try tale.episodes[0].interview.due != nil)
    }

    @Test func `F29 is not raised where the hour or the minute is known`() throws {
        for precision in ["minute", "hour"] {
            let tale = try Tale()
            try tale.absence(noticed)
            try tale.add(
                .childReturned, back,
                ["toHome": .string(Tale.home), "returnedBy": "police"], precision: precision)
            #expect(try tale.raised(.noReturnTime) == [])
        }
    }

    // MARK: F30

    @Test func `F30 holds a second after a week without reason or explanation`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let returned = try tale.returned(back)
        let due = "2025-05-10T02:00:00Z"
        #expect(try tale.raised(.unexplained, at: due) == [])
        let later = Tale.time(due, seconds: 1)
        #expect(try tale.raised(.unexplained, at: later) == [Raised(returned, after: due)])
    }

    @Test func `F30 counts a week from the end of the day where no time is known`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let returned = try tale.returned("2025-05-02T23:00:00Z", precision: "date")
        #expect(
            try tale.raised(.unexplained, at: "2025-06-01T00:00:00Z")
                == [Raised(returned, after: "2025-05-10T23:00:00Z")])
    }

    @Test func `F30 is taken away by a reason, an explanation or what an interview heard`() throws {
        let much = "2025-06-01T00:00:00Z"
        let explanations: [(Tale, RecordReceipt) throws -> RecordReceipt] = [
            { tale, _ in try tale.reasons(office) },
            { tale, _ in try tale.reasons(office, "would-not-say") },
            { tale, _ in try tale.interviewed(office) },
            { tale, opening in
                try tale.add(.explanationRecorded, office, ["episodes": [.id(opening.id)]])
            },
        ]
        for explain in explanations {
            let tale = try Tale()
            let opening = try tale.absence(noticed)
            try tale.returned(back)
            let entry = try explain(tale, opening)
            #expect(try tale.raised(.unexplained, at: much) == [])
            try tale.withdraw(entry, "2025-05-30T09:00:00Z")
            #expect(try tale.raised(.unexplained, at: much).count == 1)
        }
    }

    @Test func `F30 is not taken away by saying that nobody asked, nor raised while open`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        #expect(try tale.raised(.unexplained, at: "2025-06-01T00:00:00Z") == [])
        let returned = try tale.returned(back)
        try tale.reasons(office, "no-reason-asked")
        try tale.interviewed(office, reason: "no-reason-asked")
        #expect(
            try tale.raised(.unexplained, at: "2025-06-01T00:00:00Z")
                == [Raised(returned, after: "2025-05-10T02:00:00Z")])
    }
}
