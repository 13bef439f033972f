import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts

/// Corrected words: sealed like the words themselves.
@Suite struct NarrativeCorrectionTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let office = "2025-05-05T09:00:00Z"
    private let later = "2025-05-06T09:00:00Z"

    private func opening(_ tale: Tale) throws -> RecordReceipt {
        try tale.add(
            .absenceNoted, noticed,
            [
                "whereaboutsKnown": false, "concerns": true, "expectedPlace": "home",
                "lastSeenAt": .string(noticed), "lastSeenBy": "homeStaff",
            ], home: Tale.home, words: ["circumstances": "by the garden door", "note": "calm"])
    }

    private let patches: JSONValue = [
        ["path": "narrative.circumstances", "new": "by the front door"],
        ["path": "narrative.note", "old": "calm", "new": .null],
        ["path": "narrative.clothing", "new": "a red coat"],
    ]

    @Test func `corrected words are in force and the old ones are shown`() throws {
        let tale = try Tale()
        let entry = try opening(tale)
        try tale.correct(entry, office, patches)
        let told = try tale.told(entry)
        #expect(told.corrections.map(\.was) == ["by the garden door", "calm", .null])
        #expect(told.corrections.map(\.now) == ["by the front door", .null, "a red coat"])
        #expect(told.corrections.map(\.isBasedOnAnotherValue) == [false, false, false])
        let words = try #require(try told.effective.words())
        #expect(words.circumstances == "by the front door")
        #expect(!words.hasNote)
        #expect(words.clothing == "a red coat")
        #expect(try told.words()?.circumstances == "by the garden door")
    }

    @Test func `an entry without words gets some`() throws {
        let tale = try Tale()
        let entry = try tale.absence(noticed)
        try tale.correct(entry, office, [["path": "narrative.note", "new": "calm"]])
        #expect(try tale.told(entry).effective.words()?.note == "calm")
    }

    @Test func `a fact of a correction of words can be corrected`() throws {
        let tale = try Tale()
        let entry = try opening(tale)
        let correction = try tale.correct(entry, office, patches)
        try tale.correct(correction, later, "facts.approvedBy", to: "M-2")
        let told = try tale.told(entry)
        #expect(told.corrections.first?.by.approvedBy == "M-2")
        #expect(try told.effective.words()?.circumstances == "by the front door")
    }

    @Test func `without keys only the path is shown`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("log")
        let tale = try Tale { try Records.open(at: path, keys: MemoryKey(), clock: $0) }
        let entry = try opening(tale)
        try tale.correct(entry, office, patches, why: "heard more")
        try tale.correct(entry, later, "facts.expectedPlace", to: "school")
        try tale.records.close()

        let records = try Records.open(at: path, keys: nil, access: .readOnly)
        defer { try? records.close() }
        let told = try #require(
            try records.history(of: "#1").entries.first { $0.id == entry.id })
        let paths = ["narrative.circumstances", "narrative.note", "narrative.clothing"]
        #expect(told.corrections.map(\.path) == paths + ["facts.expectedPlace"])
        #expect(told.corrections.map(\.state) == [.sealed, .sealed, .sealed, .applied])
        for sealed in told.corrections.prefix(3) {
            #expect(sealed.was == nil && sealed.now == nil && sealed.claimedOld == nil)
            #expect(sealed.by.reason == nil)
            #expect(sealed.by.approvedBy == "M-1")
        }
        #expect(told.corrections.last?.now == "school")
        #expect(try told.effective.words() == nil)
    }
}
