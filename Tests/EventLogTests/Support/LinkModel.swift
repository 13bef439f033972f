import EventLog

/// What links, places and times must be, computed the simple way.
struct LinkModel {
    private var size: UInt64 = 0
    private var lastOfSubject: [UInt64: (position: UInt64, count: UInt64)] = [:]
    private var lastOfScope: [UInt64: UInt64] = [:]
    private var lastRecordedAt = Instant(microseconds: .min)

    /// The position of the first of all entries of a log that does not fit those before it.
    static func firstMisfit(in entries: [LogEntry]) -> Int? {
        var model = LinkModel()
        return entries.firstIndex { !model.takeIn($0.header) }
    }

    private mutating func takeIn(_ header: EntryHeader) -> Bool {
        let (subject, scope) = (header.subject.number, header.scope.number)
        let previous = subject == 0 ? nil : lastOfSubject[subject]
        let count = subject == 0 ? 0 : (previous?.count ?? 0) + 1
        let isRight =
            header.position == Position(size) && header.place == count
            && header.previousOfSubject == previous.map { Position($0.position) }
            && header.previousOfScope == (scope == 0 ? nil : lastOfScope[scope].map { .init($0) })
            && header.recordedAt >= lastRecordedAt
        if subject > 0 { lastOfSubject[subject] = (size, count) }
        if scope > 0 { lastOfScope[scope] = size }
        lastRecordedAt = header.recordedAt
        size += 1
        return isRight
    }
}

extension LogEntry {
    /// Whether the entry says what `draft` says.
    func says(_ draft: EntryDraft) -> Bool {
        let reference: Position? =
            switch draft.refersTo {
            case .none: nil
            case .itself: header.position
            case .entry(let position): position
            }
        return header.id == draft.id && header.kind == draft.kind && header.age == draft.age
            && header.subject == draft.subject && header.scope == draft.scope
            && header.occurredAt == draft.occurredAt && header.refersTo == reference
            && Array(facts) == draft.facts
    }
}
