import EventLog

/// One entry of an episode in its place in time.
///
/// Entries of one moment are ordered by what they mean, whoever wrote first: see ``Rank``. Two of
/// one kind and moment keep the order in which they were recorded.
struct Step: Comparable {
    let entry: EffectiveEntry
    let moment: Instant
    private let rank: Rank

    init(_ entry: EffectiveEntry) {
        self.entry = entry
        rank = Rank(entry.kind)
        moment = entry.occurrence.orderingMoment(isEnding: rank.isOfTheEnd)
    }

    var kind: Kind { entry.kind }
    var occurrence: Occurrence { entry.occurrence }
    var position: Position { entry.header.position }
    var isEnd: Bool { entry.header.endsEpisode }

    /// It ends the episode as a day begins: the age on that day was not the child's age before.
    var endsAtMidnight: Bool {
        isEnd && London.midnight(of: London.date(of: occurrence.at)) == occurrence.at
    }

    static func < (left: Step, right: Step) -> Bool {
        (left.moment, left.rank, left.kind, left.position)
            < (right.moment, right.rank, right.kind, right.position)
    }

    static func == (left: Step, right: Step) -> Bool { left.position == right.position }
}

/// What comes first of entries of one moment: the order in which an absence can go on.
///
/// Lost comes behind known, so that in doubt the child is missing. A refusal to come back follows
/// the find, even where both have a day only.
private enum Rank: Int, Comparable {
    case opening, known, lost, found, refused, returned, endedOtherwise, policeClosed, other

    init(_ kind: Kind) {
        switch kind {
        case .absenceNoted, .episodeSplit: self = .opening
        case .whereaboutsBecameKnown: self = .known
        case .whereaboutsLost: self = .lost
        case .childFound: self = .found
        case .returnRefused: self = .refused
        case .childReturned: self = .returned
        case .episodeEndedOtherwise: self = .endedOtherwise
        case .policeCaseClosed: self = .policeClosed
        default: self = .other
        }
    }

    /// Of which a day alone means the end of that day.
    var isOfTheEnd: Bool { (Rank.found...Rank.endedOtherwise).contains(self) }

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
}
