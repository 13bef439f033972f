public import EventLog

/// What became of the return home interview of an episode (2014 guidance).
///
/// One interview, and one offer, may cover several episodes; then it stands in each.
public struct Interview: Hashable, Sendable {
    /// Offers, in order of time.
    public internal(set) var offers: [Mark] = []
    /// Acceptances, in order of time.
    public internal(set) var acceptances: [Mark] = []
    /// Refusals, in order of time; one is final unless accepted or held later.
    public internal(set) var refusals: [Mark] = []
    /// Interviews held.
    public internal(set) var completions: [Completion] = []
    /// Somebody says that it was not offered, or not carried out.
    public internal(set) var notDone: [Mark] = []
    /// When it is due: 72 elapsed hours after the return.
    ///
    /// `nil` without a return with a time, and where the whereabouts were always known. Whether the
    /// child is under 18 it does not say: see ``InterviewOutlook``.
    public internal(set) var due: Instant?

    /// An interview that was held.
    public struct Completion: Hashable, Sendable {
        /// The entry, and when it was held.
        public let mark: Mark
        /// Whether the interviewer was independent of the placement and the authority.
        public let isIndependent: Bool
        /// Who held it.
        public let provider: RhiProviderType
    }

    /// Whether any entry speaks of an interview.
    public var hasEntry: Bool {
        !(offers.isEmpty && acceptances.isEmpty && refusals.isEmpty && completions.isEmpty
            && notDone.isEmpty)
    }

    /// The last word is an acceptance.
    var isAccepted: Bool {
        guard let accepted = acceptances.last else { return false }
        return refusals.last.map { $0.at < accepted.at } ?? true
    }

    /// Refused, and neither accepted later nor held then or later.
    public var isDeclined: Bool {
        guard let refused = refusals.last else { return false }
        return !acceptances.contains { refused.at < $0.at }
            && !completions.contains { refused.at <= $0.mark.at }
    }

    /// The first offer in time; `nil` when there was none.
    public var firstOffer: Mark? { offers.first }

    /// The first interview held; `nil` when there was none.
    public var firstCompletion: Completion? { completions.first }

    mutating func sort() {
        offers.sort(by: Self.isBefore)
        acceptances.sort(by: Self.isBefore)
        refusals.sort(by: Self.isBefore)
        completions.sort { Self.isBefore($0.mark, $1.mark) }
        notDone.sort(by: Self.isBefore)
    }

    private static func isBefore(_ left: Mark, _ right: Mark) -> Bool {
        (left.at, left.position) < (right.at, right.position)
    }
}
