import LMDB
package import Merkle

extension EventLog {
    /// Declares that a key signs for this log from here on, unless it is in force already.
    ///
    /// - Throws: ``AppendError``.
    package func declare(_ key: VerifierKey) async throws {
        let composer = KeyDeclaration(key: key, clock: clock)
        _ = try await append(from: { composer.source() })
    }

    /// Declares a key as ``declare(_:)`` does, on the caller's own thread.
    @available(*, noasync, message: "use the async declare")
    package func declareAndWait(_ key: VerifierKey) throws {
        let composer = KeyDeclaration(key: key, clock: clock)
        _ = try appendAndWait(from: { composer.source() })
    }

    /// Keeps the signed statement of an issued report.
    ///
    /// | name of the note | note |
    /// |---|---|
    /// | `statement/` id of the entry, 16 bytes | the signed statement |
    package func keepStatement(_ note: SignedNote, id: EntryID) throws {
        try store.transact(.durable) { try $0.putNote(Self.statementName(id), note.bytes) }
    }

    /// The statement of an issued report, by the id of the entry that records it.
    package func statement(id: EntryID) throws -> SignedNote? {
        let bytes = try store.read {
            try $0.withNote(Self.statementName(id)) { Array(copying: $0) }
        }
        return try bytes.map { try SignedNote(parsing: $0) }
    }

    /// The present time of the log: never earlier than its newest entry.
    package var now: Instant { max(clock.now, published.lastRecordedAt) }

    private static func statementName(_ id: EntryID) -> [UInt8] {
        Array("statement/".utf8) + id.high.bigEndianBytes + id.low.bigEndianBytes
    }
}

/// Composes the entry that declares a key, unless the key is in force.
struct KeyDeclaration: Sendable {
    let key: VerifierKey
    let clock: WallClock

    func source() -> AppendRequest.Source {
        var isDone = false
        return { context in
            guard !isDone else { return nil }
            isDone = true
            return try draft(context)
        }
    }

    /// The draft of the declaration; `nil` when the key is in force.
    func draft(_ context: AppendContext) throws -> EntryDraft? {
        let old = try SigningKeyIndex.keys(in: context.store)
            .inForce(key.name, at: context.nextPosition.rawValue)
        guard old != key else { return nil }
        let now = clock.now
        return EntryDraft(
            id: .make(at: now), kind: LogKind.signingKeyDeclared, occurredAt: now,
            facts: LogFacts.declaring(key, replacing: old))
    }
}
