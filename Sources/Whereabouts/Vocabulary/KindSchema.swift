/// What the facts of one kind are: names, numbers and types, as `vocabulary.proto` has them.
public struct KindSchema: Sendable {
    /// The kind; number 0 for the narrative, which is none.
    public let kind: Kind
    /// The name in the journal and in `vocabulary.proto`.
    public let name: String
    /// The fields; the one at place `n` has number `n + 1`.
    public let fields: [FieldSchema]

    /// One bit for each mandatory field that is not a list: an empty list leaves no trace in bytes.
    let mandatoryMask: UInt64
    /// Whether a fact of the kind names other entries.
    let namesEntries: Bool
    private let placesByName: [String: Int]

    init(_ kind: Kind, _ name: String, _ fields: [FieldSchema]) {
        self.kind = kind
        self.name = name
        self.fields = fields
        placesByName = Dictionary(
            uniqueKeysWithValues: fields.indices.map { (fields[$0].name, $0) })
        namesEntries = fields.contains { $0.type == .entry || $0.type == .entries }
        mandatoryMask = fields.reduce(0) { mask, field in
            field.isOptional || field.type.isList ? mask : mask | 1 << UInt64(field.number - 1)
        }
    }

    /// What the facts of `kind` are; `nil` for a kind of a newer version.
    public static func of(_ kind: Kind) -> KindSchema? {
        guard kind.rawValue < places.count else { return nil }
        let place = places[Int(kind.rawValue)]
        return place < 0 ? nil : all[Int(place)]
    }

    /// The field of that name; `nil` when there is none.
    public func field(_ name: String) -> FieldSchema? {
        place(of: name).map { fields[$0] }
    }

    /// The field of that number; `nil` when there is none.
    public func field(_ number: Int) -> FieldSchema? {
        number >= 1 && number <= fields.count ? fields[number - 1] : nil
    }

    func place(of name: String) -> Int? {
        placesByName[name]
    }

    static let kindsByName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.kind) })

    /// The place of every kind in ``all``, by number; -1 for none.
    private static let places: [Int16] = {
        var places = [Int16](repeating: -1, count: 1000)
        for (place, schema) in all.enumerated() {
            places[Int(schema.kind.rawValue)] = Int16(place)
        }
        return places
    }()
}

/// One fact: its name in the journal, its number on the wire, its type.
public struct FieldSchema: Hashable, Sendable {
    /// The name in the journal.
    public let name: String
    /// The field number, from 1.
    public let number: Int
    /// The type of its value.
    public let type: FieldType
    /// Whether it may be absent.
    public let isOptional: Bool

    enum Presence {
        case mandatory, optional
    }

    init(_ name: String, _ number: Int, _ type: FieldType, _ presence: Presence = .mandatory) {
        self.name = name
        self.number = number
        self.type = type
        isOptional = presence == .optional
    }
}

/// The type of a fact.
@nonexhaustive
public enum FieldType: Hashable, Sendable {
    /// True or false.
    case bool
    /// A whole number of 64 bits.
    case int
    /// Short text without names of people, at most 1,000 bytes.
    case word
    /// Words about a person, only in a narrative, at most 20,000 bytes.
    case text
    /// An id given by the host, at most 1,000 bytes.
    case ref
    /// A moment: RFC 3339 with an offset.
    case time
    /// A day in London: `YYYY-MM-DD`.
    case date
    /// The id of an earlier entry.
    case entry
    /// Ids of earlier entries, at most 1,000.
    case entries
    /// Changes made by a correction, at most 1,000.
    case patches
    /// Any JSON value, at most 20,000 bytes.
    case json
    /// One code of a list.
    case code(CodeList)
    /// Codes of a list, at most 1,000.
    case codes(CodeList)

    /// Whether it holds any number of values.
    public var isList: Bool {
        switch self {
        case .entries, .patches, .codes: true
        default: false
        }
    }

    /// The name in the vocabulary, such as `code.homeRisk`.
    public var name: String {
        switch self {
        case .bool: "bool"
        case .int: "int"
        case .word: "word"
        case .text: "text"
        case .ref: "ref"
        case .time: "time"
        case .date: "date"
        case .entry: "entry"
        case .entries: "entries"
        case .patches: "patches"
        case .json: "json"
        case .code(let list): "code.\(list.name)"
        case .codes(let list): "codes.\(list.name)"
        }
    }
}
