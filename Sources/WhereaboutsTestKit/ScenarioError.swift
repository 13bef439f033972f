public import Whereabouts

/// A scenario that cannot be told.
@nonexhaustive
public enum ScenarioError: Error, Hashable, Sendable {
    /// Neither a moment with an offset nor a day.
    case badTime(String)
    /// No child was given before something happened to one.
    case noChild
    /// Nobody said where the child lives, and what happens needs a home.
    case noHome(ChildID)
}

extension ScenarioError: CustomStringConvertible {
    /// What is missing, and how to give it.
    public var description: String {
        switch self {
        case .badTime(let text):
            "\"\(text)\" is no time; write 2025-05-02T20:00:00+01:00, or 2025-05-02 for a day"
        case .noChild: "no child was given; begin with given(child:), or name the child"
        case .noHome(let child):
            "nobody said where \"\(child)\" lives; use given(child:placedAt:), or name the home"
        }
    }
}

/// What a test expected of a history, and what it found.
public struct ExpectationFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was looked at, such as `C001 open episodes`.
    public let what: String
    /// What the test expects.
    public let expected: String
    /// What the records say.
    public let found: String

    /// All of it, such as `C001 open episodes: expected 1, found 0`.
    public var description: String { "\(what): expected \(expected), found \(found)" }
}
