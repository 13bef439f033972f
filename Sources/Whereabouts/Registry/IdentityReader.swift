import EventLog
import LMDB
import Merkle
import SwiftProtobuf

/// Finds who a child's number is, and which number a child has, opening words where it must.
struct IdentityReader: Sendable {
    let log: EventLog
    let registry: Registry

    /// Whether children can be found by the host's own id.
    var canHash: Bool { log.hasKeys }

    /// The number of a child, given by the host's id or as `#17`; `nil` when it is not registered.
    func number(of child: ChildID, in store: any StoreReading) throws -> UInt64? {
        if let number = child.number {
            return try registry.sources(ofChild: number, in: store) == nil ? nil : number
        }
        return try registry.number(of: child, in: store) { try log.indexHash(of: $0) }
    }

    /// Whether nothing leads from the host's id to a child any more, or nothing ever did.
    func isNameless(_ number: UInt64, in store: any StoreReading) throws -> Bool {
        try registry.sources(ofChild: number, in: store)?.hash.isEmpty ?? false
    }

    /// The host's id of a child, or `#17` when its words are sealed or erased.
    func child(_ number: UInt64, in store: any StoreReading) throws -> ChildID {
        if let known = registry.rememberedID(ofChild: number) { return ChildID(known) }
        guard let sources = try registry.sources(ofChild: number, in: store),
            let words = try words(at: sources.registration, in: store), !words.childID.isEmpty
        else { return ChildID("#\(number)") }
        registry.remember(child: number, name: words.childID, from: sources.registration)
        return ChildID(words.childID)
    }

    /// A child's date of birth in force; `nil` when it is sealed, erased or not known.
    ///
    /// `last` is the child's newest entry, from which its history is read where a correction or
    /// withdrawal may have changed the date.
    func birth(
        ofChild number: UInt64, last: Position?, in store: any StoreReading
    ) throws -> LocalDate? {
        if let known = registry.rememberedBirth(ofChild: number) { return known }
        guard log.hasKeys, let sources = try registry.sources(ofChild: number, in: store),
            sources.birth > 0
        else { return nil }
        let source = try store.entry(at: Position(sources.birth))
        let isAmended = Kind(rawValue: source.header.kind).amends
        let birth: LocalDate?
        if isAmended, let last {
            birth = try identity(in: store.entries(ofSubjectThrough: last), in: store).birth?.day
        } else {
            birth = try words(at: sources.birth, in: store)?.dob
        }
        registry.remember(child: number, birth: birth, from: sources.birth)
        return birth
    }

    /// The child's age in completed years on the London date of the event; `nil` when not known.
    func age(of entry: NewEntry, _ subject: Subject, _ context: AppendContext) throws -> Int? {
        guard subject != .none else { return nil }
        var birth: LocalDate?
        if entry.kind == .childRegistered, let words = entry.encoded.narrative {
            birth = try Narrative(serializedBytes: words).dob
        } else {
            birth = try self.birth(
                ofChild: subject.number, last: context.last(of: subject), in: context.store)
        }
        return birth?.completedYears(on: London.date(of: entry.occurrence.at))
    }

    private func words(at position: UInt64, in store: any StoreReading) throws -> Narrative? {
        guard position > 0 else { return nil }
        let entry = try store.entry(at: Position(position))
        guard case .words(let bytes) = try log.narrative(of: entry, in: store) else { return nil }
        return try Narrative(serializedBytes: bytes)
    }
}

extension Narrative {
    /// Words with the host's own id of the child in them, as a registration stores them.
    static func withChildID(_ id: String, _ words: [UInt8]) -> [UInt8] {
        var bytes = words
        Wire.append(bytes: Array(id.utf8), field: childIDField, to: &bytes)
        return bytes
    }

    private static let childIDField: UInt64 = 32
}
