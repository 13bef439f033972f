import EventLog
import TestSupport
import Testing
import Whereabouts

/// What a history tells about corrected, withdrawn and annotated entries.
@Suite struct CorrectionTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let night = "2025-05-03T02:00:00Z"
    private let morning = "2025-05-03T08:00:00Z"
    private let office = "2025-05-05T09:00:00Z"
    private let later = "2025-05-06T09:00:00Z"

    @Test func `a corrected entry shows what was, what is, by whom, when and why`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let back = try tale.returned(morning)
        let correction = try tale.correct(
            back, office,
            [["path": "occurredAt", "old": .string(morning), "new": "2025-05-03T03:00:00+01:00"]],
            why: "misread the clock")

        let entry = try tale.told(back)
        let shown = try #require(entry.corrections.first)
        #expect(entry.corrections.count == 1)
        #expect(shown.was == .string(morning))
        #expect(shown.now == .string(night))
        #expect(shown.state == .applied)
        #expect(!shown.isBasedOnAnotherValue)
        #expect(shown.by.id == correction.id)
        #expect(shown.by.position == correction.position)
        #expect(shown.by.actor == .homeStaff("S-1"))
        #expect(shown.by.recordedAt == correction.recordedAt)
        #expect(shown.by.reason == "misread the clock")
        #expect(shown.by.approvedBy == "M-1")
        #expect(entry.occurrence == .at(Tale.moment(morning)))
        #expect(entry.effective.occurrence == .at(Tale.moment(night)))
    }

    @Test func `a claimed old value is compared as a moment, not as a text`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.correct(
            opening, office,
            [
                [
                    "path": "facts.lastSeenAt", "old": "2025-05-02T21:00:00+01:00",
                    "new": "2025-05-02T19:00:00Z",
                ]
            ])
        #expect(try tale.told(opening).corrections.map(\.isBasedOnAnotherValue) == [false])
    }

    @Test func `a wrong old value is shown and the correction applies`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.correct(
            opening, office, [["path": "facts.expectedPlace", "old": "club", "new": "school"]])
        let entry = try tale.told(opening)
        let shown = try #require(entry.corrections.first)
        #expect(shown.isBasedOnAnotherValue)
        #expect(shown.claimedOld == "club")
        #expect(shown.was == "home")
        #expect(try entry.effective.facts(as: AbsenceNoted.self).expectedPlace == "school")
        #expect(try entry.facts(as: AbsenceNoted.self).expectedPlace == "home")
    }

    @Test func `corrections of one value follow each other`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.correct(opening, morning, "facts.expectedPlace", to: "school")
        try tale.correct(opening, office, "facts.expectedPlace", to: "club")
        let corrections = try tale.told(opening).corrections
        #expect(corrections.map(\.was) == ["home", "school"])
        #expect(corrections.map(\.now) == ["school", "club"])
    }

    @Test func `a corrected correction shows its new value at the entry, its old one at itself`()
        throws
    {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let correction = try tale.correct(opening, morning, "facts.expectedPlace", to: "school")
        try tale.correct(
            correction, office, "facts.patches",
            to: [["path": "facts.expectedPlace", "new": "club"]])
        #expect(try tale.told(opening).corrections.map(\.now) == ["club"])
        let told = try tale.told(correction).corrections
        #expect(told.map(\.was) == [[["path": "facts.expectedPlace", "new": "school"]]])
    }

    @Test func `a withdrawn correction of a correction leaves the first one as it was`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let first = try tale.correct(opening, morning, "facts.expectedPlace", to: "school")
        let second = try tale.correct(
            first, office, "facts.patches",
            to: [["path": "facts.expectedPlace", "new": "club"]])
        try tale.withdraw(second, later)
        #expect(try tale.told(opening).corrections.map(\.now) == ["school"])
        #expect(try tale.told(first).corrections.isEmpty)
    }

    @Test func `a withdrawn correction can be corrected, and still has no effect`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let correction = try tale.correct(opening, morning, "facts.expectedPlace", to: "school")
        try tale.withdraw(correction, office)
        try tale.correct(correction, later, "facts.approvedBy", to: "M-2")
        #expect(try tale.told(opening).corrections.isEmpty)
        let told = try tale.told(correction)
        #expect(told.corrections.map(\.now) == ["M-2"])
        guard case .withdrawn = told.state else {
            Issue.record("state is \(told.state)")
            return
        }
    }

    @Test func `a patch that fits no more is shown as not applied`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let correction = try tale.correct(opening, morning, "facts.expectedPlace", to: "school")
        try tale.correct(
            correction, office, "facts.patches",
            to: [
                ["path": "facts.colour", "new": "green"],
                ["path": "facts.lastSeenBy", "new": "gardener"],
                ["path": "facts.concerns", "new": false],
            ])
        let entry = try tale.told(opening)
        #expect(
            entry.corrections.map(\.state) == [
                .notApplied(
                    .vocabulary(.unknownField(kind: .absenceNoted, field: "colour"))),
                .notApplied(
                    .vocabulary(
                        .unknownCode(
                            kind: .absenceNoted, field: "lastSeenBy",
                            list: try #require(CodeList(name: "role"))))),
                .applied,
            ])
        #expect(try !entry.effective.facts(as: AbsenceNoted.self).concerns)
        #expect(try entry.effective.facts(as: AbsenceNoted.self).lastSeenBy == .homeStaff)
    }

    @Test func `a new moment takes the fact that repeats it along`() throws {
        let tale = try Tale()
        let placement = try #require(
            try tale.records.history(of: "C001").entries.first { $0.kind == .placementStarted })
        try tale.add(
            .entryCorrected, office,
            ["patches": [["path": "occurredAt", "new": .string(noticed)]], "approvedBy": "M-1"],
            refersTo: placement.id)
        let told = try #require(
            try tale.records.history(of: "C001").entries.first { $0.id == placement.id })
        #expect(told.corrections.map(\.path) == ["occurredAt", "facts.from"])
        #expect(try told.effective.facts(as: PlacementStarted.self).from == Tale.moment(noticed))
    }

    @Test func `a corrected home is shown with the one before`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.correct(opening, office, "home", to: .string(Tale.otherHome))
        let entry = try tale.told(opening)
        #expect(entry.corrections.map(\.was) == [.string(Tale.home)])
        #expect(entry.home == HomeID(Tale.home))
        #expect(entry.effective.home == HomeID(Tale.otherHome))
    }

    @Test func `withdrawing and reinstating gives back what was, and says who did it`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let before = try tale.told(opening)
        #expect(before.state == .inForce)

        let withdrawal = try tale.withdraw(opening, morning)
        guard case .withdrawn(let by) = try tale.told(opening).state else {
            Issue.record("not withdrawn")
            return
        }
        #expect(by.id == withdrawal.id)
        #expect(by.approvedBy == "M-1")

        let reinstatement = try tale.reinstate(opening, office)
        let after = try tale.told(opening)
        guard case .reinstated(let last, let first) = after.state else {
            Issue.record("not reinstated")
            return
        }
        #expect(last.id == reinstatement.id)
        #expect(first?.id == withdrawal.id)
        #expect(try after.effective.decoded() == before.effective.decoded())
        #expect(after.effective.occurrence == before.effective.occurrence)
    }

    @Test func `an annotation stands at its target until it is withdrawn`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let note = try tale.add(
            .entryAnnotated, morning, words: ["note": "see the diary"], refersTo: opening.id)
        #expect(try tale.told(opening).annotations.map(\.id) == [note.id])
        try tale.withdraw(note, office)
        #expect(try tale.told(opening).annotations.isEmpty)
    }

    @Test func `lateness is that of the corrected moment`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let back = try tale.returned(morning)
        #expect(try !flags(of: back, tale).contains(.lateEntry))
        try tale.correct(back, office, "occurredAt", to: "2025-05-02T07:00:00Z")
        #expect(try flags(of: back, tale).contains(.lateEntry))
    }

    private func flags(of receipt: RecordReceipt, _ tale: Tale) throws -> [Flag] {
        try tale.records.history(of: ChildID(Tale.child)).flags(of: try tale.told(receipt))
    }

    @Test func `an export gives what was stored`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let line = try JournalWriter.line(try tale.told(opening))
        try tale.correct(opening, office, "facts.expectedPlace", to: "school")
        #expect(try JournalWriter.line(try tale.told(opening)) == line)
        let exported = String(decoding: try Journals.export(tale.records), as: UTF8.self)
        #expect(exported.contains(line.text))
    }
}
