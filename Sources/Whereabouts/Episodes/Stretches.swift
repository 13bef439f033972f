import EventLog

/// Times in which nothing changed about where the child was, and the segments that follow.
///
/// DfE's classes turn on whether the whereabouts are known, never on the police's category.
struct Stretches {
    /// Whether it is known where the child is.
    enum State { case unknown, known, located }

    /// A time in which nothing changed.
    struct Stretch {
        var state: State
        var start: Occurrence
        var end: Occurrence?
        var isRefused = false
    }

    private(set) var all: [Stretch] = []

    /// Walks through the changes of whereabouts up to the end of the episode.
    init(from state: State, at start: Occurrence, _ ordered: [Step], until end: Step?) {
        var stretch = Stretch(state: state, start: start)
        for step in ordered {
            if let end, !(step < end) { break }
            let next: State
            switch (step.kind, stretch.state) {
            case (.whereaboutsBecameKnown, .unknown): next = .known
            case (.whereaboutsLost, .known), (.whereaboutsLost, .located): next = .unknown
            case (.childFound, .unknown): next = .located
            case (.returnRefused, .located):
                stretch.isRefused = true
                continue
            default: continue
            }
            stretch.end = step.occurrence
            all.append(stretch)
            // A change recorded as earlier than the stretch it ends cannot begin before it.
            let isBefore = step.moment < stretch.start.at
            stretch = Stretch(state: next, start: isBefore ? stretch.start : step.occurrence)
        }
        stretch.end = end?.occurrence
        all.append(stretch)
    }

    /// What makes a stretch with known whereabouts one of class A.
    struct Notice {
        var hasConcern: Bool
        var isAuthorised: Bool
        /// Moments at which the police, the placing or the host authority were told.
        var moments: [Instant]

        func makesAway(before end: Occurrence?) -> Bool {
            guard !isAuthorised else { return false }
            return hasConcern
                || moments.contains { moment in
                    end.map { moment < $0.orderingMoment(isEnding: true) } ?? true
                }
        }
    }

    /// The segments of the national return.
    func segments(_ notice: Notice) -> [Episode.Segment] {
        all.compactMap { Self.segment($0, notice) }
    }

    private static func segment(_ stretch: Stretch, _ notice: Notice) -> Episode.Segment? {
        let isReturnable =
            switch stretch.state {
            case .unknown: true
            case .known: notice.makesAway(before: stretch.end)
            case .located: stretch.isRefused
            }
        guard isReturnable else { return nil }
        return Episode.Segment(
            segmentClass: stretch.state == .unknown ? .missing : .away, start: stretch.start,
            end: stretch.end)
    }
}
