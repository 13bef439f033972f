import LMDB
import Merkle

/// The fixed fields of an entry, read at constant offsets.
public struct EntryHeader: Equatable, Sendable {
    /// What happened, as a number of the vocabulary.
    public var kind: UInt32
    /// Whom the entry is about; ``Subject/none`` for the log's own entries and for registries.
    public var subject: Subject
    /// The place it is filed under.
    public var scope: Scope
    /// Who recorded it.
    public var actor: ActorNumber
    /// When the log learned it; never earlier than the entry before.
    public var recordedAt: Instant
    /// When it happened; with a precision, the bound or the start of the range.
    public var occurredAt: Instant
    /// The entry's own place in the log.
    public var position: Position
    /// The previous entry of the same subject; `nil` for its first.
    public var previousOfSubject: Position?
    /// The previous entry of the same scope; `nil` for its first.
    public var previousOfScope: Position?
    /// The place in the subject's history, from 1; 0 without a subject.
    public var place: UInt64
    /// The subject's age in completed years when it happened; `nil` when not known.
    public var age: Int?
    /// The opening entry of the episode, or the entry corrected; `nil` when there is none.
    public var refersTo: Position?
    /// The entry's own id.
    public var id: EntryID

    /// Reads the fixed fields; `nil` when `bytes` is shorter than they are.
    ///
    /// - Complexity: Constant; the tags are not checked (``LogEntry/init(copying:)`` does that).
    @inline(__always)
    package init?(_ bytes: Span<UInt8>) {
        guard bytes.count >= EntryLayout.fixedByteCount else { return nil }
        kind = bytes.loadLittleEndian32(at: EntryLayout.kind)
        subject = Subject(bytes.loadLittleEndian64(at: EntryLayout.subject))
        scope = Scope(bytes.loadLittleEndian64(at: EntryLayout.scope))
        actor = ActorNumber(bytes.loadLittleEndian64(at: EntryLayout.actor))
        recordedAt = Self.instant(bytes, EntryLayout.recordedAt)
        occurredAt = Self.instant(bytes, EntryLayout.occurredAt)
        position = Position(bytes.loadLittleEndian64(at: EntryLayout.position))
        previousOfSubject = Self.link(bytes, EntryLayout.previousOfSubject)
        previousOfScope = Self.link(bytes, EntryLayout.previousOfScope)
        place = bytes.loadLittleEndian64(at: EntryLayout.place)
        let years = Int32(bitPattern: bytes.loadLittleEndian32(at: EntryLayout.age))
        age = years < 0 ? nil : Int(years)
        refersTo = Self.link(bytes, EntryLayout.refersTo)
        id = EntryID(
            high: bytes.loadBigEndian64(at: EntryLayout.id),
            low: bytes.loadBigEndian64(at: EntryLayout.id + 8))
    }

    package static func instant(_ bytes: Span<UInt8>, _ offset: Int) -> Instant {
        Instant(microseconds: Int64(bitPattern: bytes.loadLittleEndian64(at: offset)))
    }

    package static func link(_ bytes: Span<UInt8>, _ offset: Int) -> Position? {
        let raw = bytes.loadLittleEndian64(at: offset)
        return raw == 0 ? nil : Position(raw)
    }
}
