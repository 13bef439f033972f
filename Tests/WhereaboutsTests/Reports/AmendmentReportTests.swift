import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Amended entries in the report of a history.
@Suite struct AmendmentReportTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let morning = "2025-05-03T08:00:00Z"
    private let office = "2025-05-05T09:00:00Z"
    private let later = "2025-05-06T09:00:00Z"

    private func report(_ tale: Tale) throws -> HistoryReport {
        try HistoryReport(try tale.records.asOf(.now), of: ChildID(Tale.child))
    }

    private func entry(_ receipt: RecordReceipt, _ tale: Tale) throws -> JSONValue? {
        guard case .array(let entries)? = try report(tale).json()["entries"] else { return nil }
        return entries.first { $0["id"] == .id(receipt.id) }
    }

    @Test func `the text strikes out the old value and says who, when and why`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.correct(
            opening, office, [["path": "facts.expectedPlace", "old": "club", "new": "school"]],
            why: "asked again")
        try tale.correct(
            opening, later, [["path": "occurredAt", "new": "2025-05-02T19:30:00Z"]])
        let text = try report(tale).text()
        #expect(
            text.contains(
                """
                      expectedPlace: ~~home~~ school, corrected by S-1 homeStaff 2025-05-05 10:05, \
                approved by M-1 [6]: asked again; based on another value, club

                """))
        #expect(
            text.contains(
                """
                      occurredAt: ~~2025-05-02 21:00~~ 2025-05-02 20:30, corrected by S-1 homeStaff \
                2025-05-06 10:05, approved by M-1 [7]

                """))
    }

    @Test func `the text says who withdrew, reinstated and annotated an entry`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.withdraw(opening, morning)
        #expect(try report(tale).text().contains(" (withdrawn)\n"))
        try tale.reinstate(opening, office)
        try tale.add(
            .entryAnnotated, later, words: ["note": "see the diary"], refersTo: opening.id)
        let text = try report(tale).text()
        #expect(
            text.contains(
                """
                      withdrawn by S-1 homeStaff 2025-05-03 09:05, approved by M-1 [6]
                      reinstated by S-1 homeStaff 2025-05-05 10:05, approved by M-1 [7]
                      annotated by S-1 homeStaff 2025-05-06 10:05 [8]: see the diary

                """))
        #expect(!text.contains(" (withdrawn)\n"))
    }

    @Test func `the JSON has every correction and the state`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let correction = try tale.correct(
            opening, office, [["path": "facts.expectedPlace", "old": "club", "new": "school"]],
            why: "asked again")
        let corrections: JSONValue = [
            [
                "id": .id(correction.id), "position": 6, "path": "facts.expectedPlace",
                "was": "home", "now": "school", "claimedOld": "club",
                "basedOnAnotherValue": true, "applied": true, "problem": .null,
                "actor": ["id": "S-1", "role": "homeStaff"],
                "recordedAt": "2025-05-05T09:05:00Z", "reason": "asked again",
                "approvedBy": "M-1",
            ]
        ]
        #expect(try entry(opening, tale)?["corrections"] == corrections)
        #expect(try entry(opening, tale)?["state"] == "inForce")
        #expect(try entry(opening, tale)?["correctedBy"] == [.id(correction.id)])
        #expect(try entry(opening, tale)?["facts"]?["expectedPlace"] == "home")

        let withdrawal = try tale.withdraw(opening, later)
        let withdrawn = try entry(opening, tale)
        #expect(withdrawn?["state"] == "withdrawn")
        #expect(withdrawn?["withdrawal"]?["id"] == .id(withdrawal.id))
        #expect(withdrawn?["reinstatement"] == .null)
    }
}
