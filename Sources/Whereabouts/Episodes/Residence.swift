import EventLog
import SwiftProtobuf

/// Where a child was placed, and when the child was in care.
struct Residence: Hashable, Sendable {
    /// In order of their starts.
    private(set) var stays: [Stay] = []
    /// Whether anything was recorded about care; without it nothing can be said.
    private(set) var hasCare = false
    /// In order of their first days.
    private(set) var care: [CarePeriod] = []
    /// Ends of placements that name none which started.
    private(set) var otherEnds: [Mark] = []
    /// Ends of care whose beginning nobody recorded, each as a period of that day.
    private(set) var careEnds: [CarePeriod] = []
    /// In order of their first days; equal ones that follow each other stand as they were recorded.
    private(set) var statuses: [LegalStatusPeriod] = []

    /// Nothing on record.
    init() {}

    init(
        stays: [Stay], hasCare: Bool, care: [CarePeriod], otherEnds: [Mark],
        careEnds: [CarePeriod], statuses: [LegalStatusPeriod]
    ) {
        (self.stays, self.hasCare, self.care) = (stays, hasCare, care)
        self.careEnds = careEnds
        (self.otherEnds, self.statuses) = (otherEnds, statuses)
    }

    init(_ entries: [EffectiveEntry]) throws {
        var ends: [Ending] = []
        var diary = CareDiary()
        for entry in entries {
            switch entry.kind {
            case .placementStarted: stays.append(try Stay(entry))
            case .placementEnded: ends.append(try Ending(entry))
            case .careStarted:
                hasCare = true
                diary.note(try CareStarted(serializedBytes: entry.facts))
            case .careCeased:
                hasCare = true
                diary.note(try CareCeased(serializedBytes: entry.facts))
            default:
                if let status = try LegalStatusPeriod(entry) { statuses.append(status) }
            }
        }
        stays.sort { ($0.started.at, $0.started.position) < ($1.started.at, $1.started.position) }
        for end in ends { close(end) }
        (care, careEnds) = diary.periods
        statuses.sort { $0.from < $1.from }
    }

    /// What an end of a placement says.
    private struct Ending {
        let mark: Mark
        let placement: String
        let ceased: UInt8
        let change: UInt8

        init(_ entry: EffectiveEntry) throws {
            let facts = try PlacementEnded(serializedBytes: entry.facts)
            (mark, placement) = (Mark(entry), facts.placementID)
            ceased = UInt8(clamping: facts.rec.rawValue)
            change = UInt8(clamping: facts.reasonPlaceChange.rawValue)
        }
    }

    private mutating func close(_ end: Ending) {
        let place = stays.lastIndex {
            $0.placement == end.placement && $0.ended == nil && $0.started.at <= end.mark.at
        }
        guard let place else { return otherEnds.append(end.mark) }
        stays[place].ended = end.mark
        (stays[place].codes.ceased, stays[place].codes.change) = (end.ceased, end.change)
    }

    /// The home that an opening names, else the one of the newest placement by then.
    func home(of opening: EffectiveEntry, else other: Scope?) -> Scope {
        if opening.scope != .none { return opening.scope }
        return other ?? home(at: opening.occurrence.at) ?? .none
    }

    /// The home of the newest placement that lasts at `moment`; in a gap that of the newest that
    /// has started.
    func home(at moment: Instant) -> Scope? {
        let begun = stays.prefix { $0.started.at <= moment }
        return (begun.last { $0.lasts(at: moment) } ?? begun.last)?.scope
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

extension Stay {
    fileprivate init(_ entry: EffectiveEntry) throws {
        let facts = try PlacementStarted(serializedBytes: entry.facts)
        (scope, started, placement) = (entry.scope, Mark(entry), facts.placementID)
        codes.place = UInt8(clamping: facts.place.rawValue)
        codes.provider = UInt8(clamping: facts.placeProvider.rawValue)
    }
}

extension LegalStatusPeriod {
    /// What an entry says of the legal status; `nil` when it says nothing.
    fileprivate init?(_ entry: EffectiveEntry) throws {
        var day: LocalDate? = London.date(of: entry.occurrence.at)
        let status: LegalStatus
        switch entry.kind {
        case .childRegistered:
            status = try ChildRegistered(serializedBytes: entry.facts).legalStatus
        case .childDetailsChanged:
            status = try ChildDetailsChanged(serializedBytes: entry.facts).legalStatus
        case .legalStatusChanged:
            let facts = try LegalStatusChanged(serializedBytes: entry.facts)
            (status, day) = (facts.ls, facts.from)
        default: return nil
        }
        guard status != .unspecified, let day else { return nil }
        (from, self.status) = (day, UInt8(clamping: status.rawValue))
    }
}
