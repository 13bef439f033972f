package import EventLog

/// A time in which a child was at one placement.
///
/// A stay inside another that goes on makes three spells: the child is then again at the outer one.
package struct Spell: Hashable, Sendable {
    /// The placement; of several records of one placement that overlap, the newest.
    package let stay: Stay
    /// When the child came.
    package let start: Instant
    /// When the child left; `nil` while the child is there.
    package let end: Instant?
}

extension Residence {
    /// Where the child was, in order: at every moment at the newest placement that lasts.
    ///
    /// Stays without an end last until the next one, and go on after a stay inside them. Stays in
    /// one home that overlap are one placement, recorded twice.
    ///
    /// - Complexity: O(n²) in the stays.
    var spells: [Spell] {
        var spells: [Spell] = []
        let moments = Set(stays.flatMap { [$0.started.at, $0.ended?.at].compactMap { $0 } })
            .sorted()
        for (place, moment) in moments.enumerated() {
            // A stay of no time at all, such as one that began and ended on one day, is a spell.
            for stay in stays where stay.started.at == moment && stay.ended?.at == moment {
                let spell = Spell(stay: stay, start: moment, end: moment)
                if spells.last?.isTwin(of: spell) != true { spells.append(spell) }
            }
            guard let stay = stays.last(where: { $0.lasts(at: moment) }) else { continue }
            let next = place + 1 < moments.count ? moments[place + 1] : nil
            let spell = Spell(stay: stay, start: moment, end: next)
            if let last = spells.last, last.continues(in: spell) {
                spells[spells.count - 1] = Spell(stay: stay, start: last.start, end: next)
            } else {
                spells.append(spell)
            }
        }
        return spells
    }
}

extension Spell {
    /// Whether another of no time at all is the same one, recorded twice.
    fileprivate func isTwin(of other: Spell) -> Bool {
        start == end && start == other.start && stay.scope == other.stay.scope
            && stay.scope != .none
    }

    /// Whether another that follows is of the same placement.
    fileprivate func continues(in next: Spell) -> Bool {
        guard end == next.start, start != end else { return false }
        if stay.started.position == next.stay.started.position { return true }
        guard stay.scope == next.stay.scope, stay.scope != .none else { return false }
        return stay.lasts(at: next.stay.started.at) || next.stay.lasts(at: start)
    }
}

extension CaseRecord {
    /// Where the child was placed, without overlaps, in order of time.
    package var spells: [Spell] { residence.spells }
}
