import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Erasing takes away who a child is and what was told, and leaves what happened.
@Suite struct EraseTests {
    private static let number = ChildID("#1")

    @Test func `an erased child is found by its number only, also after a rebuild`() throws {
        let tale = try Tale.withWords()
        let before = try tale.records.history(of: ChildID(Tale.child))
        let receipt = try tale.erase(.narrative, .identity)
        #expect(receipt.child == Self.number)
        #expect(receipt.state == .pending)
        #expect(!receipt.isRepeat)
        #expect((receipt.recordsDestroyed, receipt.keysDestroyed) == (3, 2))
        for _ in 0..<2 {
            let unknown = RecordError.unknownChild(ChildID(Tale.child), kind: nil)
            #expect(throws: unknown) { try tale.records.history(of: ChildID(Tale.child)) }
            let after = try tale.records.history(of: Self.number)
            #expect(after.child == Self.number)
            #expect(after.episodes == before.episodes)
            #expect(after.entries.count == before.entries.count + 1)
            for entry in after.entries where entry.stored.hasNarrative {
                #expect(entry.narrative == .erased)
                #expect(entry.erasure?.id == receipt.id)
                #expect(entry.erasure?.legalBasis == Tale.rule)
            }
            try tale.records.log.rebuild()
        }
    }

    @Test func `nothing of the words stays in memory`() throws {
        let tale = try Tale.withWords()
        _ = try tale.records.asOf(.now).standing(
            of: try tale.records.history(of: ChildID(Tale.child)))
        let past = try tale.records.asOf(.now)
        try tale.erase(.identity, .narrative)
        for view in [past, try tale.records.asOf(.now)] {
            let history = try view.history(of: Self.number)
            #expect(try view.standing(of: history).isAgeStored)
            let report = try HistoryReport(view, of: Self.number)
            for word in ["Quillfeather", "zinnia", "\"C001\"", "Child C001", "2010-02-03"] {
                #expect(try !report.text().contains(word))
                #expect(try !report.json().text.contains(word))
            }
        }
    }

    @Test func `a missing child stays findable`() throws {
        let tale = try Tale.withWords(isOpen: true)
        let size = try tale.records.log.size
        #expect(throws: ErasureError.episodeOpen(ChildID(Tale.child))) {
            try tale.erase(.narrative, .identity)
        }
        try #expect(tale.records.log.size == size)
        try tale.erase(.narrative)
        try tale.returned("2025-06-02T21:00:00Z")
        try tale.erase(.identity, at: "2025-06-03T09:00:00Z")
        try #expect(tale.records.erasures().map(\.classes) == [[.narrative], [.identity]])
    }

    @Test func `a plan tells what an erasure does and does nothing`() throws {
        let tale = try Tale.withWords()
        let size = try tale.records.log.size
        let plan = try tale.records.erasurePlan(
            child: ChildID(Tale.child), classes: [.identity, .narrative, .policeIntelligence])
        try #expect(tale.records.log.size == size)
        let receipt = try tale.erase(.identity, .narrative, .policeIntelligence)
        #expect(plan.records == receipt.recordsDestroyed)
        #expect(plan.keys == receipt.keysDestroyed)
        #expect(plan.classes == receipt.classes)
        #expect(plan.child == receipt.child)
        #expect(!plan.isRefused)
        let again = try tale.records.erasurePlan(child: Self.number, classes: [.identity])
        #expect(again.classes.isEmpty && again.records == 0 && again.keys == 0)
    }

    @Test func `what was erased before is answered with its receipt`() throws {
        let tale = try Tale.withWords()
        let first = try tale.erase(.narrative)
        let size = try tale.records.log.size
        let again = try tale.erase(.narrative, at: "2025-07-01T09:00:00Z")
        #expect(again.isRepeat && again.id == first.id && again.recordedAt == first.recordedAt)
        try #expect(tale.records.log.size == size)
        #expect(throws: ErasureError.noClasses) { try tale.erase() }
    }

    @Test func `new words are kept and read under the number`() throws {
        let tale = try Tale.withWords()
        try tale.erase(.narrative, .identity)
        let entry = try tale.add(
            .absenceNoted, "2025-06-02T19:00:00Z",
            [
                "whereaboutsKnown": false, "concerns": true, "expectedPlace": "school",
                "lastSeenAt": "2025-06-02T18:00:00Z", "lastSeenBy": "homeStaff",
            ], child: "#1", home: Tale.home, words: ["circumstances": "over the wall"])
        for _ in 0..<2 {
            let told = try tale.records.history(of: Self.number).entries.first {
                $0.id == entry.id
            }
            #expect(try told?.words()?.circumstances == "over the wall")
            #expect(told?.stored.keyName?.generation == 2)
            try tale.records.log.rebuild()
        }
    }

    @Test func `a corrected name goes with the name`() throws {
        let tale = try Tale.withWords()
        let details = try #require(
            tale.records.history(of: ChildID(Tale.child)).entries.first {
                $0.kind == .childDetailsChanged
            })
        let correction = try tale.add(
            .entryCorrected, "2025-05-03T09:00:00Z",
            [
                "patches": [["path": "narrative.name", "new": "Robin Vellichor"]],
                "approvedBy": "M-1",
            ], words: ["reason": "misspelt"], refersTo: details.id)
        try #expect(tale.told(correction).words()?.patches.count == 1)
        try tale.erase(.identity)
        let history = try tale.records.history(of: Self.number)
        let told = try #require(history.entries.first { $0.id == correction.id })
        #expect(told.narrative == .erased)
        #expect(try history.entries.first { $0.kind == .absenceNoted }?.words() != nil)
    }

    @Test func `a history says when and under which rule words were erased`() throws {
        let tale = try Tale.withWords()
        try tale.erase(.narrative)
        let report = try HistoryReport(try tale.records.asOf(.now), of: ChildID(Tale.child))
        let text = try report.text()
        #expect(text.contains("narrative: erased 2025-0"))
        #expect(text.contains("under \(Tale.rule): no longer kept"))
        #expect(text.contains("Robin Quillfeather"))
        let json = try report.json().text
        #expect(json.contains(#""narrativeState":"erased""#))
        #expect(json.contains(#""legalBasis":"\#(Tale.rule)""#))
    }

    @Test func `the erased entries of a view are counted and hashed`() throws {
        let tale = try Tale.withWords()
        let before = try tale.records.asOf(.now)
        try #expect(before.unreadable().count == 0)
        try tale.erase(.narrative, .identity)
        let unreadable = try before.unreadable()
        let erased = try tale.records.history(of: Self.number).entries
            .filter { $0.narrative == .erased }.map(\.position)
        #expect(unreadable.positions == erased)
        let hash = unreadable.digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        // printf '3\n5\n6\n' | sha256sum
        #expect(erased.map(\.rawValue) == [3, 5, 6])
        #expect(hash == "e3063621bf5f6a6f1f6ceb5e6056ed540802a3cd00d5aa426b7259ddae3f6233")
        try #expect(tale.records.asOf(.size(5)).unreadable().positions == [3])
    }
}
