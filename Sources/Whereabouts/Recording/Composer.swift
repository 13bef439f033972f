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
    /// A repeat is composed as the first sending was, whatever has been recorded since: what the log
    /// then compares is the content, and the receipt has the first one's flags.
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
        let first = try context.position(of: entry.id).map { try context.store.header(at: $0) }
        // Read once: the flags and the log must not see two times.
        draft.recordedAt = entry.recordedAt ?? max(clock.now, context.lastRecordedAt)
        draft.narrative = entry.encoded.narrative
        try setActor(of: entry, &draft, context)
        let target = try target(of: entry, context)
        draft.keyClass = try Self.keyClass(of: entry, target, context)
        try checkTarget(of: entry, target)
        try checkPatches(of: entry, target, context)
        try setChild(of: entry, target, first, &draft, context, keys)
        try setChildOfEntries(of: entry, first, &draft, context)
        try setHome(of: entry, &draft, context)
        if first == nil { try checkRegistrations(of: entry, target, draft, context) }
        try checkEntryFacts(of: entry, context)
        try setReferences(of: entry, target, first, &draft, context)
        draft.age =
            entry.isOwn && entry.age != nil
            ? entry.age : try keys.age(of: entry, draft.subject, context) ?? entry.age
        draft.areWordsErased = entry.areWordsErased
        draft.remarks |= try flags(of: entry, first, draft, context).bits
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
        of entry: NewEntry, _ target: EntryHeader?, _ first: EntryHeader?,
        _ draft: inout EntryDraft, _ context: AppendContext, _ keys: IdentityReader
    ) throws {
        guard let child = entry.child else {
            if entry.kind.needsChild(home: entry.home) {
                throw RecordError.childMissing(kind: entry.kind)
            }
            draft.subject = target?.subject ?? .none
            return
        }
        draft.subject = try subject(of: entry, child, first, context, keys)
        if entry.kind == .childRegistered, !entry.isNameless {
            draft.narrative = Narrative.withChildID(child.text, entry.encoded.narrative ?? [])
        }
        if let target, target.subject != draft.subject, let id = entry.refersTo {
            throw RecordError.otherChild(id, kind: entry.kind, field: "refersTo")
        }
    }

    /// The number of the child that an entry names, or registers.
    private func subject(
        of entry: NewEntry, _ child: ChildID, _ first: EntryHeader?, _ context: AppendContext,
        _ keys: IdentityReader
    ) throws -> Subject {
        let isRegistration = entry.kind == .childRegistered
        if entry.isNameless, isRegistration {
            return first?.subject ?? Subject(context.subjectCount + 1)
        }
        guard !isRegistration || IdentifierRule.isValid(child.text) else {
            throw RecordError.badIdentifier(field: "child")
        }
        // Erased words cannot be compared, nor can an id that has gone with them.
        if let first, first.subject != .none, child.number == nil,
            try keys.isNameless(first.subject.number, in: context.store)
        {
            return first.subject
        }
        if let number = try keys.number(of: child, in: context.store) { return Subject(number) }
        guard keys.canHash else { throw RecordError.keysRequired }
        guard isRegistration else {
            throw RecordError.unknownChild(child, kind: entry.kind)
        }
        return Subject(context.subjectCount + 1)
    }

    private func setHome(
        of entry: NewEntry, _ draft: inout EntryDraft, _ context: AppendContext
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

    /// The flags of the times, by the limits that were set when the entry was recorded.
    private func flags(
        of entry: NewEntry, _ first: EntryHeader?, _ draft: EntryDraft, _ context: AppendContext
    ) throws -> [Flag] {
        let thresholds = try settings.thresholds(before: first?.position, in: context.store)
        let recordedAt = first?.recordedAt ?? draft.recordedAt ?? context.lastRecordedAt
        return Flag.ofTimes(
            occurredAt: entry.occurrence.at, recordedAt: recordedAt, thresholds)
    }
}
