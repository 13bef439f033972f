import EventLog

/// Writes members of an object as the fields of one message.
struct FactsEncoder {
    let kind: Kind
    let schema: KindSchema
    /// Stands before the field's name in errors.
    let prefix: String

    func encode(_ members: [JSONMember]) throws(VocabularyError) -> [UInt8] {
        var values = [JSONValue?](repeating: nil, count: schema.fields.count)
        var unknown: [UInt8] = []
        for member in members {
            if let place = schema.place(of: member.name) {
                // Absent is nothing, but a patch to null takes a value away.
                guard member.value != .null || schema.fields[place].type == .json else { continue }
                values[place] = member.value
            } else if member.name == Opaque.unknownFields {
                unknown = try Opaque.fields(member.value, kind, prefix, above: schema.fields.count)
            } else {
                throw .unknownField(kind: kind, field: prefix + member.name)
            }
        }
        var writer = WireWriter()
        for field in schema.fields {
            if let value = values[field.number - 1] {
                try write(value, of: field, to: &writer)
            } else if !field.isOptional {
                throw .missingField(kind: kind, field: prefix + field.name)
            }
        }
        writer.fields(unknown)
        return writer.bytes
    }

    /// Writes one value; the limits of texts are the validator's to check.
    func write(
        _ value: JSONValue, of field: FieldSchema, to writer: inout WireWriter
    ) throws(VocabularyError) {
        switch (field.type, value) {
        case (.bool, .bool(let flag)): writer.varint(field.number, flag ? 1 : 0)
        case (.int, .integer(let number)):
            writer.varint(field.number, UInt64(bitPattern: number))
        case (.word, .string(let text)), (.text, .string(let text)), (.ref, .string(let text)):
            writer.delimited(field.number, text.utf8)
        case (.json, _): writer.delimited(field.number, value.text.utf8)
        case (.time, .string(let text)):
            writer.fixed64(field.number, try time(text, field).microseconds)
        case (.date, .string(let text)):
            writer.varint(field.number, UInt64(try date(text, field).yyyymmdd))
        case (.entry, .string): writer.delimited(field.number, try entry(value, field))
        case (.entries, .array(let ids)):
            for id in try limited(ids, field) {
                writer.delimited(field.number, try entry(id, field))
            }
        case (.patches, .array(let patches)):
            for patch in try limited(patches, field) {
                writer.delimited(field.number, try encodePatch(patch, field))
            }
        case (.code(let list), .string):
            writer.varint(field.number, UInt64(try code(value, list, field)))
        case (.codes(let list), .array(let codes)):
            var numbers: [Int] = []
            for item in try limited(codes, field) { numbers.append(try code(item, list, field)) }
            writer.packed(field.number, numbers)
        default: throw wrongType(field, field.type.expectation)
        }
    }

    private func time(_ text: String, _ field: FieldSchema) throws(VocabularyError) -> Instant {
        do throws(RFC3339Error) {
            return try RFC3339.parse(text)
        } catch {
            throw .badTime(kind: kind, field: prefix + field.name, rule: error)
        }
    }

    private func date(_ text: String, _ field: FieldSchema) throws(VocabularyError) -> LocalDate {
        do throws(LocalDateError) {
            return try LocalDate(iso: text)
        } catch {
            throw .badDate(kind: kind, field: prefix + field.name, rule: error)
        }
    }

    private func entry(_ value: JSONValue, _ field: FieldSchema) throws(VocabularyError) -> [UInt8]
    {
        guard case .string(let text) = value, let id = EntryID(text) else {
            throw wrongType(field, FieldType.entry.expectation)
        }
        return id.bytes
    }

    /// The number of a code; `#17` is a code of a newer version.
    private func code(
        _ value: JSONValue, _ list: CodeList, _ field: FieldSchema
    ) throws(VocabularyError) -> Int {
        guard case .string(let text) = value else {
            throw wrongType(field, FieldType.code(list).expectation)
        }
        if let number = list.number(of: text) { return number }
        if text.first == "#", let number = Int32(text.dropFirst()), number > 0,
            text == "#\(number)", !list.contains(Int(number))
        {
            return Int(number)
        }
        throw .unknownCode(kind: kind, field: prefix + field.name, list: list)
    }

    private func encodePatch(
        _ value: JSONValue, _ field: FieldSchema
    ) throws(VocabularyError) -> [UInt8] {
        guard case .object(let members) = value else { throw wrongType(field, "a list of objects") }
        return try FactsEncoder(kind: kind, schema: .patch, prefix: "\(prefix)patches.")
            .encode(members)
    }

    private func limited(
        _ values: [JSONValue], _ field: FieldSchema
    ) throws(VocabularyError) -> [JSONValue] {
        guard values.count <= FieldType.listLimit else {
            throw .tooLong(kind: kind, field: prefix + field.name, limit: FieldType.listLimit)
        }
        return values
    }

    private func wrongType(_ field: FieldSchema, _ expected: String) -> VocabularyError {
        .wrongType(kind: kind, field: prefix + field.name, expected: expected)
    }
}

extension FieldType {
    /// Members of a list at most.
    static let listLimit = 1_000

    /// Bytes of a text at most.
    var byteLimit: Int {
        switch self {
        case .text, .json: 20_000
        default: 1_000
        }
    }

    /// What a value must be, in words.
    var expectation: String {
        switch self {
        case .bool: "true or false"
        case .int: "a whole number of 64 bits"
        case .word, .text, .ref: "a text"
        case .time: "a time as text, such as 2025-05-02T20:00:00+01:00"
        case .date: "a date as text, such as 2025-05-02"
        case .entry: "the id of an entry: a UUID as text"
        case .entries: "a list of ids of entries"
        case .patches: "a list of patches"
        case .json: "a JSON value"
        case .code(let list): "a code of \(list.name) as text"
        case .codes(let list): "a list of codes of \(list.name)"
        }
    }
}
