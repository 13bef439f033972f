public import EventLog

/// Turns facts and narratives between the journal's JSON and the log's protobuf bytes.
///
/// Both ways are driven by ``KindSchema`` alone. Bytes are canonical: fields ascend, and the same
/// facts are the same bytes as the generated message of the kind writes. What a newer version wrote
/// survives: unknown fields under the key `unknownFields` as base64, an unknown code as `#17`, the
/// facts of an unknown kind as `{"bytes": base64}`.
///
/// `null` counts as absent.
public enum FactsCodec {
    /// Turns the facts and the narrative of one journal line into bytes.
    ///
    /// A copy of the moment (`at`, and `noticedAt`, `foundAt`, `returnedAt`, `startedAt` of their
    /// kinds) must equal `occurredAt` and is not stored. The values of `narrative.*` patches move
    /// from the facts of an EntryCorrected to its narrative.
    ///
    /// - Parameters:
    ///   - facts: An object with the fields of the kind.
    ///   - narrative: An object with fields of ``KindSchema/narrative``, or `nil`.
    ///   - kind: The kind of the entry.
    ///   - occurredAt: The moment of the event.
    /// - Returns: Bytes that ``validate(_:as:occurredAt:)`` accepts, newer codes apart.
    /// - Throws: ``VocabularyError`` with the first field that breaks a rule.
    public static func encode(
        _ facts: JSONValue, narrative: JSONValue? = nil, as kind: Kind, occurredAt: Instant
    ) throws(VocabularyError) -> EncodedFacts {
        try encode(
            facts, narrative: narrative, as: kind, occurredAt: occurredAt, areWordsErased: false)
    }

    /// Encodes as ``encode(_:narrative:as:occurredAt:)`` does; where words were erased, none are
    /// mandatory, and a correction of words is a path alone.
    static func encode(
        _ facts: JSONValue, narrative: JSONValue?, as kind: Kind, occurredAt: Instant,
        areWordsErased: Bool
    ) throws(VocabularyError) -> EncodedFacts {
        var words = try members(narrative ?? .object([]), kind, "narrative")
        let sealed = FactsEncoder(kind: kind, schema: .narrative, prefix: "narrative.")
        for member in words where member.name == "patches" || member.name == "childId" {
            throw .unknownField(kind: kind, field: "narrative.\(member.name)")
        }
        guard let schema = kind.schema else {
            let narrative = try sealed.encode(words)
            try validate(narrative: narrative, as: kind, codes: .newer)
            return EncodedFacts(facts: try Opaque.bytes(of: facts, kind), narrative: narrative)
        }
        var clear = try members(facts, kind, "facts")
        try Moment.takeCopies(from: &clear, kind: kind, occurredAt: occurredAt)
        if kind == .entryCorrected, !areWordsErased { try PatchSeal.split(&clear, &words) }
        let encoded = EncodedFacts(
            facts: try FactsEncoder(kind: kind, schema: schema, prefix: "").encode(clear),
            narrative: try sealed.encode(words))
        try validate(encoded.facts, as: kind, occurredAt: occurredAt, codes: .newer)
        if areWordsErased, encoded.narrative == nil { return encoded }
        try validate(narrative: encoded.narrative, as: kind, codes: .newer)
        return encoded
    }

    /// Turns bytes into the facts and the narrative of a journal line, in the order of the schema.
    ///
    /// Damage is refused; what a newer version may have written is not.
    ///
    /// - Parameters:
    ///   - facts: The bytes of the facts.
    ///   - narrative: The opened narrative, or `nil` when there is none or it is sealed or erased.
    ///   - kind: The kind of the entry.
    /// - Returns: Two objects; the patches of an EntryCorrected are whole with its narrative.
    /// - Throws: ``VocabularyError/malformed(kind:offset:rule:)``.
    public static func decode(
        _ facts: [UInt8], narrative: [UInt8]? = nil, as kind: Kind
    ) throws(VocabularyError) -> DecodedFacts {
        let opened = FactsDecoder(kind: kind, schema: .narrative)
        var words = try narrative.map { bytes throws(VocabularyError) in try opened.decode(bytes) }
        guard let schema = kind.schema else {
            return DecodedFacts(
                facts: ["bytes": .string(Base64.text(facts))], narrative: words.map { .object($0) })
        }
        var clear = try FactsDecoder(kind: kind, schema: schema).decode(facts)
        if kind == .entryCorrected { PatchSeal.merge(&clear, &words) }
        return DecodedFacts(facts: .object(clear), narrative: words.map { .object($0) })
    }

    private static func members(
        _ value: JSONValue, _ kind: Kind, _ name: String
    ) throws(VocabularyError) -> [JSONMember] {
        switch value {
        case .object(let members): return members
        case .null: return []
        default: throw .wrongType(kind: kind, field: name, expected: "an object")
        }
    }
}

/// The bytes of one entry's facts and narrative.
public struct EncodedFacts: Hashable, Sendable {
    /// The facts, to be stored in clear.
    public var facts: [UInt8]
    /// The narrative, to be sealed; `nil` when nothing is in it.
    public var narrative: [UInt8]?

    init(facts: [UInt8], narrative: [UInt8]) {
        self.facts = facts
        self.narrative = narrative.isEmpty ? nil : narrative
    }
}

/// One entry's facts and narrative as the journal writes them.
public struct DecodedFacts: Hashable, Sendable {
    /// An object with the facts.
    public var facts: JSONValue
    /// An object with the narrative; `nil` without one.
    public var narrative: JSONValue?
}
