/// The place of an entry in the log, counted from 0 without gaps; also its Merkle leaf index.
///
/// Position 0 is the log's own creation entry, which belongs to no subject and no scope. A link
/// that is 0 therefore means "none".
public struct Position: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
    /// The place, from 0; at most 2^63 - 1.
    public let rawValue: UInt64

    /// Makes a position from its number.
    public init(_ rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Makes a position from a literal.
    public init(integerLiteral value: UInt64) {
        self.init(value)
    }

    /// Orders by place in the log.
    public static func < (left: Position, right: Position) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Position: CustomStringConvertible {
    /// The position in decimal digits.
    public var description: String { String(rawValue) }
}

/// Who or what an entry is about, by number: for Whereabouts, a child.
///
/// 0 means none.
public struct Subject: Hashable, Sendable {
    /// The number, dense from 1 in order of registration.
    public let number: UInt64

    /// Makes a subject from its number.
    public init(_ number: UInt64) { self.number = number }

    /// No subject.
    public static let none = Subject(0)
}

/// The place an entry is filed under, by number: for Whereabouts, a home.
///
/// 0 means none.
public struct Scope: Hashable, Sendable {
    /// The number, dense from 1 in order of registration.
    public let number: UInt64

    /// Makes a scope from its number.
    public init(_ number: UInt64) { self.number = number }

    /// No scope.
    public static let none = Scope(0)
}

/// Who recorded an entry, by number: an id and a role together.
///
/// 0 means the log itself.
public struct ActorNumber: Hashable, Sendable {
    /// The number, dense from 1 in order of first appearance.
    public let number: UInt64

    /// Makes an actor from its number.
    public init(_ number: UInt64) { self.number = number }

    /// The log itself, for its own entries.
    public static let log = ActorNumber(0)
}
