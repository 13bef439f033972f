import EventLog
import LMDB
import SwiftProtobuf

/// What entries about other entries must name.
extension Composer {
    /// Checks that what is corrected, withdrawn or reinstated was not written by the log itself.
    func checkTarget(of entry: NewEntry, _ target: EntryHeader?) throws {
        guard let target, entry.kind.amends, entry.kind != .entryAnnotated else { return }
        let kind = Kind(rawValue: target.kind)
        guard kind.group != .log else {
            throw RecordError.notAmendable(target.id, kind: entry.kind, target: kind)
        }
    }

    /// Checks that a correction gives its target values that the target's kind may have.
    func checkPatches(
        of entry: NewEntry, _ target: EntryHeader?, _ context: AppendContext
    ) throws {
        guard entry.kind == .entryCorrected, let target else { return }
        let kind = Kind(rawValue: target.kind)
        let words = try entry.encoded.narrative.map { try Narrative(serializedBytes: $0) }
        let facts = try EntryCorrected(serializedBytes: entry.encoded.facts)
        for (place, patch) in facts.openedPatches(with: words).enumerated() where patch.hasNew {
            func bad(_ rule: String) -> VocabularyError {
                .badPatch(kind: entry.kind, number: place + 1, rule: rule)
            }
            guard let path = PatchPath(patch.path) else { throw bad(PatchPath.rule) }
            guard let value = try? JSONValue(parsing: patch.new) else {
                throw bad("the new value is not JSON")
            }
            try FactsCodec.validate(patch: path, value: value, of: kind)
            if path == .home { try checkHome(value, of: kind, by: entry.kind, context) }
            if path == .facts("patches") { try checkInnerHomes(value, by: entry.kind, context) }
        }
    }

    /// Checks the homes that a correction of a correction names: an unknown one would begin to act
    /// when it is registered, and change what a view of the past says.
    private func checkInnerHomes(
        _ patches: JSONValue, by kind: Kind, _ context: AppendContext
    ) throws {
        guard case .array(let patches) = patches else { return }
        for patch in patches {
            guard let value = patch["new"] else { continue }
            if patch["path"] == "home" { try checkHome(value, of: kind, by: kind, context) }
            if patch["path"] == "facts.patches" {
                try checkInnerHomes(value, by: kind, context)
            }
        }
    }

    private func checkHome(
        _ value: JSONValue, of target: Kind, by kind: Kind, _ context: AppendContext
    ) throws {
        guard case .string(let text) = value else {
            if target.needsHome { throw RecordError.homeMissing(kind: target) }
            return
        }
        guard try registry.number(of: HomeID(text), in: context.store) != nil else {
            throw RecordError.unknownHome(HomeID(text), kind: kind)
        }
    }

    /// Checks the entries that a join, split or link names, and finds the child they are about.
    ///
    /// A repeat is not checked again: links may have changed since, and the content decides.
    func setChildOfEntries(
        of entry: NewEntry, _ first: EntryHeader?, _ draft: inout EntryDraft,
        _ context: AppendContext
    ) throws {
        guard let rule = EntriesRule(entry.kind) else { return }
        guard first == nil else {
            let named = entry.child == nil ? try named(by: entry, context).first : nil
            if rule.isOfOneChild, let named { draft.subject = named.subject }
            return
        }
        var subjects: Set<Subject> = []
        var same: [Subject] = []
        let named = try self.named(by: entry, context)
        for (place, header) in named.enumerated() {
            if place < rule.openings, !header.opensEpisode {
                throw RecordError.notAnOpening(header.id, kind: entry.kind, field: "ids")
            }
            guard header.subject != .none else {
                throw RecordError.aboutNoChild(header.id, kind: entry.kind, field: "ids")
            }
            if subjects.isEmpty { same = [header.subject] }
            subjects.insert(header.subject)
            guard rule.isOfOneChild else { continue }
            if !same.contains(header.subject) { same = try identities(of: same[0], context) }
            guard same.contains(header.subject) else {
                throw RecordError.otherChild(header.id, kind: entry.kind, field: "ids")
            }
        }
        let count = rule.isOfOneChild ? Set(named.map(\.position)).count : subjects.count
        guard count >= rule.minimum else {
            throw RecordError.tooFew(
                kind: entry.kind, field: "ids", minimum: rule.minimum, of: rule.things)
        }
        guard rule.isOfOneChild, let first = named.first else { return }
        if entry.child == nil { draft.subject = first.subject }
        if same.contains(draft.subject) { return }
        guard try identities(of: first.subject, context).contains(draft.subject) else {
            throw RecordError.otherChild(first.id, kind: entry.kind, field: "ids")
        }
    }

    /// The numbers of one child as linked when the entry is appended.
    private func identities(
        of subject: Subject, _ context: AppendContext
    ) throws -> [Subject] {
        let links = try settings.links(in: context.store) { ids in
            try ids.compactMap { try context.position(of: $0) }
                .map { try context.store.header(at: $0).subject }.filter { $0 != .none }
        }
        return links.identities(of: subject)
    }

    private func named(by entry: NewEntry, _ context: AppendContext) throws -> [EntryHeader] {
        guard let schema = entry.kind.schema else { return [] }
        return try FactsCodec.entries(in: entry.encoded.facts, schema).map { field, id in
            guard let position = try context.position(of: id) else {
                throw RecordError.unknownEntry(id, kind: entry.kind, field: field)
            }
            return try context.store.header(at: position)
        }
    }
}

/// What the list of a join, split or link must hold.
private struct EntriesRule {
    /// How many at the start must open episodes.
    let openings: Int
    let isOfOneChild: Bool
    let minimum: Int
    /// What is counted.
    let things: String

    init?(_ kind: Kind) {
        switch kind {
        case .episodesJoined: self.init(.max, isOfOneChild: true, 2, "episodes")
        case .episodeSplit: self.init(1, isOfOneChild: true, 1, "episodes")
        case .childIdentitiesLinked: self.init(0, isOfOneChild: false, 2, "children")
        case .childIdentitiesUnlinked: self.init(0, isOfOneChild: false, 1, "children")
        default: return nil
        }
    }

    private init(_ openings: Int, isOfOneChild: Bool, _ minimum: Int, _ things: String) {
        self.openings = openings
        self.isOfOneChild = isOfOneChild
        self.minimum = minimum
        self.things = things
    }
}
