/// Why a text is not accepted as JSON, and the byte, counted from 0, where that shows.
///
/// The text itself is never repeated: it may name people.
@nonexhaustive
public enum JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text ends inside a value.
    case truncated(offset: Int)
    /// Something else stands where `expected` must.
    case unexpected(offset: Int, expected: String)
    /// Something follows the value.
    case trailingBytes(offset: Int)
    /// Arrays and objects are nested deeper than the limit.
    case tooDeep(offset: Int, limit: Int)
    /// An array or object has more members than the limit.
    case tooManyMembers(offset: Int, limit: Int)
    /// An object has a name for the second time.
    case duplicateName(offset: Int)
    /// The bytes of a text are not UTF-8.
    case notUTF8(offset: Int)
    /// A control character stands unescaped in a text.
    case controlCharacter(offset: Int)
    /// A backslash is followed by something that is no escape.
    case badEscape(offset: Int)
    /// Half of a surrogate pair is escaped without the other half.
    case loneSurrogate(offset: Int)
    /// A number has a leading zero, or lacks digits.
    case badNumber(offset: Int)
    /// A number has more bytes than the limit.
    case numberTooLong(offset: Int, limit: Int)

    /// The byte where it shows, counted from 0.
    public var offset: Int {
        switch self {
        case .truncated(let offset), .unexpected(let offset, _), .trailingBytes(let offset),
            .tooDeep(let offset, _), .tooManyMembers(let offset, _), .duplicateName(let offset),
            .notUTF8(let offset), .controlCharacter(let offset), .badEscape(let offset),
            .loneSurrogate(let offset), .badNumber(let offset), .numberTooLong(let offset, _):
            offset
        }
    }

    /// The rule that is broken, and where.
    public var description: String {
        "JSON refused at byte \(offset): \(rule)"
    }

    private var rule: String {
        switch self {
        case .truncated: "the text ends too early"
        case .unexpected(_, let expected): "expected \(expected)"
        case .trailingBytes: "nothing may follow the value"
        case .tooDeep(_, let limit): "nested deeper than \(limit) levels"
        case .tooManyMembers(_, let limit): "more than \(limit) members"
        case .duplicateName: "a name occurs twice in an object"
        case .notUTF8: "the bytes are not UTF-8"
        case .controlCharacter: "a control character must be escaped"
        case .badEscape: "there is no such escape"
        case .loneSurrogate: "half a surrogate pair"
        case .badNumber: "a number needs digits and no leading zero"
        case .numberTooLong(_, let limit): "a number of more than \(limit) bytes"
        }
    }
}
