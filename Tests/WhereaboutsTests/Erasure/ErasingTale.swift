import EventLog
import TestSupport
import Whereabouts

extension Tale {
    static let rule = "Regs 2015, reg 36(2)"

    /// Erases words of the tale's child.
    @discardableResult
    func erase(
        _ classes: WordClass..., of child: ChildID = ChildID(Tale.child),
        at time: String = "2025-06-01T09:00:00Z"
    ) throws -> ErasureReceipt {
        try records.eraseAndWait(
            child: child, classes: Set(classes), reason: "no longer kept", legalBasis: Self.rule,
            by: .system("retention"), at: Self.moment(time))
    }

    /// A tale of one episode with words, which ended unless `isOpen`.
    static func withWords(
        isOpen: Bool = false, open: (WallClock) throws -> Records = { try .inMemory(clock: $0) }
    ) throws -> Tale {
        let tale = try Tale(open: open)
        try tale.add(
            .childDetailsChanged, "2025-05-01T09:00:00Z", [:],
            words: ["name": "Robin Quillfeather"])
        try tale.add(
            .absenceNoted, "2025-05-02T19:00:00Z",
            [
                "whereaboutsKnown": false, "concerns": true, "expectedPlace": "school",
                "lastSeenAt": "2025-05-02T18:00:00Z", "lastSeenBy": "homeStaff",
            ], home: Tale.home, words: ["circumstances": "left by the zinnia gate"])
        if !isOpen { try tale.returned("2025-05-02T21:00:00Z") }
        return tale
    }
}
