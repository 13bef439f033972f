import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsTestKit

/// A repeat gets the receipt of the first sending, flags included, whenever it comes.
@Suite struct RetryTests {
    private let tale: Tale
    private let clock: ManualClock
    private var records: Records { tale.records }

    init() throws {
        let clock = try ManualClock(at: "2025-05-01T08:00:00Z")
        self.clock = clock
        tale = try Tale { _ in try Records.inMemory(clock: clock.wallClock) }
    }

    private func entry(
        _ kind: Kind, _ time: String, _ facts: JSONValue = [:], number: UInt64 = 1,
        child: String? = Tale.child, refersTo: EntryID? = nil
    ) throws -> NewEntry {
        var entry = JournalEntry(
            kind, id: EntryID(high: 77, low: number), at: Tale.moment(time), facts)
        (entry.child, entry.actor, entry.refersTo) = (child, .homeStaff("S-1"), refersTo)
        if kind == .absenceNoted { entry.home = Tale.home }
        return try entry.newEntry()
    }

    private func absence(_ time: String, number: UInt64 = 1) throws -> NewEntry {
        try entry(
            .absenceNoted, time,
            [
                "whereaboutsKnown": false, "concerns": true, "expectedPlace": "home",
                "lastSeenAt": .string(time), "lastSeenBy": "homeStaff",
            ], number: number)
    }

    private static let report: JSONValue = [
        "force": "PF1", "callRef": "1", "reporter": "S-1", "method": "101",
    ]

    private func send(_ entry: NewEntry, at time: String) throws -> RecordReceipt {
        clock.now = Tale.moment(time)
        return try records.recordAndWait([entry])[0]
    }

    private func expectSame(
        _ again: RecordReceipt, _ first: RecordReceipt,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(again.isRepeat, sourceLocation: sourceLocation)
        #expect(again.position == first.position, sourceLocation: sourceLocation)
        #expect(again.recordedAt == first.recordedAt, sourceLocation: sourceLocation)
        #expect(again.refersTo == first.refersTo, sourceLocation: sourceLocation)
        #expect(again.flags == first.flags, sourceLocation: sourceLocation)
    }

    @Test func `an absence is not flagged as overlapping itself`() throws {
        let sent = try absence("2025-05-02T20:00:00Z")
        let first = try send(sent, at: "2025-05-02T20:05:00Z")
        #expect(first.flags == [])
        expectSame(try send(sent, at: "2025-05-02T20:06:00Z"), first)
        // A day later it would be late, if it were new.
        expectSame(try send(sent, at: "2025-05-04T20:06:00Z"), first)
    }

    @Test func `an overlap stays flagged when the earlier episode has ended`() throws {
        let earlier = try send(
            try absence("2025-05-02T20:00:00Z", number: 8), at: "2025-05-02T20:05:00Z")
        let sent = try absence("2025-05-02T21:00:00Z")
        let first = try send(sent, at: "2025-05-02T21:05:00Z")
        #expect(first.flags == [.overlap])
        try tale.add(
            .childReturned, "2025-05-02T22:00:00Z",
            ["toHome": .string(Tale.home), "returnedBy": "police"], episode: earlier.id)
        try tale.withdraw(earlier, "2025-05-02T23:00:00Z")
        expectSame(try send(sent, at: "2025-05-03T09:00:00Z"), first)
    }

    @Test func `a report to the police after the return is the same report`() throws {
        let sent = try entry(.reportedToPolice, "2025-05-02T20:10:00Z", Self.report)
        try tale.absence("2025-05-02T20:00:00Z")
        let first = try send(sent, at: "2025-05-02T20:20:00Z")
        #expect(first.flags == [] && first.refersTo != nil)
        try tale.returned("2025-05-02T22:00:00Z")
        expectSame(try send(sent, at: "2025-05-02T22:10:00Z"), first)
        try tale.absence("2025-05-03T20:00:00Z")
        expectSame(try send(sent, at: "2025-05-03T20:10:00Z"), first)
    }

    @Test func `a report that opened an episode stays flagged as such`() throws {
        let sent = try entry(.reportedToPolice, "2025-05-02T20:10:00Z", Self.report)
        let first = try send(sent, at: "2025-05-02T20:20:00Z")
        #expect(first.flags == [.reportWithoutAbsence])
        expectSame(try send(sent, at: "2025-05-02T20:30:00Z"), first)
    }

    @Test func `an entry that found no episode is not filed under a later one`() throws {
        let sent = try entry(.iroTold, "2025-05-02T19:00:00Z")
        let first = try send(sent, at: "2025-05-02T19:05:00Z")
        #expect(first.flags == [.withoutEpisode] && first.refersTo == nil)
        try tale.absence("2025-05-02T20:00:00Z")
        expectSame(try send(sent, at: "2025-05-02T20:10:00Z"), first)
    }

