/// Why facts or a narrative are refused: the kind, the field and the rule, never a value.
///
/// Fields of a narrative are named `narrative.NAME`.
@nonexhaustive
public enum VocabularyError: Error, Hashable, Sendable {
    /// No kind has this name.
    case unknownKind(name: String)
    /// The kind has no such field.
    case unknownField(kind: Kind, field: String)
    /// A mandatory field is absent.
    case missingField(kind: Kind, field: String)
    /// The value is of another type than `expected`.
    case wrongType(kind: Kind, field: String, expected: String)
    /// The code is not in the list.
    case unknownCode(kind: Kind, field: String, list: CodeList)
    /// The text is no moment that can be recorded.
    case badTime(kind: Kind, field: String, rule: RFC3339Error)
    /// The text is no day that can be recorded.
    case badDate(kind: Kind, field: String, rule: LocalDateError)
    /// A text has more than `limit` bytes, or a list more than `limit` members.
    case tooLong(kind: Kind, field: String, limit: Int)
    /// Somebody in this role may not record this kind.
    case mayNotSay(kind: Kind, role: Role, rule: String)
    /// A field that repeats the moment of the event differs from `occurredAt`.
    case momentMismatch(kind: Kind, field: String)
    /// A correction's change, counted from 1, breaks a rule of corrections.
    case badPatch(kind: Kind, number: Int, rule: String)
    /// The bytes are no protobuf message of this kind; `offset` counts from 0.
    case malformed(kind: Kind, offset: Int, rule: String)
}

extension VocabularyError: CustomStringConvertible {
    /// What is refused, the rule, and what to do.
    public var description: String {
        switch self {
        case .unknownKind(let name):
            "unknown kind \(Self.shown(name)); the kinds are listed in vocabulary.proto"
        case .unknownField(let kind, let field):
            "\(kind) has no field \(Self.shown(field)); \(Self.known(kind, field))"
        case .missingField(let kind, let field):
            "\(kind) lacks \(field), which is mandatory"
        case .wrongType(let kind, let field, let expected):
            "\(field) of \(kind) must be \(expected)"
        case .unknownCode(let kind, let field, let list):
            "\(field) of \(kind) is no code of \(list.name); "
                + "allowed: \(list.codes.joined(separator: " "))"
        case .badTime(let kind, let field, let rule):
            "\(field) of \(kind) is no time: \(rule)"
        case .badDate(let kind, let field, let rule):
            "\(field) of \(kind) is no date: \(rule)"
        case .tooLong(let kind, let field, let limit):
            "\(field) of \(kind) is longer than \(limit); shorten it"
        case .mayNotSay(let kind, let role, let rule):
            "\(kind) may not be recorded by role \(Self.code(role)): \(rule)"
        case .momentMismatch(let kind, let field):
            "\(field) of \(kind) differs from occurredAt; leave it out or make them equal"
        case .badPatch(let kind, let number, let rule):
            "patch \(number) of \(kind) refused: \(rule)"
        case .malformed(let kind, let offset, let rule):
            "facts of \(kind) are damaged at byte \(offset): \(rule)"
        }
    }

    /// A name from outside: repeated only when it can be a name, so that no words leak.
    private static func shown(_ name: String) -> String {
        let isName = name.utf8.count <= 64 && name.utf8.allSatisfy(isNamePart)
        return isName ? "\"\(name)\"" : "(not a name)"
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "#"):
            true
        default: false
        }
    }

    private static func known(_ kind: Kind, _ field: String) -> String {
        guard !field.hasPrefix("narrative.") else { return "see Narrative in vocabulary.proto" }
        let names = kind.schema?.fields.map(\.name) ?? []
        return names.isEmpty ? "it has none" : "it has \(names.joined(separator: " "))"
    }

    private static func code(_ role: Role) -> String {
        CodeList.role.code(role.rawValue) ?? "unspecified"
    }
}
