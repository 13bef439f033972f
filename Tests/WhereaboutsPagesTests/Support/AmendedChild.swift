import EventLog
import TestSupport
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

/// A child of whom entries were corrected, annotated, withdrawn and reinstated.
///
/// The story of AF7, then: the place where the child was found is corrected twice, words once, the
/// safe and well check is withdrawn and reinstated, the return annotated.
struct AmendedChild {
    static let child: ChildID = "N7001"
    /// Words that stand in the log, corrections and reasons among them.
    static let words = [
        "to a friend", "wants to sleep there", "to the boats, she said", "misheard on the phone",
        "seen by a neighbour", "wrong child", "it was the right child", "photo of the gate log",
    ]
    let records: Records
    private var ids = SplitMix64(seed: 7)

    init() throws {
        records = try Samples.records("af7")
        let history = try records.history(of: Self.child)
        func id(_ kind: Kind) -> EntryID? { history.entries.last { $0.kind == kind }?.id }
        let found = id(.childFound)
        try amend(
            .entryCorrected, 1, found, Self.patch("facts.placeClass", "at-friend", "street"),
            ["reason": "seen by a neighbour"])
        try amend(
            .entryCorrected, 2, id(.absenceNoted),
            Self.patch("narrative.saidWhereGoing", "to a friend's", "to the boats, she said"),
            ["reason": "misheard on the phone"])
        try amend(
            .entryCorrected, 3, found, Self.patch("facts.placeClass", "street", "transport-hub"))
        let check = id(.safeAndWellDone)
        try amend(.entryWithdrawn, 4, check, Self.approval, ["reason": "wrong child"])
        try amend(.entryReinstated, 5, check, Self.approval, ["reason": "it was the right child"])
        try amend(.entryAnnotated, 6, id(.childReturned), [:], ["note": "photo of the gate log"])
    }

    private static let approval: JSONValue = ["approvedBy": "M-1"]

    private static func patch(_ path: String, _ old: String, _ new: String) -> JSONValue {
        [
            "patches": [["path": .string(path), "old": .string(old), "new": .string(new)]],
            "approvedBy": "M-1",
        ]
    }

    private mutating func amend(
        _ kind: Kind, _ day: Int64, _ target: EntryID?, _ facts: JSONValue,
        _ words: JSONValue? = nil
    ) throws {
        let moment = try RFC3339.parse("2025-07-01T09:00:00Z").adding(seconds: day * 86_400)
        var entry = JournalEntry(kind, id: EntryID.make(at: moment, using: &ids), at: moment, facts)
        (entry.child, entry.refersTo, entry.narrative) = (Self.child.text, target, words)
        (entry.actor, entry.recordedAt) = (.registeredManager("M-1"), moment)
        _ = try records.recordAndWait([try entry.newEntry(recordedAt: .preserve)])
    }

    func chronology(_ disclosure: Disclosure = .internal) throws -> String {
        let page = try ChronologyPage(records.asOf(.now), of: Self.child, at: disclosure)
        return String(decoding: try page.html(), as: UTF8.self)
    }

    func replay(_ disclosure: Disclosure = .internal) throws -> String {
        let page = try ReplayPage(records.asOf(.now), of: Self.child, at: disclosure)
        return String(decoding: try page.html(), as: UTF8.self)
    }
}
