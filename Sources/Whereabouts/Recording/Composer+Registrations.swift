import EventLog
import LMDB
import SwiftProtobuf

/// Who is on record is not registered anew, as long as the registration is in force.
extension Composer {
    /// Checks that `entry` registers nobody and nothing a second time.
    ///
    /// A second registration would give the child another date of birth, and nobody would see that
    /// two people had been mixed up. A home or provider may be registered again as it is on record
    /// for the day, which changes nothing; authorities and police forces have nothing but a name.
    func checkRegistrations(
        of entry: NewEntry, _ target: EntryHeader?, _ draft: EntryDraft, _ context: AppendContext
    ) throws {
        switch entry.kind {
        case .childRegistered:
            guard try isRegistered(draft.subject, context) else { return }
            throw RecordError.childRegisteredAlready(entry.child ?? "")
        case .homeRegistered:
            let facts = try HomeRegistered(serializedBytes: entry.encoded.facts)
            let known = try settings.register(in: context.store)
                .home(draft.scope.number, on: London.date(of: entry.occurrence.at))
            guard let known, !known.isSame(as: Setting.Home(facts)) else { return }
            throw RecordError.homeRegisteredAlready(entry.home ?? "")
        case .providerRegistered:
            let facts = try ProviderRegistered(serializedBytes: entry.encoded.facts)
            let known = try settings.register(in: context.store)
                .sector(ofProvider: facts.providerID, on: London.date(of: entry.occurrence.at))
            guard let known, known != facts.sector else { return }
            throw RecordError.providerRegisteredAlready(facts.providerID)
        case .entryWithdrawn, .entryReinstated:
            guard let target else { return }
            try checkRevival(entry, target, context)
        default: break
        }
    }

    /// Whether a home has a registration in force.
    func isOnRecord(_ home: HomeID, _ context: AppendContext) throws -> Bool {
        guard let number = try registry.number(of: home, in: context.store) else { return false }
        return try settings.register(in: context.store).home(number, on: .first) != nil
    }

    private func isRegistered(_ subject: Subject, _ context: AppendContext) throws -> Bool {
        guard let last = context.last(of: subject) else { return false }
        let headers = try context.store.headers(ofSubjectThrough: last)
        return !headers.registrations(.childRegistered).isEmpty
    }

    /// Checks that a registration which was withdrawn, and followed by another, does not come back.
    private func checkRevival(
        _ entry: NewEntry, _ target: EntryHeader, _ context: AppendContext
    ) throws {
        switch Kind(rawValue: target.kind) {
        case .childRegistered, .homeRegistered, .entryWithdrawn, .entryReinstated: break
        default: return
        }
        var ruling = target
        (ruling.kind, ruling.position) = (entry.kind.rawValue, context.nextPosition)
        ruling.refersTo = target.position
        let kind: Kind = target.subject == .none ? .homeRegistered : .childRegistered
        let before: [EntryHeader]
        if let last = context.last(of: target.subject) {
            before = try context.store.headers(ofSubjectThrough: last)
        } else {
            before = try settings.headers(in: context.store)
        }
        let now = Dictionary(grouping: before.registrations(kind)) { $0.scopeIfHome }
        let then = Dictionary(grouping: (before + [ruling]).registrations(kind)) { $0.scopeIfHome }
        for (scope, headers) in then where headers.count > max(1, now[scope]?.count ?? 0) {
            throw RecordError.registeredAnew(target.id, kind: entry.kind)
        }
    }
}

extension [EntryHeader] {
    /// The registrations in force among entries in log order.
    func registrations(_ kind: Kind) -> [EntryHeader] {
        guard contains(where: { $0.kind == kind.rawValue }) else { return [] }
        let withdrawn = Withdrawals(of: self)
        return filter { $0.kind == kind.rawValue && !withdrawn.contains($0.position) }
    }
}

extension EntryHeader {
    /// The home that a registration registers; none for a child's.
    fileprivate var scopeIfHome: Scope {
        kind == Kind.homeRegistered.rawValue ? scope : .none
    }
}
