import EventLog

/// One entry of an episode in its place in time.
struct Step: Comparable {
    let entry: EffectiveEntry
    let moment: Instant

    init(_ entry: EffectiveEntry) {
        self.entry = entry
        let isEnding = entry.kind == .childFound || entry.header.endsEpisode
        moment = entry.occurrence.orderingMoment(isEnding: isEnding)
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
        (left.moment, left.position) < (right.moment, right.position)
    }

    static func == (left: Step, right: Step) -> Bool { left.position == right.position }
}
