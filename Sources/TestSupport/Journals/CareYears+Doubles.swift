import EventLog
import Whereabouts

extension CareYears {
    /// A second id of the child, as the police keep one, with care and placement recorded again, an
    /// absence of its own, and the link.
    mutating func addSecondID() {
        let own = entries.filter { $0.child == child }
        guard let registered = own.first(where: { $0.kind == .childRegistered }) else { return }
        let copied: Set<Kind> = [
            .childRegistered, .careStarted, .careCeased, .placementStarted, .placementEnded,
        ]
        let first = child
        child = "P-\(first)"
        var second: JournalEntry?
        for entry in own where copied.contains(entry.kind) {
            let made = add(
                entry.kind, at: entry.occurredAt, entry.facts, home: entry.home,
                words: entry.narrative)
            second = second ?? made
        }
        goMissing(in: London.date(of: registered.occurredAt)...Self.last)
        child = first
        guard let second else { return }
        add(
            .childIdentitiesLinked, at: London.midnight(of: Self.last).adding(minutes: 600),
            ["ids": [.id(registered.id), .id(second.id)]], isAboutChild: false)
    }

    /// Another child to whom the same happens at the same minutes.
    mutating func addTwin(of own: ArraySlice<JournalEntry>) {
        let first = child
        child = "T-\(first)"
        var twins: [EntryID: EntryID] = [:]
        for entry in own where entry.child == first {
            var twin = entry
            twin.id = EntryID.make(at: entry.occurredAt, using: &ids)
            twin.child = child
            twins[entry.id] = twin.id
            twin.episode = entry.episode.flatMap { twins[$0] }
            twin.refersTo = entry.refersTo.flatMap { twins[$0] }
            if entry.episode == entry.id { twin.episode = twin.id }
            entries.append(twin)
        }
        child = first
    }
}
