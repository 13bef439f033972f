import EventLog

extension EventLog {
    /// Erases a subject's words as the layer above does; `nil` when nothing was left to erase.
    @discardableResult
    func erase(
        _ classes: KeyName.Class..., of subject: UInt64, id number: UInt64,
        destroyingKeys: Bool = true
    ) throws -> Receipt? {
        let receipts = try appendAndWait(from: { [self] in
            var isDone = false
            return { context in
                guard !isDone else { return nil }
                isDone = true
                let erasable = try self.erasable(
                    classes, of: Subject(subject), last: context.last(of: Subject(subject)),
                    in: context.store)
                guard !erasable.classes.isEmpty else { return nil }
                var draft = EntryDraft.numbered(number, subject: subject)
                draft.kind = ErasureNotice.kind
                let codes = erasable.classes.map(\.rawValue)
                draft.facts = [0x0A, UInt8(codes.count)] + codes
                draft.erases = erasable
                return draft
            }
        })
        if destroyingKeys { try destroyErasedKeys(of: Subject(subject)) }
        return receipts.first
    }

    /// What has become of the words of the entry at `position`.
    func words(at position: Position) throws -> Narrative {
        try narrative(of: try entry(at: position))
    }
}
