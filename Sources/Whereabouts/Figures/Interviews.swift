public import EventLog

/// Whether children were offered return home interviews, and had them (report 3).
///
/// Counts episodes that ended by a return in the period, with the whereabouts unknown at any time,
/// of children under 18 (2014 guidance; 72 elapsed hours). Every figure lists the openings of the
/// episodes behind it.
public struct Interviews: Hashable, Sendable {
    /// Episodes that call for an interview.
    public internal(set) var required: [EntryID] = []
    /// Those with an offer, whenever it was made.
    public internal(set) var offered: [EntryID] = []
    /// Those with an offer when it was due, or before.
    public internal(set) var offeredIn72: [EntryID] = []
    /// Those finally declined.
    public internal(set) var declined: [EntryID] = []
    /// Those with an interview.
    public internal(set) var completed: [EntryID] = []
    /// Those with an interview when it was due, or before.
    public internal(set) var completedIn72: [EntryID] = []
    /// Past due, and no offer ever; also when an interview was held without one.
    public internal(set) var notOffered: [EntryID] = []
    /// Due later, neither held nor declined.
    public internal(set) var awaiting: [EntryID] = []
    /// Past due, neither held nor declined.
    public internal(set) var overdue: [EntryID] = []
    /// The return has no time, so that nobody can say when it was due.
    public internal(set) var clockUnknown: [EntryID] = []
    /// Held, and nobody had offered it.
    public internal(set) var completedWithoutOffer: [EntryID] = []
    /// Past due without an offer, and nobody has challenged it.
    public internal(set) var challengesDue: [EntryID] = []
    /// Those whose source cannot hold offers, which are no data: they count in ``required`` alone.
    public internal(set) var withoutOffers: [EntryID] = []
    /// Those whose source cannot hold interviews.
    public internal(set) var withoutInterviews: [EntryID] = []
    /// Those of which no entry says a word about an interview, whatever their source.
    public internal(set) var withoutEntry: [EntryID] = []
    /// Those of them that are past due.
    public internal(set) var unrecorded: [EntryID] = []
    /// The interviews themselves, each once however many episodes it covers.
    public internal(set) var interviews: [EntryID] = []
    /// Those by somebody independent.
    public internal(set) var independent: [EntryID] = []
    /// Elapsed seconds from the return to the interview; not of returns without a time.
    var delays: [Int64] = []

    /// The median of the elapsed seconds from the return to the first interview; `nil` without any.
    ///
    /// Of an even number the mean of the middle two, rounded down.
    public var medianDelaySeconds: Int64? {
        let sorted = delays.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// Adds an episode that calls for an interview.
    ///
    /// - Parameters:
    ///   - episode: Of the child whose interviews `seen` are counted already.
    ///   - source: Whether offers and interviews are recorded here.
    ///   - now: The moment of asking.
    ///   - seen: Interviews counted for this home, since one may cover several episodes.
    mutating func add(
        _ episode: Episode, from source: InterviewSource, asOf now: Instant, seen: inout [EntryID]
    ) {
        let id = episode.id
        let standing = InterviewStanding(episode, from: source, asOf: now)
        required.append(id)
        if !source.holdsOffers { withoutOffers.append(id) }
        if !source.holdsInterviews { withoutInterviews.append(id) }
        if !episode.interview.hasEntry {
            withoutEntry.append(id)
            if standing.isPast { unrecorded.append(id) }
        }
        if standing.isOffered { offered.append(id) }
        if standing.isOfferedIn72 { offeredIn72.append(id) }
        if standing.isDeclined { declined.append(id) }
        if standing.isCompleted { completed.append(id) }
        if standing.isCompletedIn72 { completedIn72.append(id) }
        if standing.isCompletedWithoutOffer { completedWithoutOffer.append(id) }
        if standing.isClockUnknown { clockUnknown.append(id) }
        if standing.isAwaiting { awaiting.append(id) }
        if standing.isOverdue { overdue.append(id) }
        if standing.isNotOffered { notOffered.append(id) }
        if standing.isChallengeDue { challengesDue.append(id) }
        if let held = episode.interview.firstCompletion { addDelay(held.mark, episode.returned) }
        addInterviews(episode.interview, &seen)
    }

    private mutating func addInterviews(_ interview: Interview, _ seen: inout [EntryID]) {
        for held in interview.completions where !seen.contains(held.mark.id) {
            seen.append(held.mark.id)
            interviews.append(held.mark.id)
            if held.isIndependent { independent.append(held.mark.id) }
        }
    }

    private mutating func addDelay(_ held: Mark, _ returned: Mark?) {
        guard let returned, returned.occurrence.hasTime else { return }
        delays.append((held.at.microseconds - returned.at.microseconds) / 1_000_000)
    }
}

/// How the interview of one episode stands that calls for one; every figure follows from these.
struct InterviewStanding {
    let isPast: Bool
    let isOffered: Bool
    let isOfferedIn72: Bool
    let isDeclined: Bool
    let isCompleted: Bool
    let isCompletedIn72: Bool
    let isCompletedWithoutOffer: Bool
    let isClockUnknown: Bool
    let isAwaiting: Bool
    let isOverdue: Bool
    let isNotOffered: Bool
    let isChallengeDue: Bool

    init(_ episode: Episode, from source: InterviewSource, asOf now: Instant) {
        let interview = episode.interview
        let (offer, held) = (interview.firstOffer, interview.firstCompletion)
        let due = interview.due
        isOffered = offer != nil
        isDeclined = interview.isDeclined
        isCompleted = held != nil
        isCompletedWithoutOffer = source.holdsOffers && held != nil && offer == nil
        isClockUnknown = due == nil
        func isInTime(_ mark: Mark?) -> Bool {
            guard let mark, let due else { return false }
            return mark.at <= due
        }
        (isOfferedIn72, isCompletedIn72) = (isInTime(offer), isInTime(held?.mark))
        let isOwed = source.holdsInterviews && held == nil && !interview.isDeclined
        isPast = due.map { $0 < now } ?? false
        isAwaiting = due != nil && !isPast && isOwed
        isOverdue = isPast && isOwed
        isNotOffered = source.holdsOffers && isPast && offer == nil
        isChallengeDue = isNotOffered && episode.offerChallenges.isEmpty
    }
}

/// A part of a whole, for a percentage that is never printed without them.
public struct Rate: Hashable, Sendable {
    /// How many.
    public let numerator: Int
    /// Of how many.
    public let denominator: Int

    /// Makes a rate.
    public init(_ numerator: Int, of denominator: Int) {
        (self.numerator, self.denominator) = (numerator, denominator)
    }

    /// Tenths of a percent, rounded half up; `nil` of nothing.
    public var tenthsOfPercent: Int? {
        denominator == 0 ? nil : (numerator * 2_000 + denominator) / (2 * denominator)
    }

    /// One decimal and a percent sign, such as `62.5 %`; `none` of nothing.
    public var text: String {
        tenthsOfPercent.map { "\($0 / 10).\($0 % 10) %" } ?? "none"
    }
}
