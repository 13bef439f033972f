public import EventLog

extension Interviews {
    /// A rate under its name.
    public struct NamedRate: Hashable, Sendable {
        /// The name in reports, such as `offeredOfRequired`.
        public let name: String
        /// The rate, of the episodes whose source holds it.
        public let rate: Rate
        /// How many episodes stand beside it without data.
        public let withoutData: Int
        /// Whether any episode has a source that holds it; else the rate is no data.
        public let hasData: Bool
    }

    /// Those whose source cannot hold offers, or cannot hold interviews.
    public var withoutData: [EntryID] {
        let both = Set(withoutOffers).union(withoutInterviews)
        return required.filter { both.contains($0) }
    }

    /// Whether anything is known of offers: none at all is 0 where they are recorded.
    public var hasOffers: Bool { required.isEmpty || required.count > withoutOffers.count }

    /// Whether anything is known of interviews.
    public var hasInterviews: Bool { required.isEmpty || required.count > withoutInterviews.count }

    /// The rates of the report, in its order: each of the episodes whose source holds what it tells.
    public var rates: [NamedRate] {
        let withOffers = required.without(withoutOffers)
        let withInterviews = required.without(withoutInterviews)
        func ofOffers(_ name: String, _ part: [EntryID], _ whole: [EntryID]) -> NamedRate {
            rate(name, part, whole, without: withoutOffers, hasOffers)
        }
        func ofInterviews(_ name: String, _ part: [EntryID], _ whole: [EntryID]) -> NamedRate {
            rate(name, part, whole, without: withoutInterviews, hasInterviews)
        }
        return [
            ofOffers("offeredOfRequired", offered, withOffers),
            ofOffers("declinedOfOffered", declined.within(offered), offered),
            ofInterviews("completedOfRequired", completed, withInterviews),
            rate(
                "completedOfOffered", completed.within(offered),
                offered.without(withoutInterviews), without: withoutData,
                hasOffers && hasInterviews),
            ofInterviews("completedIn72OfRequired", completedIn72, withInterviews),
            ofInterviews("completedIn72OfCompleted", completedIn72, completed),
            ofInterviews("independentOfInterviews", independent, interviews),
        ]
    }

    private func rate(
        _ name: String, _ part: [EntryID], _ whole: [EntryID], without: [EntryID],
        _ hasData: Bool
    ) -> NamedRate {
        NamedRate(
            name: name, rate: Rate(part.count, of: whole.count), withoutData: without.count,
            hasData: hasData)
    }
}

extension [EntryID] {
    fileprivate func without(_ others: [EntryID]) -> [EntryID] {
        guard !others.isEmpty else { return self }
        let others = Set(others)
        return filter { !others.contains($0) }
    }

    fileprivate func within(_ others: [EntryID]) -> [EntryID] {
        let others = Set(others)
        return filter { others.contains($0) }
    }
}
