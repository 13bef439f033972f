import EventLog

/// What a correction may change in an entry.
///
/// Never its id, kind, child, episode, actor, recorded time or reference: withdraw the entry and
/// enter it afresh.
public enum PatchPath: Hashable, Sendable {
    /// A fact, by its name.
    case facts(String)
    /// A field of the narrative, by its name; its value is sealed.
    case narrative(String)
    /// The moment of the event.
    case occurredAt
    /// The end of the range of the moment.
    case occurredTo
    /// How exactly the moment is known.
    case precision
    /// The home.
    case home

    /// Reads `facts.NAME`, `narrative.NAME`, `occurredAt`, `occurredTo`, `precision` or `home`;
    /// `nil` for anything else, and for a field that no narrative has.
    public init?(_ text: String) {
        switch text {
        case "occurredAt": self = .occurredAt
        case "occurredTo": self = .occurredTo
        case "precision": self = .precision
        case "home": self = .home
        default:
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            let name = String(parts[1])
            switch parts[0] {
            case "facts" where Self.isName(name): self = .facts(name)
            case "narrative" where name != "patches" && KindSchema.narrative.field(name) != nil:
                self = .narrative(name)
            default: return nil
            }
        }
    }

    /// The rule that ``init(_:)`` applies.
    static let rule =
        "the path must be facts.NAME, narrative.NAME, occurredAt, occurredTo, precision or home; "
        + "for anything else withdraw the entry and enter it afresh"

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
            }
    }
}

extension FactsCodec {
    /// Checks that a correction may give `value` to `path` of an entry of kind `target`.
    ///
    /// `null` takes an optional value away. A kind of a newer version is not checked.
    ///
    /// - Throws: ``VocabularyError`` with the target's kind and field.
    public static func validate(
        patch path: PatchPath, value: JSONValue, of target: Kind
    ) throws(VocabularyError) {
        switch path {
        case .facts(let name):
            guard let schema = target.schema else { return }
            guard let field = schema.field(name) else {
                throw .unknownField(kind: target, field: name)
            }
            try validate(value, field, schema, target, "", canBeAbsent: field.isOptional)
        case .narrative(let name):
            guard let field = KindSchema.narrative.field(name) else {
                throw .unknownField(kind: target, field: "narrative.\(name)")
            }
            let isMandatory = target == .childRegistered && fieldsMandatoryOfChild.contains(name)
            try validate(
                value, field, .narrative, target, "narrative.", canBeAbsent: !isMandatory)
        case .occurredAt:
            try validate(value, envelope("occurredAt", .time), target, canBeAbsent: false)
        case .occurredTo: try validate(value, envelope("occurredTo", .time), target)
        case .precision: try validate(value, envelope("precision", .code(.precision)), target)
        case .home: try validate(value, envelope("home", .ref), target)
        }
    }

    private static func envelope(_ name: String, _ type: FieldType) -> FieldSchema {
        FieldSchema(name, 1, type)
    }

    private static func validate(
        _ value: JSONValue, _ field: FieldSchema, _ target: Kind, canBeAbsent: Bool = true
    ) throws(VocabularyError) {
        let schema = KindSchema(target, target.name, [field])
        try validate(value, field, schema, target, "", canBeAbsent: canBeAbsent)
    }

    /// Encodes the one value and checks the bytes, as a whole entry's are.
    private static func validate(
        _ value: JSONValue, _ field: FieldSchema, _ schema: KindSchema, _ target: Kind,
        _ prefix: String, canBeAbsent: Bool
    ) throws(VocabularyError) {
        guard value != .null else {
            guard canBeAbsent else {
                throw .missingField(kind: target, field: prefix + field.name)
            }
            return
        }
        var writer = WireWriter()
        try FactsEncoder(kind: target, schema: schema, prefix: prefix)
            .write(value, of: field, to: &writer)
        let bytes = writer.bytes
        try FactsValidator(kind: target, schema: schema, prefix: prefix, mandatory: 0)
            .validate(bytes.span, 0..<bytes.count)
    }
}
