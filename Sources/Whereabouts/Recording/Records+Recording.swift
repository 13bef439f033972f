public import EventLog

/// What the log answers once an entry is stored.
public struct RecordReceipt: Hashable, Sendable {
    /// The entry's id.
    public let id: EntryID
    /// Its place in the log.
    public let position: Position
    /// When the log learned it.
    public let recordedAt: Instant
    /// The position of the opening entry of the episode that it joined, or of what it corrects.
    public let refersTo: Position?
    /// Whether it was stored before with the same content: nothing was added this time.
    public let isRepeat: Bool
    /// Oddities of the entry; it is stored all the same.
    public let flags: [Flag]

    init(_ receipt: Receipt) {
        id = receipt.id
        position = receipt.position
        recordedAt = receipt.recordedAt
        refersTo = receipt.refersTo
        isRepeat = receipt.isRepeat
        flags = [Flag](bits: receipt.remarks)
    }
}

extension Records {
    /// Records one entry; returns when it is on stable storage.
    ///
    /// - Parameters:
    ///   - facts: The facts of one kind of the vocabulary.
    ///   - child: Whom it is about; registered before.
    ///   - home: The home it is filed under; registered before.
    ///   - occurred: When it happened.
    ///   - actor: Who says so.
    ///   - narrative: The words; sealed under the child's key before they are stored.
    ///   - episode: The opening entry; by default the child's open episode, else the latest.
    ///   - refersTo: What is corrected, withdrawn, reinstated, annotated or answered.
    ///   - id: The entry's id; give one to be able to repeat the call after a lost answer.
    ///   - lastSeen: The newest entry of the child's history that the caller knows; the call fails
    ///     when there is a newer one.
    /// - Returns: Place and time of the entry, and its flags.
    /// - Throws: ``VocabularyError``, ``RecordError``, `AppendError`, or a storage error; then
    ///   nothing is stored.
    @discardableResult
    public func record(
        _ facts: some Facts, child: ChildID? = nil, home: HomeID? = nil, occurred: Occurrence,
        by actor: RecordingActor, narrative: Narrative? = nil, episode: EntryID? = nil,
        refersTo: EntryID? = nil, id: EntryID? = nil, unchangedSince lastSeen: Position? = nil
    ) async throws -> RecordReceipt {
        let entry = try NewEntry(
            facts, child: child, home: home, occurred: occurred, by: actor, narrative: narrative,
            episode: episode, refersTo: refersTo, id: id)
        let receipts = try await record([entry], unchangedSince: lastSeen)
        return receipts[0]
    }

    /// Records entries in order; they become visible together, or none of them.
    ///
    /// - Parameters:
    ///   - entries: One or more, at most `batchLimit`; later ones may refer
    ///     to earlier ones.
    ///   - lastSeen: The newest entry known of the history of the first entry's child.
    ///   - durability: See `Durability`.
    /// - Returns: A receipt an entry, in order.
    /// - Throws: As for a single entry.
    @discardableResult
    public func record(
        _ entries: [NewEntry], unchangedSince lastSeen: Position? = nil,
        durability: Durability = .durable
    ) async throws -> [RecordReceipt] {
        let condition = try condition(entries, lastSeen)
        let receipts = try await log.append(
            condition: condition, durability: durability, from: source(of: entries))
        return receipts.map { RecordReceipt($0) }
    }

    /// Records entries as ``record(_:unchangedSince:durability:)`` does, blocking the caller.
    ///
    /// - Parameters:
    ///   - entries: One or more.
    ///   - lastSeen: The newest entry known of the history of the first entry's child.
    ///   - durability: See `Durability`.
    /// - Returns: A receipt an entry, in order.
    /// - Throws: As for a single entry.
    @available(*, noasync, message: "use the async record")
    @discardableResult
    public func recordAndWait(
        _ entries: [NewEntry], unchangedSince lastSeen: Position? = nil,
        durability: Durability = .durable
    ) throws -> [RecordReceipt] {
        let condition = try condition(entries, lastSeen)
        let receipts = try log.appendAndWait(
            condition: condition, durability: durability, from: source(of: entries))
        return receipts.map { RecordReceipt($0) }
    }

    private func condition(
        _ entries: [NewEntry], _ lastSeen: Position?
    ) throws -> AppendCondition? {
        guard entries.count <= EventLog.batchLimit else {
            throw AppendError.batchTooLarge(entries: entries.count, limit: EventLog.batchLimit)
        }
        guard let lastSeen, let first = entries.first else { return nil }
        guard let child = first.child, let number = try number(of: child) else {
            throw RecordError.childMissing(kind: first.kind)
        }
        return .unchanged(Subject(number), since: lastSeen)
    }

    private func source(
        of entries: [NewEntry]
    ) -> @Sendable () -> (AppendContext) throws -> EntryDraft? {
        { [composer, identities] in
            var next = 0
            return { context in
                guard next < entries.count else { return nil }
                defer { next += 1 }
                return try composer.draft(of: entries.span[next], in: context, identities)
            }
        }
    }

    /// The number of a registered child; `nil` for an unknown one.
    func number(of child: ChildID) throws -> UInt64? {
        try log.read { try identities.number(of: child, in: $0) }
    }
}
