import EventLog
import LMDB

/// Turns what a host says into what the log stores: numbers for ids, positions for episodes.
///
/// Runs inside the writer's transaction and only reads; what it knows is brought up to date by
/// ``Registry`` and ``EpisodeTracker`` once an entry is appended.
struct Composer: Sendable {
    let registry: Registry
    let tracker: EpisodeTracker
    let clock: WallClock
    let settings: SettingIndex

    /// The draft of `entry`, given everything before it.
    ///
    /// - Throws: ``RecordError``, ``VocabularyError``, or what reading throws.
    func draft(
        of entry: NewEntry, in context: AppendContext, _ keys: IdentityReader
    ) throws -> EntryDraft {
        var draft = EntryDraft(
            id: entry.id, kind: entry.kind.rawValue, occurredAt: entry.occurrence.at,
            facts: entry.encoded.facts)
        try OccurrenceRule.check(entry)
        guard entry.isOwn || entry.kind.group != .log else {
            throw RecordError.notRecorded(kind: entry.kind)
        }
        draft.occurredTo = entry.occurrence.to
        draft.precision = entry.occurrence.storedPrecision
        draft.recordedAt = entry.recordedAt
        draft.narrative = entry.encoded.narrative
        try setActor(of: entry, &draft, context)
        let target = try target(of: entry, context)
        draft.keyClass = try Self.keyClass(of: entry, target, context)
        try checkTarget(of: entry, target)
        try checkPatches(of: entry, target, context)
        try setChild(of: entry, target, &draft, context, keys)
        try setChildOfEntries(of: entry, &draft, context)
        try setHome(of: entry, target, &draft, context)
        try checkEntryFacts(of: entry, context)
        try setReferences(of: entry, target, &draft, context)
        draft.age = try keys.age(of: entry, draft.subject, context)
        draft.remarks |= try flags(of: entry, context).bits
        return draft
    }

    private func setActor(
        of entry: NewEntry, _ draft: inout EntryDraft, _ context: AppendContext
    ) throws {
        if let known = try registry.number(of: entry.actor, in: context.store) {
            draft.actor = ActorNumber(known)
            return
        }
        guard IdentifierRule.isValid(entry.actor.id) else {
            throw RecordError.badIdentifier(field: "actor.id")
        }
        draft.actor = ActorNumber(try registry.actorCount(in: context.store) + 1)
        draft.introducesActor = (entry.actor.id, UInt8(clamping: entry.actor.role.rawValue))
    }

    private func setChild(
        of entry: NewEntry, _ target: EntryHeader?, _ draft: inout EntryDraft,
        _ context: AppendContext, _ keys: IdentityReader
    ) throws {
        guard let child = entry.child else {
            if entry.kind.needsChild(home: entry.home) {
                throw RecordError.childMissing(kind: entry.kind)
            }
            draft.subject = target?.subject ?? .none
            return
        }
        if let number = try keys.number(of: child, in: context.store) {
            draft.subject = Subject(number)
        } else if entry.kind == .childRegistered {
            guard keys.canHash else { throw RecordError.keysRequired }
            guard IdentifierRule.isValid(child.text), child.text.first != "#" else {
                throw RecordError.badIdentifier(field: "child")
            }
            draft.subject = Subject(context.subjectCount + 1)
        } else {
            guard keys.canHash else { throw RecordError.keysRequired }
            throw RecordError.unknownChild(child, kind: entry.kind)
        }
        if entry.kind == .childRegistered {
            draft.narrative = Narrative.withChildID(child.text, entry.encoded.narrative ?? [])
        }
        if let target, target.subject != draft.subject, let id = entry.refersTo {
            throw RecordError.otherChild(id, kind: entry.kind, field: "refersTo")
        }
    }

    private func setHome(
        of entry: NewEntry, _ target: EntryHeader?, _ draft: inout EntryDraft,
        _ context: AppendContext
    ) throws {
        guard let home = entry.home else {
            if entry.kind.needsHome { throw RecordError.homeMissing(kind: entry.kind) }
            return
        }
        if let number = try registry.number(of: home, in: context.store) {
            draft.scope = Scope(number)
        } else if entry.kind == .homeRegistered {
            guard IdentifierRule.isValid(home.text) else {
                throw RecordError.badIdentifier(field: "home")
            }
            draft.scope = Scope(context.scopeCount + 1)
        } else {
            throw RecordError.unknownHome(home, kind: entry.kind)
        }
        if entry.kind == .homeRegistered { draft.registers = home.text }
    }

    /// The entry that `refersTo` names.
    private func target(of entry: NewEntry, _ context: AppendContext) throws -> EntryHeader? {
        guard let id = entry.refersTo else {
            if entry.kind.needsTarget { throw RecordError.targetMissing(kind: entry.kind) }
            return nil
        }
        guard let position = try context.position(of: id) else {
            throw RecordError.unknownEntry(id, kind: entry.kind, field: "refersTo")
        }
        return try context.entry(at: position).header
    }

    /// The class of the words: what is said about words belongs to the same class as these, or a
    /// corrected name would outlive the name.
    private static func keyClass(
        of entry: NewEntry, _ target: EntryHeader?, _ context: AppendContext
    ) throws -> KeyName.Class {
        switch entry.kind {
        case .childRegistered, .childDetailsChanged: return .identity
        default: break
        }
        let own = entry.actor.role == .police ? KeyName.Class.policeIntelligence : .narrative
        guard entry.kind.amends, let target else { return own }
        switch Kind(rawValue: target.kind) {
        case .childRegistered, .childDetailsChanged: return .identity
        default:
            let amended = try context.entry(at: target.position).keyName?.keyClass ?? .narrative
            return amended == .narrative ? own : amended
        }
    }

    private func flags(of entry: NewEntry, _ context: AppendContext) throws -> [Flag] {
        let recordedAt = entry.recordedAt ?? max(clock.now, context.lastRecordedAt)
        return try Flag.ofTimes(
            occurredAt: entry.occurrence.at, recordedAt: recordedAt,
            settings.thresholds(in: context.store))
    }
}
