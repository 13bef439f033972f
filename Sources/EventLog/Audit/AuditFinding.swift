public import Merkle

/// One thing that an audit found wrong: where, and which rule it breaks.
///
/// A finding names positions and numbers; never words, ids of hosts or keys.
public struct AuditFinding: Hashable, Sendable {
    /// Where something is wrong.
    public enum Place: Hashable, Sendable {
        /// The log as a whole.
        case log
        /// The entry at a position.
        case entry(Position)
        /// The checkpoint of a size.
        case checkpoint(size: UInt64)
        /// A stored node of the tree.
        case node(NodeAddress)
        /// A derived index, by name.
        case index(String)
    }

    /// Where.
    public let place: Place
    /// What.
    public let rule: AuditRule

    /// Makes a finding.
    public init(_ place: Place, _ rule: AuditRule) {
        self.place = place
        self.rule = rule
    }
}

/// The rules that an audit checks; each finding breaks one.
@nonexhaustive
public enum AuditRule: Hashable, Sendable {
    // The entry itself.
    /// Its bytes have the checksum that was stored with them.
    case checksum
    /// It is a message of the published form.
    case structure
    /// There is one at every position.
    case missing
    /// It says the position that it stands at.
    case position(said: UInt64)
    /// Recorded times never decrease.
    case recordedAt
    /// No two entries have one id.
    case repeatedID(first: Position)

    // Links.
    /// The link to the subject's entry before is to its newest one.
    case previousOfSubject(expected: UInt64, found: UInt64)
    /// The link to the scope's entry before is to its newest one.
    case previousOfScope(expected: UInt64, found: UInt64)
    /// Places in a subject's history count up from 1.
    case place(expected: UInt64, found: UInt64)
    /// References are to earlier entries or to the entry itself.
    case reference(to: UInt64)
    /// Subjects, scopes and actors are numbered without gaps.
    case number(UInt64)
    /// A subject's first entry, and no other, has a stream key.
    case streamKey

    // Words.
    /// The sealed record has the digest that its entry commits to.
    case sealedDigest
    /// A sealed record is there until an entry says that it was erased.
    case sealedMissing
    /// No sealed record is left of what was erased.
    case sealedAfterErasure(erasedAt: Position)
    /// Every sealed record belongs to an entry with words.
    case sealedOrphan

    // Tree, map and signatures.
    /// Stored nodes are those of the entries.
    case storedNode
    /// Stored heads are those of the entries.
    case storedHeads
    /// An anchor commits to the histories before it.
    case anchor(AnchorFault)
    /// A checkpoint can be read and names this log and its size.
    case checkpointForm(reason: String)
    /// A checkpoint's root is that of the entries.
    case root(expected: MerkleHash, found: MerkleHash)
    /// A checkpoint's last entry is an anchor.
    case noAnchor
    /// The log's key in force has signed.
    case signature(reason: String)
    /// The trust policy is met.
    case policy(reason: String)
    /// The log holds at least what was signed or pinned.
    case rolledBack(size: UInt64)
    /// The log continues what was pinned.
    case forked(pinned: MerkleHash, found: MerkleHash)
    /// The audit itself could go through.
    case unreadable(reason: String)
}

/// What is wrong with an anchor.
public enum AnchorFault: Hashable, Sendable {
    /// It is not in the form of one.
    case form
    /// Another map of histories follows from the entries.
    case mapRoot
    /// Another number of subjects follows from the entries.
    case subjects(expected: UInt64, found: UInt64)
    /// Two subjects have one key.
    case repeatedKey
}
