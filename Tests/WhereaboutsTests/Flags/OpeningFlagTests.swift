import EventLog
import TestSupport
import Testing
import Whereabouts

/// F06, F07, F08, F24, F28 and the alert: how an episode begins, and what it runs into.
@Suite struct OpeningFlagTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let later = "2025-05-02T22:00:00Z"
    private let back = "2025-05-03T02:00:00Z"
    private let office = "2025-05-05T09:00:00Z"

    // MARK: F06

    @Test func `F06 stands on the episode that starts while another is open`() throws {
        let tale = try Tale()
        let first = try tale.absence(noticed)
        let second = try tale.absence(later)
        #expect(try tale.raised(.overlap) == [Raised(first, second)])
        #expect(try tale.history().findings.first { $0.flag == .overlap }?.episode == second.id)
        try tale.withdraw(second, office)
        #expect(try tale.raised(.overlap) == [])
    }

    @Test(arguments: [(0, false), (1, true)])
    func `F06 is not raised by episodes that touch`(seconds: Int, isRaised: Bool) throws {
        let tale = try Tale()
        let first = try tale.absence(noticed)
        let returned = try tale.returned(later)
        let second = try tale.absence(later)
        try tale.correct(
            returned, office, "occurredAt", to: .string(Tale.time(later, seconds: seconds)))
        #expect(try tale.raised(.overlap) == (isRaised ? [Raised(first, second)] : []))
    }

    @Test func `F06 names the long episode for each that starts within it`() throws {
        let tale = try Tale()
        let long = try tale.absence(noticed)
        let short = try tale.absence(later)
        try tale.add(
            .childReturned, Tale.time(later, hours: 1),
            ["toHome": .string(Tale.home), "returnedBy": "police"], episode: short.id)
        let other = try tale.absence(Tale.time(later, hours: 2))
        #expect(try tale.raised(.overlap) == [Raised(long, short), Raised(long, other)])
    }

    @Test func `F06 is raised by a late entry that starts before an episode on record`() throws {
        let tale = try Tale()
        let second = try tale.absence(later)
        try tale.returned(back)
        let first = try tale.absence(noticed, recorded: office)
        #expect(first.flags == [.lateEntry])
        #expect(try tale.raised(.overlap) == [Raised(first, second)])
        #expect(try tale.history().findings.first { $0.flag == .overlap }?.episode == second.id)
    }

    // MARK: F07

    @Test(arguments: [
        ("2025-05-02T20:00:00Z", false), ("2025-05-02T20:00:01Z", true),
        ("2025-05-03T01:59:59Z", true), ("2025-05-03T02:00:00Z", false),
    ])
    func `F07 is raised by a placement that starts or ends while the child is away`(
        time: String, isRaised: Bool
    ) throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let left = try tale.left(time)
        let placed = try tale.placed(time, "P-2")
        try tale.returned(back)
        let expected = isRaised ? [Raised(opening, left), Raised(opening, placed)] : []
        #expect(try tale.raised(.transferWhileMissing) == expected)
        #expect(try tale.episodes.count == 1)
    }

    @Test func `F07 counts the end of a placement that nobody saw begin`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let left = try tale.left(later, "P-9")
        #expect(try tale.raised(.transferWhileMissing) == [Raised(opening, left)])
        try tale.withdraw(left, office)
        #expect(try tale.raised(.transferWhileMissing) == [])
    }

    // MARK: F08 and F28

    @Test func `F08 is raised by a report that opens the episode, not by one that joins`() throws {
        let tale = try Tale()
        let opening = try tale.report(noticed)
        #expect(try tale.raised(.reportWithoutAbsence) == [Raised(opening)])
        try tale.returned(back)
        try tale.absence(office)
        try tale.report(Tale.time(office, hours: 1))
        #expect(try tale.raised(.reportWithoutAbsence) == [Raised(opening)])
    }

    @Test(arguments: [(-1, true), (0, false), (1, false)])
    func `F28 is raised by a second report before the return`(
        seconds: Int, isRaised: Bool
    ) throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let first = try tale.report(later)
        try tale.returned(back)
        let second = try tale.report(Tale.time(back, seconds: seconds), episode: opening.id)
        #expect(try tale.raised(.duplicateReport) == (isRaised ? [Raised(first, second)] : []))
        try tale.withdraw(first, office)
        #expect(try tale.raised(.duplicateReport) == [])
    }

    @Test func `F28 counts the report that opened the episode, and every further call`() throws {
        let tale = try Tale()
        let opening = try tale.report(noticed)
        let second = try tale.report(later)
        let third = try tale.report(back)
        #expect(
            try tale.raised(.duplicateReport)
                == [Raised(opening, second), Raised(opening, third)])
        #expect(try tale.records.counts(during: .year(2025)).total.absences.count == 1)
        #expect(try tale.records.counts(during: .year(2025)).total.policeReports.count == 3)
    }

    // MARK: F24

    @Test(arguments: [("2025-04-30T22:59:59Z", true), ("2025-04-30T23:00:00Z", false)])
    func `F24 is raised before the day in London on which the placement starts`(
        time: String, isRaised: Bool
    ) throws {
        let tale = try Tale()
        let opening = try tale.absence(time)
        #expect(try tale.raised(.notInCare) == (isRaised ? [Raised(opening)] : []))
    }

    @Test(arguments: [("2025-05-10T22:59:59Z", false), ("2025-05-10T23:00:00Z", true)])
    func `F24 is raised after the day in London on which the placement ended`(
        time: String, isRaised: Bool
    ) throws {
        let tale = try Tale()
        try tale.left("2025-05-10T09:00:00Z")
        let opening = try tale.absence(time)
        #expect(try tale.raised(.notInCare) == (isRaised ? [Raised(opening)] : []))
        try tale.placed("2025-05-10T23:00:00Z", "P-2")
        #expect(try tale.raised(.notInCare) == [])
    }

    @Test func `F24 looks at care besides the placement, and needs something on record`() throws {
        let tale = try Tale()
        let first = try tale.absence(noticed)
        try tale.returned(back)
        try tale.add(.careStarted, "2025-05-03T09:00:00Z", ["decom": "2025-05-03"])
        #expect(try tale.raised(.notInCare) == [Raised(first)])
        try tale.add(
            .careCeased, "2025-05-05T09:00:00Z", ["dec": "2025-05-05", "rec": "E4A"])
        try tale.absence("2025-05-05T20:00:00Z")
        try tale.returned("2025-05-05T22:00:00Z")
        let last = try tale.absence("2025-05-06T20:00:00Z")
        #expect(try tale.raised(.notInCare) == [Raised(first), Raised(last)])
        try tale.child("C002")
        try tale.add(
            .reportedToPolice, office,
            ["force": "PF1", "callRef": "CAD", "reporter": "S-1", "method": "101"],
            child: "C002")
        #expect(try tale.raised(.notInCare, of: "C002") == [])
    }

    @Test func `F24 and the alert take care in order of its days, however late it is recorded`()
        throws
    {
        let tale = try Tale(uasc: true)
        func care(_ kind: Kind, _ facts: JSONValue) throws {
            try tale.add(kind, noticed, facts)
        }
        try care(.careStarted, ["decom": "2025-05-01"])
        try care(.careCeased, ["dec": "2024-02-01", "rec": "E4A"])
        try care(.careStarted, ["decom": "2023-05-01"])
        let opening = try tale.absence(noticed)
        #expect(try tale.raised(.notInCare) == [])
        #expect(try tale.raised(.recentAdmission) == [Raised(opening)])
        try tale.returned(back)
        try tale.placed("2023-05-01T09:00:00Z", "P-0")
        let between = try tale.absence("2024-06-01T20:00:00Z")
        #expect(try tale.raised(.notInCare) == [Raised(between)])
    }

    // MARK: The alert

    @Test(arguments: [("2025-05-07T23:00:00Z", true), ("2025-05-07T23:00:01Z", false)])
    func `a child subject to restriction who goes within a week of admission is an alert`(
        time: String, isRaised: Bool
    ) throws {
        let tale = try Tale(uasc: true)
        let opening = try tale.absence(time)
        #expect(try tale.raised(.recentAdmission) == (isRaised ? [Raised(opening)] : []))
    }

    @Test func `neither another child nor one whose whereabouts are known is an alert`() throws {
        let other = try Tale()
        let opening = try other.absence(noticed)
        #expect(try other.raised(.recentAdmission) == [])
        let judged = try other.add(
            .riskJudged, later,
            [
                "level": "high", "factors": ["subject-to-restriction"],
                "informationBy": "police", "informationAt": .string(later),
            ])
        #expect(try other.raised(.recentAdmission) == [Raised(opening)])
        try other.withdraw(judged, office)
        #expect(try other.raised(.recentAdmission) == [])
        let known = try Tale(uasc: true)
        try known.absence(noticed, known: true)
        #expect(try known.raised(.recentAdmission) == [])
        let lost = try known.lost(later)
        #expect(try known.raised(.recentAdmission).count == 1)
        try known.withdraw(lost, office)
        #expect(try known.raised(.recentAdmission) == [])
    }
}
