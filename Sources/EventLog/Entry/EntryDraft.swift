/// An entry before it has a place: what the caller says; the log adds position, links and time.
public struct EntryDraft: Sendable {
    /// What an entry refers to in the first place.
    public enum Reference: Hashable, Sendable {
        /// Nothing.
        case none
        /// The entry itself: it opens an episode.
        case itself
        /// An earlier entry.
        case entry(Position)
    }

    /// The entry's id: unique for ever; the same id with the same content is the same entry.
    public var id: EntryID
    /// The number of the kind, 64...999; also the field number of the facts.
    public var kind: UInt32
    /// Whom it is about.
    public var subject = Subject.none
    /// Where it is filed.
    public var scope = Scope.none
    /// Who recorded it.
    public var actor = ActorNumber.log
    /// When it happened.
    public var occurredAt: Instant
    /// The end of the range in which it happened, when only a range is known.
    public var occurredTo: Instant?
    /// The code of the precision of `occurredAt`; 0 is the default precision.
    public var precision: UInt8 = 0
    /// The subject's age in completed years when it happened; `nil` when not known.
    public var age: Int?
    /// The opening entry of the episode, or the entry corrected.
    public var refersTo = Reference.none
    /// Whether `refersTo` follows from the log's state: a repeat of the draft may then differ in it.
    public var isReferenceImplied = false
    /// A second entry that it refers to, such as the offer that an answer belongs to.
    public var alsoRefersTo: Position?
    /// The host's own id of the scope that this entry registers.
    public var registers: String?
    /// The host's own id and role code of an actor that appears for the first time.
    public var introducesActor: (id: String, role: UInt8)?
    /// The facts, as the bytes of their protobuf message.
    public var facts: [UInt8]
    /// The words, as the bytes of their protobuf message; sealed before they are stored.
    public var narrative: [UInt8]?
    /// Whether the words were erased where the draft comes from: then none are compared.
    package var areWordsErased = false
    /// The retention class of the narrative, which decides the key it is sealed under.
    public var keyClass = KeyName.Class.narrative
    /// What the entry erases; only for the kind that says so.
    package var erases: Erasable?
    /// What the layer above wants to find in the receipt; not stored.
    public var remarks: UInt64 = 0
    /// The recorded time to keep, for imports that preserve it; otherwise the log's clock decides.
    public var recordedAt: Instant?

    /// Makes a draft of the mandatory parts.
    public init(id: EntryID, kind: UInt32, occurredAt: Instant, facts: [UInt8]) {
        self.id = id
        self.kind = kind
        self.occurredAt = occurredAt
        self.facts = facts
    }

    /// The owner of the key that seals the narrative: the subject, else the scope, else the log.
    var keyOwner: KeyName.Owner { KeyName.Owner(subject, scope) }
}
