import EventLog
public import Whereabouts

extension History {
    /// Expects so many open episodes.
    ///
    /// - Returns: The history, for the next expectation.
    /// - Throws: ``WhereaboutsTestKit/ExpectationFailure``.
    @discardableResult
    public func expect(openEpisodes count: Int) throws(ExpectationFailure) -> Self {
        let found = episodes.count(where: \.isOpen)
        guard found == count else {
            throw failure("open episodes", "\(count)", "\(found); \(told)")
        }
        return self
    }

    /// Expects so many episodes, open and ended.
    ///
    /// - Returns: The history, for the next expectation.
    /// - Throws: ``WhereaboutsTestKit/ExpectationFailure``.
    @discardableResult
    public func expect(episodes count: Int) throws(ExpectationFailure) -> Self {
        guard episodes.count == count else {
            throw failure("episodes", "\(count)", "\(episodes.count); \(told)")
        }
        return self
    }

    /// Expects the segments of the newest episode, in order.
    ///
    /// - Returns: The history, for the next expectation.
    /// - Throws: ``WhereaboutsTestKit/ExpectationFailure``, or a time that is none.
    @discardableResult
    public func expect(segments expected: [ExpectedSegment]) throws -> Self {
        let found = (episodes.last?.segments ?? []).map { ExpectedSegment.text(of: $0) }
        let expected = try expected.map { try $0.text() }
        guard found == expected else {
            throw failure(
                "segments of the newest episode", Self.list(expected), Self.list(found))
        }
        return self
    }

    /// Expects the flags of the whole history, in any order.
    ///
    /// - Returns: The history, for the next expectation.
    /// - Throws: ``WhereaboutsTestKit/ExpectationFailure``.
    @discardableResult
    public func expect(flags expected: Set<Flag>) throws(ExpectationFailure) -> Self {
        try check("flags", Set(findings.map(\.flag)), expected)
    }

    /// Expects the flags that an entry is evidence of, in any order.
    ///
    /// - Returns: The history, for the next expectation.
    /// - Throws: ``WhereaboutsTestKit/ExpectationFailure``.
    @discardableResult
    public func expect(
        flags expected: Set<Flag>, of entry: RecordReceipt
    ) throws(ExpectationFailure) -> Self {
        let what = "flags of entry \(entry.position)"
        guard let recorded = entries.first(where: { $0.id == entry.id }) else {
            throw failure(what, Self.codes(expected), "no such entry in the history")
        }
        return try check(what, Set(flags(of: recorded)), expected)
    }

    private func check(
        _ what: String, _ found: Set<Flag>, _ expected: Set<Flag>
    ) throws(ExpectationFailure) -> Self {
        guard found == expected else {
            throw failure(what, Self.codes(expected), Self.codes(found))
        }
        return self
    }

    private func failure(
        _ what: String, _ expected: String, _ found: String
    ) -> ExpectationFailure {
        ExpectationFailure(what: "\(child) \(what)", expected: expected, found: found)
    }

    /// Every episode with its start and end.
    private var told: String {
        Self.list(
            episodes.map { episode in
                let end = (episode.returned ?? episode.endedOtherwise)?.occurrence.at
                let last = end.map { RFC3339.format($0) } ?? "now"
                return "\(RFC3339.format(episode.start.at)) to \(last)"
            })
    }

    private static func codes(_ flags: Set<Flag>) -> String { list(flags.map(\.code).sorted()) }

    private static func list(_ texts: [String]) -> String {
        texts.isEmpty ? "none" : texts.joined(separator: ", ")
    }
}

/// A segment that a test expects.
public struct ExpectedSegment: Hashable, Sendable {
    private let segmentClass: Episode.Class
    private let start: StoryTime
    private let end: StoryTime?

    /// Missing from `start` to `end`; `nil` while it lasts.
    public static func missing(_ start: StoryTime, to end: StoryTime? = nil) -> Self {
        Self(segmentClass: .missing, start: start, end: end)
    }

    /// Away from placement without authorisation from `start` to `end`; `nil` while it lasts.
    public static func away(_ start: StoryTime, to end: StoryTime? = nil) -> Self {
        Self(segmentClass: .away, start: start, end: end)
    }

    func text() throws(ScenarioError) -> String {
        let start = try start.occurrence().at
        guard let end else { return Self.text(segmentClass, start, nil) }
        return Self.text(segmentClass, start, try end.occurrence().at)
    }

    static func text(of segment: Episode.Segment) -> String {
        text(segment.segmentClass, segment.start.at, segment.end?.at)
    }

    private static func text(_ kind: Episode.Class, _ start: Instant, _ end: Instant?) -> String {
        let last = end.map { RFC3339.format($0) } ?? "now"
        return "\(kind.rawValue) \(RFC3339.format(start)) to \(last)"
    }
}
