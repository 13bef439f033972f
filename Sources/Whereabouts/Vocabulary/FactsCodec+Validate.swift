public import EventLog

extension FactsCodec {
    /// Checks the bytes of facts against every rule of their kind, in one pass.
    ///
    /// Fields that this version does not know are let through, a code that it does not know is not.
    /// An unknown kind is checked to be a protobuf message at all.
    ///
    /// - Throws: ``VocabularyError`` with the first field that breaks a rule.
    public static func validate(
        _ facts: [UInt8], as kind: Kind, occurredAt: Instant
    ) throws(VocabularyError) {
        try validate(facts, as: kind, occurredAt: occurredAt, codes: .known)
    }

    static func validate(
        _ facts: [UInt8], as kind: Kind, occurredAt: Instant, codes: CodePolicy
    ) throws(VocabularyError) {
        guard let schema = kind.schema else { return try Opaque.validate(facts, kind) }
        let moment = Moment.storedField(of: kind).flatMap(schema.field)
        let validator = FactsValidator(
            kind: kind, schema: schema, prefix: "", mandatory: schema.mandatoryMask, codes: codes,
            momentNumber: moment?.number ?? 0, moment: occurredAt.microseconds)
        try validator.validate(facts.span, 0..<facts.count)
    }

    /// Checks the bytes of a narrative; `nil` is none.
    ///
    /// A ChildRegistered must carry `dob`, `sex` and `ethnicity`.
    ///
    /// - Throws: ``VocabularyError`` with the first field that breaks a rule.
    public static func validate(
        narrative: [UInt8]?, as kind: Kind
    ) throws(VocabularyError) {
        try validate(narrative: narrative, as: kind, codes: .known)
    }

    static func validate(
        narrative: [UInt8]?, as kind: Kind, codes: CodePolicy
    ) throws(VocabularyError) {
        let bytes = narrative ?? []
        let validator = FactsValidator(
            kind: kind, schema: .narrative, prefix: "narrative.",
            mandatory: kind == .childRegistered ? mandatoryOfChild : 0, codes: codes)
        try validator.validate(bytes.span, 0..<bytes.count)
    }

    static let fieldsMandatoryOfChild = ["dob", "sex", "ethnicity"]

    private static let mandatoryOfChild = fieldsMandatoryOfChild.reduce(into: UInt64(0)) {
        if let place = KindSchema.narrative.place(of: $1) { $0 |= 1 << UInt64(place) }
    }
}

/// Which codes pass: those of this version, or also numbers that a newer one may have given.
enum CodePolicy {
    case known, newer
}

/// Walks the fields of one message once.
struct FactsValidator {
    let kind: Kind
    let schema: KindSchema
    /// Stands before the field's name in errors.
    let prefix: String
    /// One bit for each field that must be there.
    let mandatory: UInt64
    var codes = CodePolicy.known
    /// The number of the field that must equal ``moment``; 0 for none.
    var momentNumber = 0
    var moment: Int64 = 0

