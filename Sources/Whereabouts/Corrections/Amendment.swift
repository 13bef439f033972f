public import EventLog

/// Who corrected, withdrew or reinstated an entry, when and why.
public struct Amendment: Hashable, Sendable {
    /// The id of the entry that says so.
    public let id: EntryID
    /// Its place in the log.
    public let position: Position
    /// Who recorded it; `nil` for the log itself.
    public let actor: RecordingActor?
    /// When it was recorded, which is when it took effect.
    public let recordedAt: Instant
    /// Why; `nil` when no reason was given, or it cannot be read.
    public let reason: String?
    /// Who approved it.
    public let approvedBy: String?

    /// What `entry` says about itself, corrections of it included.
    init(_ entry: RecordedEntry) throws {
        id = entry.id
        position = entry.position
        actor = entry.actor
        recordedAt = entry.recordedAt
        let words = try entry.effective.words()
        reason = words.flatMap { $0.hasReason ? $0.reason : nil }
        let facts = try entry.effective.decoded().facts
        if case .string(let text)? = facts["approvedBy"] {
            approvedBy = text
        } else {
            approvedBy = nil
        }
    }
}
