/// One JSON value, as it was written: members keep their order, decimals their digits.
///
/// Made for the journal: no key twice, no floating-point number, and the same value is always
/// written as the same bytes.
public enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction and exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number, as it was written.
    case decimal(String)
    /// A text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Members in order; no name occurs twice.
    case object([JSONMember])

    /// The value of the member `name` of an object; `nil` without it, or for another value.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

/// A name and its value in an object.
public struct JSONMember: Hashable, Sendable {
    /// The name, unique in its object.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// Makes a member.
    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A text.
    public init(stringLiteral value: String) {
        self = .string(value)
    }

    /// A whole number.
    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }

    /// `true` or `false`.
    public init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    /// Values in order.
    public init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    /// Members in order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { JSONMember($0.0, $0.1) })
    }
}