    func validate(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(VocabularyError) {
        var reader = WireReader(range, kind)
        var (seen, last, patches): (UInt64, Int, Int) = (0, 0, 0)
        while !reader.isAtEnd {
            let (number, type) = try reader.tag(bytes)
            guard number <= schema.fields.count else {
                try reader.skip(type, bytes)
                continue
            }
            let isList = schema.fields[number - 1].type.isList
            guard number > last || (number == last && isList) else {
                throw reader.malformed("fields must ascend, each once")
            }
            last = number
            seen |= 1 << UInt64(number - 1)
            if isList {
                try list(number, type, &reader, bytes, &patches)
            } else {
                try single(number, type, &reader, bytes)
            }
        }
        let missing = mandatory & ~seen
        guard missing == 0 else {
            throw .missingField(kind: kind, field: name(missing.trailingZeroBitCount + 1))
        }
    }

    @inline(__always)
    private func single(
        _ number: Int, _ type: WireType, _ reader: inout WireReader, _ bytes: Span<UInt8>
    ) throws(VocabularyError) {
        switch (schema.fields[number - 1].type, type) {
        case (.bool, .varint):
            guard try reader.varint(bytes) <= 1 else { throw reader.malformed("neither 0 nor 1") }
        case (.int, .varint): _ = try reader.varint(bytes)
        case (.code(let list), .varint): try code(number, list, &reader, bytes)
        case (.time, .fixed64): try time(number, try reader.fixed64(bytes))
        case (.date, .varint):
            let value = Int64(bitPattern: try reader.varint(bytes))
            guard let day = Int32(exactly: value), LocalDate(yyyymmdd: day) != nil else {
                throw .badDate(kind: kind, field: name(number), rule: .noSuchDay)
            }
        case (.word, .delimited), (.ref, .delimited), (.text, .delimited):
            try text(number, try reader.delimited(bytes), bytes, reader)
        case (.json, .delimited): try json(number, &reader, bytes)
        case (.entry, .delimited): try entry(number, &reader, bytes)
        default: throw reader.malformed("a field of another wire type")
        }
    }

    /// Checks one run of a list; `count` carries its members from run to run.
    private func list(
        _ number: Int, _ type: WireType, _ reader: inout WireReader, _ bytes: Span<UInt8>,
        _ count: inout Int
    ) throws(VocabularyError) {
        switch (schema.fields[number - 1].type, type) {
        case (.codes(let list), .delimited):
            var inner = WireReader(try reader.delimited(bytes), kind)
            while !inner.isAtEnd {
                try code(number, list, &inner, bytes)
                try limit(number, &count)
            }
            return
        case (.codes(let list), .varint): try code(number, list, &reader, bytes)
        case (.entries, .delimited): try entry(number, &reader, bytes)
        case (.patches, .delimited):
            try PatchValidator(kind: kind, number: count + 1, isSealed: !prefix.isEmpty)
                .validate(bytes, try reader.delimited(bytes))
        default: throw reader.malformed("a field of another wire type")
        }
        try limit(number, &count)
    }

    private func limit(_ number: Int, _ count: inout Int) throws(VocabularyError) {
        count += 1
        guard count <= FieldType.listLimit else {
            throw .tooLong(kind: kind, field: name(number), limit: FieldType.listLimit)
        }
    }

    private func time(_ number: Int, _ microseconds: Int64) throws(VocabularyError) {
        guard RFC3339.recordable.contains(Instant(microseconds: microseconds)) else {
            throw .badTime(kind: kind, field: name(number), rule: .date(.yearOutOfRange))
        }
        guard number != momentNumber || microseconds == moment else {
            throw .momentMismatch(kind: kind, field: name(number))
        }
    }

    private func code(
        _ number: Int, _ list: CodeList, _ reader: inout WireReader, _ bytes: Span<UInt8>
    ) throws(VocabularyError) {
        guard let code = Int32(exactly: try reader.varint(bytes)), code > 0,
            codes == .newer || list.contains(Int(code))
        else {
            throw .unknownCode(kind: kind, field: name(number), list: list)
        }
    }

    private func entry(
        _ number: Int, _ reader: inout WireReader, _ bytes: Span<UInt8>
    ) throws(VocabularyError) {
        guard try reader.delimited(bytes).count == 16 else {
            throw .wrongType(kind: kind, field: name(number), expected: "an id of 16 bytes")
        }
    }

    private func text(
        _ number: Int, _ range: Range<Int>, _ bytes: Span<UInt8>, _ reader: WireReader
    ) throws(VocabularyError) {
        let limit = schema.fields[number - 1].type.byteLimit
        guard range.count <= limit else {
            throw .tooLong(kind: kind, field: name(number), limit: limit)
        }
        var index = range.lowerBound
        while index < range.upperBound, bytes[index] < 0x80 { index += 1 }
        guard
            index == range.upperBound
                || (try? UTF8Span(validating: bytes.extracting(range))) != nil
        else { throw reader.malformed("a text is not UTF-8") }
    }

    private func json(
        _ number: Int, _ reader: inout WireReader, _ bytes: Span<UInt8>
    ) throws(VocabularyError) {
        let range = try reader.delimited(bytes)
        try text(number, range, bytes, reader)
        guard (try? JSONValue(parsing: bytes.extracting(range))) != nil else {
            throw .wrongType(kind: kind, field: name(number), expected: "JSON")
        }
    }

    private func name(_ number: Int) -> String {
        prefix + schema.fields[number - 1].name
    }
}
