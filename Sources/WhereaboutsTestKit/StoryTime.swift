import EventLog
public import Whereabouts

/// When something happens in a scenario: a moment with an offset, or a day in London.
///
/// `"2025-05-02T20:00:00+01:00"` is known to the minute, `"2025-05-02"` to the day.
public struct StoryTime: Hashable, Sendable, ExpressibleByStringLiteral {
    private let text: String

    /// Takes a time as it is written; it is read when it is needed.
    public init(_ text: String) { self.text = text }

    /// Takes a time from a literal.
    public init(stringLiteral text: String) { self.text = text }

    /// The time as an entry has it.
    ///
    /// - Throws: ``ScenarioError/badTime(_:)``.
    public func occurrence() throws(ScenarioError) -> Occurrence {
        if let date = try? LocalDate(iso: text) { return .on(date) }
        guard let moment = try? RFC3339.parse(text) else { throw .badTime(text) }
        return .at(moment)
    }
}
