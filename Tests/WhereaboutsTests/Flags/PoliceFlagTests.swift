import EventLog
import TestSupport
import Testing
import Whereabouts

/// F09 and F11 to F14: categories and grades of the police; F23: their protection.
@Suite struct PoliceFlagTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let reported = "2025-05-02T20:30:00Z"
    private let held = "2025-05-02T21:00:00Z"
    private let office = "2025-05-05T09:00:00Z"

    private func reportedTale(known: Bool = false) throws -> Tale {
        let tale = try Tale()
        try tale.absence(noticed, known: known)
        try tale.report(reported)
        return tale
    }

    // MARK: F09

    @Test func `F09 is raised by absent, and taken away by a review`() throws {
        let tale = try reportedTale()
        let absent = try tale.categorised(held, "absent")
        #expect(try tale.raised(.noReviewSet) == [Raised(absent)])
        let review = try tale.review("2025-05-02T21:10:00Z", due: "2025-05-02T23:00:00Z")
        #expect(try tale.raised(.noReviewSet) == [])
        try tale.withdraw(review, office)
        #expect(try tale.raised(.noReviewSet) == [Raised(absent)])
    }

    @Test func `F09 is raised once, by the first of a grade of no risk and a category`() throws {
        let tale = try reportedTale()
        let grade = try tale.graded(held, "no-apparent-risk")
        try tale.recategorised("2025-05-02T22:00:00Z", to: "absent")
        #expect(try tale.raised(.noReviewSet) == [Raised(grade)])
    }

    @Test(arguments: ["missing", "concern-for-safety", "no-record"])
    func `F09 is not raised by another category, nor by a low grade`(category: String) throws {
        let tale = try reportedTale()
        try tale.categorised(held, category)
        try tale.graded(held, "low")
        #expect(try tale.raised(.noReviewSet) == [])
    }

    // MARK: F11

    @Test(arguments: [(-1, true), (0, false)])
    func `F11 is raised by a grade a second before the report`(
        seconds: Int, isRaised: Bool
    ) throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let grade = try tale.graded(Tale.time(reported, seconds: seconds), "high")
        #expect(try tale.raised(.gradeWithoutReport) == [Raised(grade)])
        let report = try tale.report(reported)
        let expected = isRaised ? [Raised(grade, report)] : []
        #expect(try tale.raised(.gradeWithoutReport) == expected)
        try tale.withdraw(report, office)
        #expect(try tale.raised(.gradeWithoutReport) == [Raised(grade)])
    }

    // MARK: F12

    @Test func `F12 is raised by a program or a migration that names no police source`() throws {
        let tale = try reportedTale()
        let category = try tale.categorised(held, "missing", by: .system("X-1"))
        let grade = try tale.graded(held, "high", by: .migrator("X-2"))
        try tale.graded(held, "high")
        try tale.add(
            .policeCategorised, held, ["category": "missing", "relayedBy": "PC-1"],
            by: .system("X-1"))
        #expect(try tale.raised(.carerCategorised) == [Raised(category), Raised(grade)])
        try tale.correct(category, office, "facts.relayedBy", to: "PC-1")
        #expect(try tale.raised(.carerCategorised) == [Raised(grade)])
    }

    @Test func `a carer who names no police source cannot categorise at all`() throws {
        let tale = try reportedTale()
        let size = try tale.records.log.size
        #expect(throws: (any Error).self) {
            try tale.categorised(held, "missing", by: .homeStaff("S-1"))
        }
        #expect(try tale.records.log.size == size)
        try tale.add(.policeCategorised, held, ["category": "missing", "relayedBy": "PC-1"])
        #expect(try tale.raised(.carerCategorised) == [])
    }

    // MARK: F13

    @Test(arguments: [
        ("missing", true), ("absent", true), ("concern-for-safety", false), ("no-record", false),
    ])
    func `F13 is raised by a category held while the whereabouts are known`(
        category: String, isRaised: Bool
    ) throws {
        let tale = try reportedTale(known: true)
        let entry = try tale.categorised(held, category)
        #expect(try tale.raised(.knownButCategorised) == (isRaised ? [Raised(entry)] : []))
    }

    @Test(arguments: [(-1, true), (0, false)])
    func `F13 looks up to the next category, and up to the close of the case`(
        seconds: Int, isRaised: Bool
    ) throws {
        let end = "2025-05-03T01:00:00Z"
        for isClosed in [false, true] {
            let tale = try reportedTale()
            let entry = try tale.categorised(held, "missing")
            try tale.known(Tale.time(end, seconds: seconds))
            #expect(try tale.raised(.knownButCategorised) == [Raised(entry)])
            if isClosed {
                try tale.add(
                    .policeCaseClosed, end, ["outcome": "well", "harm": "none-known"],
                    by: Tale.police)
            } else {
                try tale.recategorised(end, to: "concern-for-safety")
            }
            let expected = isRaised ? [Raised(entry)] : []
            #expect(try tale.raised(.knownButCategorised) == expected)
        }
    }

    @Test func `F13 is not raised once the child is lost, found or back`() throws {
        let lost = try reportedTale(known: true)
        try lost.lost(held)
        try lost.categorised(held, "missing")
        #expect(try lost.raised(.knownButCategorised) == [])
        let found = try reportedTale()
        try found.categorised(held, "missing")
        try found.found("2025-05-02T22:00:00Z")
        try found.returned("2025-05-02T23:00:00Z")
        #expect(try found.raised(.knownButCategorised) == [])
    }

    // MARK: F14

    @Test(arguments: [
        ("very-low", true), ("no-apparent-risk", true), ("low", true), ("medium", false),
        ("high", false),
    ])
    func `F14 is raised by a grade below medium`(grade: String, isRaised: Bool) throws {
        let tale = try reportedTale()
        let entry = try tale.graded(held, grade)
        #expect(try tale.raised(.underGraded) == (isRaised ? [Raised(entry)] : []))
        try tale.correct(entry, office, "facts.grade", to: isRaised ? "medium" : "low")
        #expect(try tale.raised(.underGraded) == (isRaised ? [] : [Raised(entry)]))
    }

    @Test(arguments: [(15, false), (16, true)])
    func `F14 is raised by absent below the age of a local rule`(
        age: Int64, isRaised: Bool
    ) throws {
        let tale = try Tale()
        try tale.threshold(.neverAbsentUnderAge, age)
        try tale.absence(noticed)
        try tale.report(reported)
        let absent = try tale.categorised(held, "absent")
        let again = try tale.recategorised("2025-05-02T22:00:00Z", to: "absent")
        try tale.categorised("2025-05-02T23:00:00Z", "missing")
        let expected = isRaised ? [Raised(absent), Raised(again)] : []
        #expect(try tale.raised(.underGraded) == expected)
    }

    // MARK: F23

    @Test func `F23 holds after 72 hours of protection, and stays where it lasted longer`() throws {
        let tale = try reportedTale()
        let taken = try tale.protected(held)
        let due = Tale.time(held, hours: 72)
        #expect(try tale.raised(.protectionTooLong, at: due) == [])
        #expect(
            try tale.raised(.protectionTooLong, at: Tale.time(due, seconds: 1))
                == [Raised(taken, after: due)])
        let ended = try tale.released(Tale.time(due, seconds: 1))
        #expect(try tale.raised(.protectionTooLong) == [Raised(taken, ended)])
        try tale.correct(ended, Tale.time(due, hours: 1), "occurredAt", to: .string(due))
        #expect(try tale.raised(.protectionTooLong) == [])
    }

    @Test func `F23 pairs every protection with the end that follows it`() throws {
        let tale = try reportedTale()
        try tale.protected(held)
        try tale.released(Tale.time(held, hours: 10))
        let second = try tale.protected(Tale.time(held, hours: 20))
        let end = try tale.released(Tale.time(held, hours: 93))
        #expect(try tale.raised(.protectionTooLong) == [Raised(second, end)])
    }
}
