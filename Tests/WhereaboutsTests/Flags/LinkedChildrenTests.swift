import EventLog
import TestSupport
import Testing
import Whereabouts

/// One child under two ids.
@Suite struct LinkedChildrenTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let again = "2025-05-02T22:00:00Z"
    private let back = "2025-05-03T02:00:00Z"
    private let office = "2025-05-05T09:00:00Z"
    private let later = "2025-05-06T09:00:00Z"

    private struct Two {
        let tale: Tale
        let first: RecordReceipt
        let second: RecordReceipt
        let registrations: [EntryID]
    }

    /// Both ids have an absence; the two overlap.
    private func two() throws -> Two {
        let tale = try Tale()
        try tale.child("C002")
        let first = try tale.leave(Tale.child, noticed)
        let second = try tale.leave("C002", again)
        try tale.comeBack(Tale.child, back)
        try tale.comeBack("C002", back)
        let registrations = try [Tale.child, "C002"].map {
            try #require(try tale.registration(of: $0))
        }
        return Two(tale: tale, first: first, second: second, registrations: registrations)
    }

    private func figures(_ counts: HomeCounts) -> [Int] {
        [
            counts.absences.count, counts.children, counts.childrenMoreThanOnce,
            counts.maxPerChild, counts.childrenMissing,
        ]
    }

    @Test func `linked ids are one child in the counts, and the overlap is flagged`() throws {
        let two = try two()
        #expect(figures(try two.tale.total) == [2, 2, 0, 1, 2])
        #expect(try two.tale.raised(.overlap) == [])
        try two.tale.linked(office, two.registrations)
        #expect(figures(try two.tale.total) == [2, 1, 1, 2, 1])
        #expect(try two.tale.raised(.overlap) == [Raised(two.first, two.second)])
    }

    @Test func `the history is the same under either id`() throws {
        let two = try two()
        try two.tale.linked(office, two.registrations)
        let histories = try [Tale.child, "C002"].map { try two.tale.history(of: $0) }
        #expect(histories[0].episodes.map(\.id) == [two.first.id, two.second.id])
        #expect(histories[0].record == histories[1].record)
        #expect(histories[0].findings == histories[1].findings)
        #expect(histories[0].entries.map(\.id) == histories[1].entries.map(\.id))
        #expect(histories[0].deadlines == histories[1].deadlines)
    }

    @Test func `unlinked or withdrawn, they are two children again`() throws {
        for isWithdrawn in [true, false] {
            let two = try two()
            let before = try two.tale.history(of: "C002").record
            let link = try two.tale.linked(office, two.registrations)
            if isWithdrawn {
                try two.tale.add(
                    .entryWithdrawn, later, ["approvedBy": "M-1"], child: nil,
                    refersTo: link.id)
            } else {
                try two.tale.unlinked(later, two.registrations)
            }
            #expect(figures(try two.tale.total) == [2, 2, 0, 1, 2])
            #expect(try two.tale.raised(.overlap) == [])
            #expect(try two.tale.history(of: "C002").record == before)
        }
    }

    @Test func `as of before the link nothing has changed`() throws {
        let two = try two()
        let before = try two.tale.history(of: "C002").record
        try two.tale.linked(office, two.registrations)
        #expect(try two.tale.history(of: "C002").episodes.count == 2)
        #expect(try two.tale.history(at: office, of: "C002").record == before)
        let view = try two.tale.records.asOf(.recorded(before: Tale.moment(office)))
        #expect(figures(try view.counts(during: .year(2025)).total) == [2, 2, 0, 1, 2])
        #expect(figures(try two.tale.total) == [2, 1, 1, 2, 1])
    }

    @Test(arguments: [nil, Tale.child, "C002"])
    func `absences under two linked ids can be joined, and not when they are not linked`(
        child: String?
    ) throws {
        let two = try two()
        func join(_ time: String) throws {
            try two.tale.add(
                .episodesJoined, time,
                ["ids": [.id(two.first.id), .id(two.second.id)]], child: child)
        }
        #expect(throws: RecordError.self) { try join(office) }
        let link = try two.tale.linked(office, two.registrations)
        let size = try two.tale.records.log.size
        try join(later)
        #expect(try two.tale.records.log.size == size + 1)
        for id in [Tale.child, "C002"] {
            #expect(try two.tale.history(of: id).episodes.map(\.id) == [two.first.id])
        }
        #expect(figures(try two.tale.total) == [1, 1, 0, 1, 1])
        try two.tale.add(
            .entryWithdrawn, later, ["approvedBy": "M-1"], child: nil, refersTo: link.id)
        #expect(figures(try two.tale.total) == [2, 2, 0, 1, 2])
        #expect(throws: RecordError.self) { try join(later) }
    }

    @Test func `links add up, and one of three can be let go`() throws {
        let two = try two()
        try two.tale.child("C003")
        try two.tale.leave("C003", noticed)
        let third = try #require(try two.tale.registration(of: "C003"))
        try two.tale.linked(office, two.registrations)
        try two.tale.linked(office, [two.registrations[1], third])
        #expect(figures(try two.tale.total) == [3, 1, 1, 3, 1])
        try two.tale.unlinked(later, [two.registrations[0]])
        #expect(figures(try two.tale.total) == [3, 2, 1, 2, 2])
        #expect(try two.tale.history(of: "C003").episodes.count == 2)
        #expect(try two.tale.history().episodes.count == 1)
    }

    @Test func `a link of a child with itself changes nothing, stored or refused`() throws {
        let two = try two()
        let before = try two.tale.history().record
        _ = try? two.tale.linked(office, [two.registrations[0]])
        _ = try? two.tale.linked(
            office, [two.registrations[0], two.registrations[0], two.first.id])
        _ = try? two.tale.unlinked(later, two.registrations)
        #expect(try two.tale.history().record == before)
        #expect(figures(try two.tale.total) == [2, 2, 0, 1, 2])
    }

    @Test(arguments: UInt64(1)...3)
    func `linking children changes how many there are, not how often they were away`(
        seed: UInt64
    ) throws {
        let records = try Records.inMemory()
        try records.recordAndWait(
            try GeneratedLogs.log(seed: seed).entries.map { try $0.newEntry(recordedAt: .preserve) }
        )
        let before = try records.counts(during: .year(2025)).total
        var link = JournalEntry(
            .childIdentitiesLinked, id: EntryID.make(at: Tale.moment(office)),
            at: Tale.moment(office))
        let ids = try (1...25).map { number in
            let entries = try records.history(of: ChildID("#\(number)")).entries
            return try #require(entries.first { $0.kind == .childRegistered }).id
        }
        link.facts = ["ids": .array(ids.map { .id($0) })]
        try records.recordAndWait([try link.newEntry()])
        let after = try records.counts(during: .year(2025)).total
        #expect(before.children > 1 && after.children == 1)
        #expect(after.maxPerChild == after.absences.count)
        #expect(Set(after.absences) == Set(before.absences))
        #expect(Set(after.policeReports) == Set(before.policeReports))
        #expect(Set(after.missingIncidents) == Set(before.missingIncidents))
        #expect(Set(after.openNow) == Set(before.openNow))
    }
}
