public import EventLog

/// Why an entry was refused; nothing of its batch was stored.
@nonexhaustive
public enum RecordError: Error, Hashable, Sendable {
    /// The kind needs a child, and none was given.
    case childMissing(kind: Kind)
    /// The kind needs a home, and none was given.
    case homeMissing(kind: Kind)
    /// The child is not registered; `kind` is `nil` when it was only asked for.
    case unknownChild(ChildID, kind: Kind?)
    /// The home is not registered; `kind` is `nil` when it was only asked for.
    case unknownHome(HomeID, kind: Kind?)
    /// No authority with that code is registered or responsible for a child.
    case unknownAuthority(String)
    /// A field names an entry that the log does not hold.
    case unknownEntry(EntryID, kind: Kind, field: String)
    /// The entry named as episode opens none.
    case notAnOpening(EntryID, kind: Kind, field: String)
    /// A field names an entry about another child.
    case otherChild(EntryID, kind: Kind, field: String)
    /// A correction, withdrawal, reinstatement or annotation names no entry.
    case targetMissing(kind: Kind)
    /// The log wrote the target about itself.
    case notAmendable(EntryID, kind: Kind, target: Kind)
    /// A list names fewer than `minimum` of what it must name.
    case tooFew(kind: Kind, field: String, minimum: Int, of: String)
    /// A field names an entry about no child.
    case aboutNoChild(EntryID, kind: Kind, field: String)
    /// An id of a child, home or actor breaks the rule for ids.
    case badIdentifier(field: String)
    /// The range or the precision of the moment contradicts itself.
    case badOccurrence(kind: Kind, rule: String)
    /// Only the log itself says so: a forged anchor or key would count against a sound log.
    case notRecorded(kind: Kind)
    /// Children are registered and found by keyed hashes, which need the log's keys.
    case keysRequired
}

extension RecordError: CustomStringConvertible {
    /// What was refused, by which rule, and what to do next.
    public var description: String {
        switch self {
        case .childMissing(let kind):
            "\(kind) child: missing; say which child it is about"
        case .homeMissing(let kind):
            "\(kind) home: missing; say which home it is filed under"
        case .unknownChild(let child, let kind):
            kind.map { "\($0) child: \"\(child)\" is not registered; record ChildRegistered first" }
                ?? "no child \"\(child)\" was registered by then; check the id and the time"
        case .unknownHome(let home, let kind):
            kind.map { "\($0) home: \"\(home)\" is not registered; record HomeRegistered first" }
                ?? "no home \"\(home)\" was registered by then; check the id and the time"
        case .unknownAuthority(let code):
            "no authority \"\(code)\" was registered by then, nor has a child of it been; "
                + "check the code and the time"
        case .unknownEntry(let id, let kind, let field):
            "\(kind) \(field): the log holds no entry \(id); record it first, or correct the id"
        case .notAnOpening(let id, let kind, let field):
            "\(kind) \(field): entry \(id) opens no episode; name the opening entry"
                + (field == "episode" ? ", or none" : "")
        case .otherChild(let id, let kind, let field):
            "\(kind) \(field): entry \(id) is about another child"
        case .targetMissing(let kind):
            "\(kind) refersTo: missing; name the entry that it is about"
        case .notAmendable(let id, let kind, let target):
            "\(kind) refersTo: entry \(id) is \(target), which the log wrote about itself "
                + "and which stays as it is; name an entry that somebody recorded"
        case .tooFew(let kind, let field, let minimum, let things):
            "\(kind) \(field): names fewer than \(minimum) \(things); name them all"
        case .aboutNoChild(let id, let kind, let field):
            "\(kind) \(field): entry \(id) is about no child; name a child's registration"
        case .badIdentifier(let field):
            "\(field): an id has 1 to 200 bytes and no control characters"
        case .badOccurrence(let kind, let rule):
            "\(kind) occurredAt: \(rule)"
        case .notRecorded(let kind):
            "\(kind): only the log itself says so, of what it has done; it cannot be recorded"
        case .keysRequired:
            "the log was opened without keys: children can be named by number only, as #17; "
                + "open it with its keys"
        }
    }
}
