public import EventLog

/// Why a line of a journal, or a row of a return, was refused.
@nonexhaustive
public enum JournalProblem: Error, Hashable, Sendable {
    /// The line is not one JSON value in UTF-8.
    case json(JSONError)
    /// The line is longer than the limit.
    case tooLong(limitBytes: Int)
    /// A mandatory field is absent.
    case missingField(String)
    /// A field that no journal has.
    case unknownField(String)
    /// A value of another type than the field's.
    case wrongType(field: String, expected: String)
    /// A time that is none.
    case badTime(field: String, rule: RFC3339Error)
    /// A date that is none.
    case badDate(field: String, rule: String)
    /// A value of a return that cannot stand, and what to do.
    case badValue(field: String, rule: String)
    /// A precision that is not in the code list.
    case unknownPrecision([String])
    /// A kind that only the log itself records.
    case logsOwnKind(Kind)
    /// A rule of the vocabulary is broken.
    case vocabulary(VocabularyError)
    /// A child, home, episode or entry is not known, or not given.
    case record(RecordError)
    /// The log refused it.
    case append(AppendError)
}

extension JournalProblem: CustomStringConvertible {
    /// Field and rule; never a value of the line.
    public var description: String {
        switch self {
        case .json(let error): "\(error)"
        case .tooLong(let limit):
            "line: longer than \(limit) bytes; a journal has one entry a line"
        case .missingField(let field): "\(field): missing"
        case .unknownField(let field):
            "\(Self.shown(field)): a journal line has no such field; remove it or correct its name"
        case .wrongType(let field, let expected): "\(field): expected \(expected)"
        case .badTime(let field, let rule): "\(field): \(rule)"
        case .badDate(let field, let rule): "\(field): \(rule)"
        case .badValue(let field, let rule): "\(field): \(rule)"
        case .unknownPrecision(let codes):
            "precision: not in the list; one of \(codes.joined(separator: ", "))"
        case .logsOwnKind(let kind):
            "kind: only the log itself records \(kind); leave the line out"
        case .vocabulary(.unknownKind):
            "kind: there is none of this name; the kinds are listed in vocabulary.proto"
        case .vocabulary(let error): "\(error)"
        case .record(let error): Self.text(of: error)
        case .append(let error): "\(error)"
        }
    }

    /// The text of `error` without the id of a child or home, which stands in the line.
    private static func text(of error: RecordError) -> String {
        switch error {
        case .unknownChild(let child, let kind?) where child.number != nil:
            "\(kind) child: the number is another log's, and the child's registration does not stand "
                + "before it in the journal; export the journal anew, whole"
        case .unknownChild(_, let kind?):
            "\(kind) child: not registered; record ChildRegistered first"
        case .unknownHome(_, let kind?):
            "\(kind) home: not registered; record HomeRegistered first"
        case .childRegisteredAlready: "ChildRegistered child: \(RecordError.childWayOut)"
        case .homeRegisteredAlready: "HomeRegistered home: \(RecordError.homeWayOut)"
        default: "\(error)"
        }
    }

    /// A field's name, unless it could be somebody's words.
    private static func shown(_ name: String) -> String {
        let isName =
            name.utf8.count <= 40
            && name.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: ".")
            }
        return isName ? name : "a field"
    }

    /// The problem in an error that recording threw; `nil` for storage errors, which concern all.
    init?(_ error: any Error) {
        switch error {
        case let problem as JournalProblem: self = problem
        case let error as VocabularyError: self = .vocabulary(error)
        case let error as RecordError: self = .record(error)
        case let error as AppendError: self = .append(error)
        default: return nil
        }
    }
}
