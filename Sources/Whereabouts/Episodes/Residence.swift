public import EventLog
import SwiftProtobuf

/// A stay of a child in one placement.
public struct Stay: Hashable, Sendable {
    /// The home, by number; `none` when the placement names none.
    public let scope: Scope
    /// When it started, and the entry that says so.
    public let started: Mark
    /// When it ended; `nil` while it lasts.
    public internal(set) var ended: Mark?
    let placement: String
}

/// Where a child was placed, and when the child was in care.
struct Residence: Hashable, Sendable {
    /// In order of their starts.
    private(set) var stays: [Stay] = []
    /// Whether anything was recorded about care; without it nothing can be said.
    private(set) var hasCare = false
    /// In order of their first days.
    private(set) var care: [Care] = []
    /// Ends of placements that name none which started.
    private(set) var otherEnds: [Mark] = []

    /// A period of care, in days.
    struct Care: Hashable, Sendable {
        let from: LocalDate
        var to: LocalDate?
    }

    /// Nothing on record.
    init() {}

    init(stays: [Stay], hasCare: Bool, care: [Care], otherEnds: [Mark]) {
        (self.stays, self.hasCare, self.care) = (stays, hasCare, care)
        self.otherEnds = otherEnds
    }

    init(_ entries: [EffectiveEntry]) throws {
        var ends: [(mark: Mark, placement: String)] = []
        var ceased: [LocalDate] = []
        for entry in entries {
            switch entry.kind {
            case .placementStarted:
                let facts = try PlacementStarted(serializedBytes: entry.facts)
                stays.append(
                    Stay(
                        scope: entry.scope, started: Mark(entry), placement: facts.placementID))
            case .placementEnded:
                let facts = try PlacementEnded(serializedBytes: entry.facts)
                ends.append((Mark(entry), facts.placementID))
            case .careStarted:
                hasCare = true
                if let day = try CareStarted(serializedBytes: entry.facts).decom {
                    care.append(Care(from: day))
                }
            case .careCeased:
                hasCare = true
                if let day = try CareCeased(serializedBytes: entry.facts).dec {
                    ceased.append(day)
                }
            default: break
            }
        }
        stays.sort { ($0.started.at, $0.started.position) < ($1.started.at, $1.started.position) }
        for end in ends { close(end.mark, end.placement) }
        care.sort { $0.from < $1.from }
        for day in ceased.sorted() { cease(on: day) }
    }

    /// Ends the newest open period of care; of a day on which another began, the one before it.
    private mutating func cease(on day: LocalDate) {
        let open = care.indices.filter { care[$0].to == nil && care[$0].from <= day }
        guard let place = open.last(where: { care[$0].from < day }) ?? open.last else { return }
        care[place].to = day
    }

    private mutating func close(_ mark: Mark, _ placement: String) {
        let place = stays.lastIndex {
            $0.placement == placement && $0.ended == nil && $0.started.at <= mark.at
        }
        if let place { stays[place].ended = mark } else { otherEnds.append(mark) }
    }

    /// The home that an opening names, else the one of the newest placement by then.
    func home(of opening: EffectiveEntry, else other: Scope?) -> Scope {
        if opening.scope != .none { return opening.scope }
        return other ?? home(at: opening.occurrence.at) ?? .none
    }

    /// The home of the newest placement that has started by `moment`.
    func home(at moment: Instant) -> Scope? {
        stays.last { $0.started.at <= moment }?.scope
    }

    /// Whether `moment` lies outside every period of care, or every placement, on record.
    func isOutside(_ moment: Instant) -> Bool {
        let day = London.date(of: moment)
        if hasCare, !care.contains(where: { $0.from <= day && day <= ($0.to ?? .last) }) {
            return true
        }
        return !stays.isEmpty
            && !stays.contains { stay in
                London.date(of: stay.started.at) <= day
                    && day <= (stay.ended.map { London.date(of: $0.at) } ?? .last)
            }
    }

    /// The last admission to care or placement by `moment`; `nil` when none is on record.
    func admission(before moment: Instant) -> Instant? {
        let day = London.date(of: moment)
        let firstStay = stays.first { $0.started.at <= moment }?.started.at
        guard let start = care.last(where: { $0.from <= day })?.from else { return firstStay }
        // The day of admission is known; a placement that started on it says the time.
        let sameDay = stays.first { London.date(of: $0.started.at) == start }?.started.at
        return sameDay ?? London.midnight(of: start)
    }
}
