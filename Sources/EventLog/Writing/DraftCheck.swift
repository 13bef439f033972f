import Merkle

/// The rules that an entry has to keep when it is appended.
struct DraftCheck {
    let context: AppendContext
    let keys: KeyStore?

    /// What appending a draft would do.
    enum Verdict {
        /// It becomes a new entry.
        case new
        /// It is stored already, with the same content.
        case repeats(LogEntry)
    }

    /// Checks kind, id, references and recorded time of `draft`.
    ///
    /// - Throws: ``AppendError``.
    func verdict(on draft: EntryDraft) throws -> Verdict {
        guard EntryLayout.Field.facts.contains(UInt64(draft.kind)) else {
            throw AppendError.badKind(draft.kind)
        }
        guard (draft.kind == ErasureNotice.kind) == (draft.erases != nil) else {
            throw AppendError.notAnErasure(id: draft.id)
        }
        if let position = try context.position(of: draft.id) {
            let stored = try context.entry(at: position)
            guard stored.isSame(as: draft), try hasSameWords(draft, stored) else {
                throw AppendError.idReused(id: draft.id, position: position)
            }
            return .repeats(stored)
        }
        guard draft.narrative == nil || keys != nil else {
            throw AppendError.keysRequired(id: draft.id)
        }
        let wordCount = draft.narrative?.count ?? 0
        guard wordCount <= SealedRecord.wordLimit else {
            throw AppendError.wordsTooLarge(
                id: draft.id, bytes: wordCount, limit: SealedRecord.wordLimit)
        }
        let last = context.lastRecordedAt
        if let given = draft.recordedAt, given < last {
            throw AppendError.recordedAtDecreases(id: draft.id, given: given, last: last)
        }
        try checkNumber(draft.subject.number, count: context.subjectCount, draft.id)
        try checkNumber(draft.scope.number, count: context.scopeCount, draft.id)
        try checkReference(draft.refersTo.position(own: context.nextPosition), draft.id)
        try checkReference(draft.alsoRefersTo, draft.id)
        try checkSize(of: draft)
        return .new
    }

    /// Subjects and scopes are numbered without gaps: the heads have a place for every number.
    private func checkNumber(
        _ number: UInt64, count: UInt64, _ id: EntryID
    ) throws(AppendError) {
        guard number <= count + 1 else {
            throw .numberSkipped(id: id, number: number, next: count + 1)
        }
    }

    private func checkReference(_ reference: Position?, _ id: EntryID) throws(AppendError) {
        let own = context.nextPosition
        // Position 0 is the log's creation; in a log that is still empty it is the entry's own.
        if let reference, reference > own || reference == 0 && own != 0 {
            throw .unknownReference(id: id, position: reference)
        }
    }

    /// Checks that the entry fits; only one with large facts has to be encoded to know.
    private func checkSize(of draft: EntryDraft) throws(AppendError) {
        let limit = EntryLayout.maximumByteCount
        guard draft.facts.count > limit / 2 else { return }
        let isSealed = draft.narrative != nil
        let isFirst = draft.subject != .none && context.last(of: draft.subject) == nil
        var encoder = EntryEncoder()
        let place = EntryEncoder.Assignment(
            position: context.nextPosition, recordedAt: context.lastRecordedAt,
            previousOfSubject: 0, previousOfScope: 0, place: 0,
            streamKey: isFirst ? MerkleHash.zero.bytes : nil)
        encoder.begin(draft, place, keyGeneration: isSealed ? 1 : nil)
        let digest = [UInt8](repeating: 0, count: 32)
        encoder.finish(
            draft, sealed: isSealed ? .init(hash: digest, commitment: digest) : nil)
        guard encoder.entryByteCount <= limit else {
            throw .entryTooLarge(bytes: encoder.entryByteCount, limit: limit)
        }
    }

    private func hasSameWords(_ draft: EntryDraft, _ stored: LogEntry) throws -> Bool {
        guard let narrative = draft.narrative else {
            return draft.areWordsErased || !stored.hasNarrative
        }
        guard let name = stored.keyName else { return false }
        guard let keys else { throw AppendError.keysRequired(id: draft.id) }
        // Erased words cannot be compared; facts and times did agree.
        guard let key = try keys.key(name) else { return true }
        let entryKeys = SealedRecord.EntryKeys(key, id: draft.id, keyClass: name.keyClass)
        return SealedRecord.commitment(to: narrative, entryKeys) == stored.commitment
    }
}

extension EventLog {
    /// Checks a draft against what is stored, as appending it would.
    ///
    /// - Throws: ``AppendError`` when appending the draft would throw it.
    package func check(_ draft: EntryDraft, in context: AppendContext) throws {
        _ = try DraftCheck(context: context, keys: keys).verdict(on: draft)
    }
}
