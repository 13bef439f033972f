public import EventLog

/// One entry as the host says it: facts and words are checked against the vocabulary already.
public struct NewEntry: Sendable {
    /// The entry's id: recording it again with the same content changes nothing.
    public let id: EntryID
    /// What happened.
    public let kind: Kind
    /// Whom it is about; mandatory for the kinds of an episode.
    public var child: ChildID?
    /// The home it is filed under; mandatory for AbsenceNoted and for a home's registration.
    public var home: HomeID?
    /// When it happened.
    public let occurrence: Occurrence
    /// Who says so.
    public let actor: RecordingActor
    /// The opening entry of the episode; by default the child's open one, else the latest.
    public var episode: EntryID?
    /// What is corrected, withdrawn, reinstated or annotated, or the offer that is answered.
    public var refersTo: EntryID?
    /// The recorded time to keep; only for imports that preserve it.
    var recordedAt: Instant?
    /// Whether the library says so itself, as of erasures: nobody else may speak for the log.
    var isOwn = false
    /// The child's age that a journal says, for one whose date of birth is erased.
    var age: Int?
    /// Whether it had words that were erased before the journal was made.
    var areWordsErased = false
    /// Whether it is about a child whose id and words were erased before the journal was made.
    var isNameless = false
    /// The bytes of the facts and of the words.
    let encoded: EncodedFacts

    /// Makes an entry from typed facts.
    ///
    /// - Parameters:
    ///   - facts: The facts of one kind.
    ///   - child: Whom it is about.
    ///   - home: The home it is filed under.
    ///   - occurred: When it happened.
    ///   - actor: Who says so.
    ///   - narrative: The words; sealed under the child's key before they are stored.
    ///   - episode: The opening entry of the episode.
    ///   - refersTo: What is corrected or answered.
    ///   - id: The entry's id; by default a new one.
    /// - Throws: ``VocabularyError`` when a rule of the vocabulary is broken.
    public init(
        _ facts: some Facts, child: ChildID? = nil, home: HomeID? = nil, occurred: Occurrence,
        by actor: RecordingActor, narrative: Narrative? = nil, episode: EntryID? = nil,
        refersTo: EntryID? = nil, id: EntryID? = nil
    ) throws(VocabularyError) {
        let kind = type(of: facts).kind
        var words: [UInt8]?
        if let narrative { words = try FactsCodec.encode(narrative, as: kind) }
        if words == nil { try FactsCodec.validate(narrative: [], as: kind) }
        let bytes = try FactsCodec.encode(facts, occurredAt: occurred.at)
        self.init(
            kind: kind, encoded: EncodedFacts(facts: bytes, narrative: words ?? []),
            occurred: occurred, by: actor, id: id)
        self.child = child
        self.home = home
        self.episode = episode
        self.refersTo = refersTo
        try FactsCodec.checkMaySay(kind, role: actor.role, facts: bytes)
    }

    /// Makes an entry from bytes that are checked already.
    init(
        kind: Kind, encoded: EncodedFacts, occurred: Occurrence, by actor: RecordingActor,
        id: EntryID?
    ) {
        self.id = id ?? EntryID.make(at: WallClock.system.now)
        self.kind = kind
        self.encoded = encoded
        occurrence = occurred
        self.actor = actor
    }
}
