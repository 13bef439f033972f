import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// The journal of a log with erased children makes a new log with the same figures.
@Suite struct ErasedJournalTests {
    private static let end = Tale.moment("2040-01-01T00:00:00Z")

    private func imported(
        _ journal: [UInt8], into records: Records? = nil, _ policy: RecordedAtPolicy = .preserve
    ) throws -> (records: Records, report: ImportReport) {
        try Folders.withTemporary { folder in
            let file = folder.appending(path: "journal.jsonl")
            try Data(journal).write(to: file)
            let copy = try records ?? .inMemory(clock: .standing)
            return (
                copy,
                try copy.importJournal(file, recordedAt: policy, onRefusal: .importNothing)
            )
        }
    }

    /// Figures without positions: an import and an erasure take some of their own.
    private func figures(_ records: Records) throws -> [String: String] {
        let view = try records.asOf(.recorded(before: Self.end))
        let reports: [any Report] = [
            try CountsReport(view, during: Answers.period),
            try InterviewReport(view, during: Answers.period),
            try AuthorityReport(view, during: Answers.period),
            try BandReport(view, during: Answers.period),
            try PoliceReport(view, during: Answers.period, of: .everything),
            try NationalTableReport(view, year: 2026),
        ]
        let summaries = "\(try view.summaries(during: Answers.period))"
        var figures = ["summaries": summaries.replacing(/position: \d+/, with: "position")]
        for report in reports {
            figures["\(type(of: report))"] = try report.json().withoutSize.text
        }
        return figures
    }

    /// The names of the figures that differ.
    private func difference(_ copy: Records, _ before: [String: String]) throws -> [String] {
        try figures(copy).filter { before[$0.key] != $0.value }.keys.sorted()
    }

    private func corrected() throws -> Tale {
        let tale = try Tale.withWords()
        let registration = try #require(try tale.registration(of: Tale.child))
        try tale.add(
            .entryCorrected, "2025-05-10T09:00:00Z",
            [
                "patches": [
                    ["path": "narrative.dob", "new": "2007-02-03"],
                    ["path": "facts.responsibleAuthority", "new": "LA2"],
                ], "approvedBy": "M-1",
            ], words: ["reason": "the certificate came"], refersTo: registration)
        return tale
    }

    @Test func `an erased child comes back with its ages, and nothing else of it`() throws {
        let tale = try corrected()
        let before = try figures(tale.records)
        try tale.erase(.narrative, .identity)
        let journal = try Journals.export(tale.records)
        let text = String(decoding: journal, as: UTF8.self)
        #expect(text.contains("\"child\":\"#1\""))
        #expect(text.contains(#""age":18"#) && !text.contains("2007"))
        // Somebody else is number 1 of the other log.
        let other = try Records.inMemory(clock: .standing)
        try other.recordAndWait([
            try NewEntry(
                ChildRegistered.with { $0.responsibleAuthority = "LA9" }, child: "Z1",
                occurred: .at(Tale.moment("2024-12-30T00:00:00Z")), by: .system("office"),
                narrative: .with {
                    ($0.dob, $0.sex, $0.ethnicity) = (LocalDate.first, .f, .wbri)
                })
        ])
        let (copy, report) = try imported(journal, into: other)
        #expect(report.refusals.map(\.description) == [] && report.isStored)
        #expect(try figures(copy) == before)
        #expect(try copy.history(of: "Z1").entries.count == 1)
        #expect(try copy.history(of: "#2").episodes.count == 1)
        #expect(try copy.asOf(.now).childrenWithStoredAges() == 1)
        try copy.log.rebuild()
        #expect(try figures(copy) == before)
        // Again it adds nothing: neither here nor where it came from.
        for records in [copy, tale.records] {
            let size = try records.log.size
            let again = try imported(journal, into: records, .now).report
            #expect(again.refusals.map(\.description) == [] && again.imported == 0)
            #expect(again.repeated > 0)
            #expect(try records.log.size == size)
        }
        // And from there it can go on.
        let (third, second) = try imported(try Journals.export(copy))
        #expect(second.refusals.map(\.description) == [])
        #expect(try figures(third) == before)
    }

    @Test(arguments: UInt64(0)..<6)
    func `any log with erasures makes a new log with the same figures`(seed: UInt64) throws {
        let records = try Records.inMemory(clock: .standing)
        let log = TroubledLog(seed: seed, entries: 200, troublePercent: 30)
        for entry in try log.newEntries() { _ = try? records.recordAndWait([entry]) }
        let before = try figures(records)
        let (same, _) = try imported(try Journals.export(records))
        #expect(try difference(same, before) == [])
        var dice = Dice(seed: seed)
        for number in 1...records.log.subjectCount where dice.happens(60) {
            let child = ChildID("#\(number)")
            for classes in [Records.allClasses, [.narrative]] {
                // Refused while an episode is open.
                _ = try? records.eraseAndWait(
                    child: child, classes: classes, reason: "test", legalBasis: "none",
                    by: .system("test"), at: Self.end)
            }
        }
        #expect(try difference(records, before) == [])
        let (copy, report) = try imported(try Journals.export(records))
        #expect(report.refusals.map(\.description) == [])
        #expect(try difference(copy, before) == [])
    }

    // MARK: Bad journals

    private func line(_ changes: [(String, JSONValue)]) throws -> [UInt8] {
        var members: [(String, JSONValue)] = [
            ("id", "00000000-0000-4000-8000-000000000077"), ("kind", "ChildRegistered"),
            ("child", "#7"), ("actor", ["id": "office", "role": "system"]),
            ("occurredAt", "2025-01-01T00:00:00Z"), ("age", 9),
            ("facts", ["responsibleAuthority": "LA1"]), ("narrativeState", "erased"),
        ]
        for (name, value) in changes {
            members.removeAll { $0.0 == name }
            members.append((name, value))
        }
        return JSONValue.object(members.map { JSONMember($0.0, $0.1) }).bytes
    }

    private static let bad: [([(String, JSONValue)], String)] = [
        ([("child", "C7"), ("age", .null)], "narrative.dob"),
        (
            [("child", "C7"), ("kind", "IroTold"), ("facts", [:])],
            "age: expected whole years"
        ), ([("age", 151)], "age: expected whole"),
        ([("age", "9")], "age: expected whole years"),
        ([("narrative", ["sex": "F"])], "narrative: expected none"),
        ([("narrativeState", .null)], "narrative.dob"),
        ([("kind", "IroTold"), ("facts", [:])], "IroTold child: the number is another log's"),
    ]

    @Test(arguments: bad)
    func `a line that only looks erased is refused`(
        changes: [(String, JSONValue)], says: String
    ) throws {
        let (records, report) = try imported(try line(changes), into: nil, .now)
        #expect(!report.isStored)
        let text = try #require(report.refusals.first?.description)
        #expect(text.hasPrefix("journal.jsonl:1: ") && text.contains(says), "\(text)")
        #expect(records.log.subjectCount == 0)
        let (_, sound) = try imported(try line([]), into: nil, .now)
        #expect(sound.isStored && sound.imported == 1)
    }

    @Test func `nobody registers an erased child by hand`() throws {
        let entry = try NewEntry(journalLine: try line([]))
        #expect(throws: RecordError.badIdentifier(field: "child")) {
            try Records.inMemory().recordAndWait([entry])
        }
    }
}
