import EventLog
import SwiftProtobuf

/// Which entries make up one episode, before it is told.
struct EpisodePlan {
    /// The entry that opens it: an absence, a report to the police, or a split.
    var opening: EffectiveEntry
    /// Openings of other episodes that were joined to it.
    var joined: [EffectiveEntry] = []
    /// Everything else in it.
    var members: [EffectiveEntry] = []
    /// The plan that it was split from, by place in the list.
    var splitFrom: Int?
    /// When a later part was split off.
    var cut: EffectiveEntry?
}

/// The plans of one child, with joins and splits applied in log order.
struct EpisodePlans {
    private(set) var plans: [EpisodePlan] = []
    /// The plan of every opening, joined ones too.
    private var places: [EntryID: Int] = [:]

    init(_ entries: [EffectiveEntry]) throws {
        var byPosition: [Position: Int] = [:]
        for entry in entries where entry.header.opensEpisode {
            byPosition[entry.header.position] = plans.count
            places[entry.header.id] = plans.count
            plans.append(EpisodePlan(opening: entry))
        }
        for entry in entries where entry.kind.group == .episode && !entry.header.opensEpisode {
            if let opening = entry.header.refersTo, let place = byPosition[opening] {
                plans[place].members.append(entry)
            }
        }
        for entry in entries {
            switch entry.kind {
            case .episodesJoined:
                join(try EpisodesJoined(serializedBytes: entry.facts).ids)
            case .episodeSplit:
                split(try EpisodeSplit(serializedBytes: entry.facts).ids, by: entry)
            default: break
            }
        }
    }

    /// The place in ``plans`` of the episode that `opening` opened; `nil` when there is none.
    func place(of opening: EntryID) -> Int? { places[opening] }

    /// Whether the plan still stands for an episode of its own.
    func isOwn(_ place: Int) -> Bool {
        places[plans[place].opening.header.id] == place
    }

    /// Makes one episode of several: the one that was opened first takes in the others.
    private mutating func join(_ ids: [EntryID]) {
        let named = Set(ids.compactMap { places[$0] }).sorted { left, right in
            let (a, b) = (plans[left].opening, plans[right].opening)
            return (a.occurrence.at, a.header.position) < (b.occurrence.at, b.header.position)
        }
        guard let first = named.first else { return }
        for other in named.dropFirst() {
            let plan = plans[other]
            plans[first].joined += [plan.opening] + plan.joined
            plans[first].members += plan.members
            plans[other].members = []
            plans[other].joined = []
            for (id, place) in places where place == other { places[id] = first }
        }
    }

    /// Gives what happened from the moment of the split on, and what it names, to a new episode.
    private mutating func split(_ ids: [EntryID], by entry: EffectiveEntry) {
        guard let first = ids.first, let place = places[first] else { return }
        let named = Set(ids.dropFirst())
        func isLater(_ other: EffectiveEntry) -> Bool {
            Step(other).moment >= entry.occurrence.at || named.contains(other.header.id)
        }
        let source = plans[place]
        var later = EpisodePlan(opening: entry, splitFrom: place)
        later.members = source.members.filter(isLater)
        later.joined = source.joined.filter { named.contains($0.header.id) }
        plans[place].members = source.members.filter { !isLater($0) }
        plans[place].joined = source.joined.filter { !named.contains($0.header.id) }
        plans[place].cut = entry
        if let opening = later.joined.first {
            later.opening = opening
            later.joined.removeFirst()
            later.splitFrom = nil
            plans[place].cut = nil
        }
        for id in [entry.header.id, later.opening.header.id] + later.joined.map(\.header.id) {
            places[id] = plans.count
        }
        plans.append(later)
    }
}
