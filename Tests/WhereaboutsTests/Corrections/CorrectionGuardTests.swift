import EventLog
import TestSupport
import Testing
import Whereabouts

/// What governance entries must name; a refused one leaves the log as it was.
@Suite struct CorrectionGuardTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let night = "2025-05-03T02:00:00Z"
    private let office = "2025-05-05T09:00:00Z"

    /// A tale with two children, each with one absence.
    private struct Two {
        let tale: Tale
        let first: RecordReceipt
        let second: RecordReceipt
        let other: RecordReceipt

        init() throws {
            tale = try Tale()
            first = try tale.absence("2025-05-02T20:00:00Z")
            try tale.returned("2025-05-03T02:00:00Z")
            second = try tale.absence("2025-05-03T20:00:00Z")
            try tale.add(
                .childRegistered, "2025-05-03T21:00:00Z", ["responsibleAuthority": "LA1"],
                child: "C002", words: ["dob": "2010-02-03", "sex": "F", "ethnicity": "OOTH"])
            other = try tale.add(
                .absenceNoted, "2025-05-03T22:00:00Z",
                [
                    "whereaboutsKnown": false, "concerns": true, "expectedPlace": "home",
                    "lastSeenAt": "2025-05-03T22:00:00Z", "lastSeenBy": "homeStaff",
                ], child: "C002", home: Tale.home)
        }

        @discardableResult
        func add(
            _ kind: Kind, _ ids: [EntryID], child: String? = nil
        ) throws -> RecordReceipt {
            try tale.add(
                kind, "2025-05-05T09:00:00Z", ["ids": .array(ids.map { .id($0) })], child: child)
        }

        func refuses(
            _ kind: Kind, _ ids: [EntryID], child: String? = nil, _ expected: RecordError,
            location: SourceLocation = #_sourceLocation
        ) throws {
            let size = try tale.records.log.size
            #expect(throws: expected, sourceLocation: location) {
                try add(kind, ids, child: child)
            }
            #expect(try tale.records.log.size == size, sourceLocation: location)
        }

        func subject(_ receipt: RecordReceipt) throws -> ChildID? {
            try tale.records.resolved(try tale.records.log.entry(at: receipt.position)).child
        }
    }

    @Test(arguments: [Kind.entryCorrected, .entryWithdrawn, .entryReinstated])
    func `what the log says about itself is not amended`(kind: Kind) throws {
        let tale = try Tale()
        let genesis = try tale.records.log.entry(at: 0).header.id
        let size = try tale.records.log.size
        let facts: JSONValue =
            kind == .entryCorrected
            ? ["patches": [["path": "occurredAt", "new": .string(night)]], "approvedBy": "M-1"]
            : ["approvedBy": "M-1"]
        #expect(throws: RecordError.notAmendable(genesis, kind: kind, target: .logCreated)) {
            try tale.add(kind, office, facts, child: nil, refersTo: genesis)
        }
        #expect(try tale.records.log.size == size)
    }

    @Test func `a corrected home must be registered, and cannot be taken from an absence`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let size = try tale.records.log.size
        #expect(throws: RecordError.unknownHome("SC999999", kind: .entryCorrected)) {
            try tale.correct(opening, office, "home", to: "SC999999")
        }
        #expect(throws: RecordError.homeMissing(kind: .absenceNoted)) {
            try tale.correct(opening, office, "home", to: .null)
        }
        #expect(try tale.records.log.size == size)
    }

    @Test func `a home inside a corrected correction must be registered, too`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let correction = try tale.correct(opening, office, "facts.concerns", to: false)
        let size = try tale.records.log.size
        #expect(throws: RecordError.unknownHome("SC999999", kind: .entryCorrected)) {
            try tale.correct(
                correction, office, "facts.patches", to: [["path": "home", "new": "SC999999"]])
        }
        #expect(try tale.records.log.size == size)
    }

    @Test func `joined episodes are two or more of one child, whose entry it then is`() throws {
        let two = try Two()
        let (first, second, other) = (two.first.id, two.second.id, two.other.id)
        try two.refuses(
            .episodesJoined, [first],
            .tooFew(kind: .episodesJoined, field: "ids", minimum: 2, of: "episodes"))
        try two.refuses(
            .episodesJoined, [first, first],
            .tooFew(kind: .episodesJoined, field: "ids", minimum: 2, of: "episodes"))
        try two.refuses(
            .episodesJoined, [first, other],
            .otherChild(other, kind: .episodesJoined, field: "ids"))
        try two.refuses(
            .episodesJoined, [first, second], child: "C002",
            .otherChild(first, kind: .episodesJoined, field: "ids"))
        let search = try two.tale.add(
            .searchActionTaken, "2025-05-03T23:00:00Z", ["action": "drove-area"])
        try two.refuses(
            .episodesJoined, [first, search.id],
            .notAnOpening(search.id, kind: .episodesJoined, field: "ids"))
        let missing = EntryID(high: 1, low: 2)
        try two.refuses(
            .episodesJoined, [first, missing],
            .unknownEntry(missing, kind: .episodesJoined, field: "ids"))
        #expect(try two.subject(try two.add(.episodesJoined, [first, second])) == "C001")
    }

    @Test func `a split names an opening first, then entries of the same child`() throws {
        let two = try Two()
        let search = try two.tale.add(
            .searchActionTaken, "2025-05-03T23:00:00Z", ["action": "drove-area"])
        try two.refuses(
            .episodeSplit, [],
            .tooFew(kind: .episodeSplit, field: "ids", minimum: 1, of: "episodes"))
        try two.refuses(
            .episodeSplit, [search.id, two.second.id],
            .notAnOpening(search.id, kind: .episodeSplit, field: "ids"))
        try two.refuses(
            .episodeSplit, [two.second.id, two.other.id],
            .otherChild(two.other.id, kind: .episodeSplit, field: "ids"))
        let split = try two.add(.episodeSplit, [two.second.id, search.id])
        #expect(try two.subject(split) == "C001")
    }

    @Test func `linked identities are of two children or more, and of none's history`() throws {
        let two = try Two()
        let (first, second, other) = (two.first.id, two.second.id, two.other.id)
        try two.refuses(
            .childIdentitiesLinked, [first, second],
            .tooFew(kind: .childIdentitiesLinked, field: "ids", minimum: 2, of: "children"))
        try two.refuses(
            .childIdentitiesUnlinked, [],
            .tooFew(kind: .childIdentitiesUnlinked, field: "ids", minimum: 1, of: "children"))
        let home = try two.tale.records.log.entry(at: 1).header.id
        try two.refuses(
            .childIdentitiesLinked, [first, home],
            .aboutNoChild(home, kind: .childIdentitiesLinked, field: "ids"))
        #expect(try two.subject(try two.add(.childIdentitiesLinked, [first, other])) == nil)
        #expect(try two.subject(try two.add(.childIdentitiesUnlinked, [other])) == nil)
        let given = try two.add(.childIdentitiesLinked, [first, other], child: "C002")
        #expect(try two.subject(given) == "C002")
    }
}
