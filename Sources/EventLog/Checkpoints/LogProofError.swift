/// Why no checkpoint could be signed, or why what is pinned speaks against the log.
///
/// Nothing was signed. The log stays as it is: it is evidence.
@nonexhaustive
public enum LogProofError: Error, Hashable, Sendable {
    /// The log has fewer entries than a checkpoint that was published: an older copy is in place.
    case rolledBack(local: UInt64, pinned: UInt64)
    /// The log has other entries than a published checkpoint of this size says.
    case forked(at: UInt64)
    /// What is stored since the last checkpoint is not what was appended.
    case changedSinceAppended(from: UInt64, to: UInt64)
    /// A stored checkpoint cannot be read.
    case damagedCheckpoint(size: UInt64)
    /// The pin is of another log.
    case otherLog(origin: String, pinned: String)
    /// The key's name is not the log's origin.
    case wrongKeyName(key: String, origin: String)
    /// The log has no entries yet.
    case empty
    /// No checkpoint covers what is to be proved.
    case noCheckpoint(covering: UInt64)
    /// The subject's histories do not lead to what the checkpoint's anchor says.
    case anchorMismatch(position: Position)
    /// Two subjects have one key in the map.
    case repeatedStreamKey
    /// The log's first entry does not say what it is called.
    case noOrigin
}

extension LogProofError: CustomStringConvertible {
    /// What is wrong, which side is behind, and what to do next.
    public var description: String {
        switch self {
        case .rolledBack(let local, let pinned):
            "the log is behind: it has \(local) entries, a published checkpoint has \(pinned); "
                + "an older copy stands in its place. Keep it as evidence, look for the newer copy; "
                + "if it is lost, begin a new log that declares the loss"
        case .forked(let size):
            "the log's first \(size) entries are not those of the published checkpoint of that "
                + "size; one of the two was rewritten. Keep both as evidence, record no more, and "
                + "compare with a backup"
        case .changedSinceAppended(let start, let end):
            "the entries from \(start) to \(end) are not the ones that were appended; the disk or "
                + "another program has changed them. Keep the log as evidence and run "
                + "`whereabouts verify`"
        case .damagedCheckpoint(let size):
            "the stored checkpoint of \(size) entries cannot be read: the disk or another program has "
                + "changed it. Keep the log as evidence, restore a backup, and run "
                + "`whereabouts verify`"
        case .otherLog(let origin, let pinned):
            "the pinned checkpoint is of \(pinned), this log is \(origin); name the pin that "
                + "belongs to this log"
        case .wrongKeyName(let key, let origin):
            "the signing key is called \(key), the log \(origin); a log's key has its origin as "
                + "name: make one for this log"
        case .empty:
            "the log has no entries; record something first"
        case .noCheckpoint(let size):
            "no checkpoint covers \(size) entries; make one with `whereabouts checkpoint`"
        case .anchorMismatch(let position):
            "the histories do not lead to what the anchor at position \(position) commits to; "
                + "keep the log as evidence and run `whereabouts verify`"
        case .repeatedStreamKey:
            "two children have the same stream key; keep the log as evidence and run "
                + "`whereabouts verify`"
        case .noOrigin:
            "the log's first entry does not name it; run `whereabouts verify`"
        }
    }
}