    @Test func `lateness is by the limit of then`() throws {
        let sent = try absence("2025-05-02T20:00:00Z")
        let first = try send(sent, at: "2025-05-04T20:00:01Z")
        #expect(first.flags == [.lateEntry])
        try tale.add(
            .thresholdSet, "2025-05-05T09:00:00Z",
            ["name": "lateEntryHours", "value": 96, "validFrom": "2025-01-01"], child: nil)
        expectSame(try send(sent, at: "2025-05-05T10:00:00Z"), first)
        let other = try absence("2025-05-02T21:00:00Z", number: 2)
        #expect(try send(other, at: "2025-05-05T10:00:00Z").flags == [.overlap])
    }

    @Test func `a batch may repeat itself, and others`() throws {
        let sent = try absence("2025-05-02T20:00:00Z")
        let first = try send(sent, at: "2025-05-02T20:05:00Z")
        clock.now = Tale.moment("2025-05-06T20:05:00Z")
        let told = try entry(.iroTold, "2025-05-02T20:10:00Z", number: 2)
        let receipts = try records.recordAndWait([sent, told, told, sent])
        for again in [receipts[0], receipts[3]] { expectSame(again, first) }
        #expect(!receipts[1].isRepeat && receipts[1].flags == [.lateEntry])
        expectSame(receipts[2], receipts[1])
    }

    @Test func `a join stays a join when the children are no longer linked`() throws {
        try tale.child("C002")
        let one = try tale.leave(Tale.child, "2025-05-02T20:00:00Z")
        let two = try tale.leave("C002", "2025-05-02T21:00:00Z")
        let registrations = try [Tale.child, "C002"].map {
            try #require(try tale.registration(of: $0))
        }
        try tale.linked("2025-05-03T09:00:00Z", registrations)
        let sent = try entry(
            .episodesJoined, "2025-05-03T09:10:00Z", ["ids": [.id(one.id), .id(two.id)]],
            child: nil)
        let first = try send(sent, at: "2025-05-03T09:10:00Z")
        try tale.add(
            .childIdentitiesUnlinked, "2025-05-03T10:00:00Z", ["ids": [.id(registrations[1])]],
            child: nil)
        expectSame(try send(sent, at: "2025-05-03T11:00:00Z"), first)
    }

    @Test func `what was sent about a child comes back after the child is erased`() throws {
        let sent = try absence("2025-05-02T20:00:00Z")
        let first = try send(sent, at: "2025-05-02T20:05:00Z")
        try tale.returned("2025-05-02T22:00:00Z")
        try tale.erase(.identity, .narrative)
        expectSame(try send(sent, at: "2025-06-02T20:05:00Z"), first)
        try tale.child(Tale.child, born: "2012-01-01")
        expectSame(try send(sent, at: "2025-06-02T20:05:00Z"), first)
        #expect(try records.history(of: "C001").episodes.isEmpty)
    }

    @Test func `other content under the same id is refused as before`() throws {
        let first = try send(
            try absence("2025-05-02T20:00:00Z"), at: "2025-05-02T20:05:00Z")
        let other = try absence("2025-05-02T20:01:00Z")
        #expect(throws: AppendError.idReused(id: first.id, position: first.position)) {
            try send(other, at: "2025-05-02T20:06:00Z")
        }
    }

    // MARK: Any log

    /// Episodes are left to the log where the entry would have joined the same one anyway.
    @Test(arguments: UInt64(0)..<6)
    func `any entry of any log, sent again at any time, gets its first receipt`(
        seed: UInt64
    ) throws {
        let folder = try TemporaryFolder()
        let key = MemoryKey()
        func open() throws -> Records {
            try Records.open(
                at: folder.path("log"), keys: key, clock: clock.wallClock, mapSizeBytes: 1 << 26)
        }
        var records = try open()
        var dice = Dice(seed: seed)
        var receipts: [(entry: NewEntry, first: RecordReceipt)] = []
        for var line in TroubledLog(seed: seed, entries: 160).entries {
            if !line.kind.mayOpen, line.kind != .episodeSplit { line.episode = nil }
            clock.now = max(clock.now, line.recordedAt ?? line.occurredAt)
            let entry = try line.newEntry()
            guard let receipt = try? records.recordAndWait([entry])[0] else { continue }
            #expect(!receipt.isRepeat)
            receipts.append((entry, receipt))
            guard dice.happens(40) else { continue }
            let old = dice.pick(receipts)
            expectSame(try records.recordAndWait([old.entry])[0], old.first)
        }
        try records.close()
        records = try open()
        clock.now = clock.now.adding(minutes: 90 * 1_440)
        let all = try records.recordAndWait(receipts.map(\.entry))
        for (again, sent) in zip(all, receipts) { expectSame(again, sent.first) }
        #expect(receipts.contains { !$0.first.flags.isEmpty })
        try records.close()
    }
}
