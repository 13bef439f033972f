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
    /// The child is registered, and the registration is in force.
    case childRegisteredAlready(ChildID)
    /// The home is registered with other facts, and the registration is in force.
    case homeRegisteredAlready(HomeID)
    /// The provider is registered with another sector, and the registration is in force.
    case providerRegisteredAlready(String)
    /// A registration would come back into force beside the one that followed it.
    case registeredAnew(EntryID, kind: Kind)
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
    /// What to do about a child that is on record, whoever is meant.
    static let childWayOut =
        "registered already; record ChildDetailsChanged for what has changed, EntryCorrected for "
        + "what was wrong; give another child an id of its own, and record ChildIdentitiesLinked "
        + "where two ids are one child"
    /// What to do about a home that is on record.
    static let homeWayOut =
        "registered already with other facts; record HomeChanged for what has changed, EntryCorrected for what was "
        + "wrong; give another home an id of its own"

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
        case .childRegisteredAlready(let child):
            "ChildRegistered child: \"\(child)\" is \(Self.childWayOut)"
        case .homeRegisteredAlready(let home):
            "HomeRegistered home: \"\(home)\" is \(Self.homeWayOut)"
        case .providerRegisteredAlready(let provider):
            "ProviderRegistered providerId: \"\(provider)\" is registered already with another "
                + "sector; record ProviderChanged for what has changed, EntryCorrected for what was "
                + "wrong"
        case .registeredAnew(let id, let kind):
            "\(kind) refersTo: with entry \(id) a second registration would be in force; withdraw "
                + "the other registration first"
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
            "\(field): an id has 1 to 200 bytes, no control characters and no # in front"
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
