import EventLog

/// Reads the fields of one message as members of an object.
struct FactsDecoder {
    let kind: Kind
    let schema: KindSchema

    func decode(_ bytes: [UInt8]) throws(VocabularyError) -> [JSONMember] {
        try decode(bytes.span, 0..<bytes.count)
    }

    private func decode(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(VocabularyError) -> [JSONMember] {
        var values = [JSONValue?](repeating: nil, count: schema.fields.count)
        var unknown: [UInt8] = []
        var reader = WireReader(range, kind)
        while !reader.isAtEnd {
            let start = reader.offset
            let (number, type) = try reader.tag(bytes)
            guard let field = schema.field(number) else {
                try reader.skip(type, bytes)
                for index in start..<reader.offset { unknown.append(bytes[index]) }
                continue
            }
            let value = try value(field, type, &reader, bytes)
            if case .array(let more) = value, case .array(let before)? = values[number - 1] {
                values[number - 1] = .array(before + more)
            } else {
                values[number - 1] = value
            }
        }
        return members(values, unknown)
    }

    private func members(_ values: [JSONValue?], _ unknown: [UInt8]) -> [JSONMember] {
        var members: [JSONMember] = []
        for field in schema.fields {
            if let value = values[field.number - 1] {
                members.append(JSONMember(field.name, value))
            } else if field.type.isList && !field.isOptional {
                members.append(JSONMember(field.name, []))
            }
        }
        if !unknown.isEmpty {
            members.append(JSONMember(Opaque.unknownFields, .string(Base64.text(unknown))))
        }
        return members
    }

    /// Reads one value; of a list, the members that stand together.
    private func value(
        _ field: FieldSchema, _ type: WireType, _ reader: inout WireReader, _ bytes: Span<UInt8>
    ) throws(VocabularyError) -> JSONValue {
        switch (field.type, type) {
        case (.bool, .varint): return .bool(try reader.varint(bytes) != 0)
        case (.int, .varint): return .integer(Int64(bitPattern: try reader.varint(bytes)))
        case (.date, .varint):
            let number = Int32(truncatingIfNeeded: try reader.varint(bytes))
            guard let date = LocalDate(yyyymmdd: number) else {
                throw reader.malformed("no such day")
            }
            return .string(date.description)
        case (.time, .fixed64):
            return .string(RFC3339.format(Instant(microseconds: try reader.fixed64(bytes))))
        case (.word, .delimited), (.text, .delimited), (.ref, .delimited):
            return .string(try reader.text(bytes))
        case (.json, .delimited):
            let text = try reader.text(bytes)
            guard let value = try? JSONValue(parsing: text) else {
                throw reader.malformed("no JSON")
            }
            return value
        case (.entry, .delimited): return try entry(&reader, bytes)
        case (.entries, .delimited): return .array([try entry(&reader, bytes)])
        case (.patches, .delimited):
            let patch = FactsDecoder(kind: kind, schema: .patch)
            return .array([.object(try patch.decode(bytes, try reader.delimited(bytes)))])
        case (.code(let list), .varint): return try code(list, &reader, bytes)
        case (.codes(let list), .varint): return .array([try code(list, &reader, bytes)])
        case (.codes(let list), .delimited):
            var inner = WireReader(try reader.delimited(bytes), kind)
            var codes: [JSONValue] = []
            while !inner.isAtEnd { codes.append(try code(list, &inner, bytes)) }
            return .array(codes)
        default: throw reader.malformed("a field of another wire type")
        }
    }

    private func entry(
        _ reader: inout WireReader, _ bytes: Span<UInt8>
    ) throws(VocabularyError) -> JSONValue {
        let range = try reader.delimited(bytes)
        guard let id = EntryID(bytes: range.map { bytes[$0] }) else {
            throw reader.malformed("an id is 16 bytes")
        }
        return .string(id.description)
    }

    private func code(
        _ list: CodeList, _ reader: inout WireReader, _ bytes: Span<UInt8>
    ) throws(VocabularyError) -> JSONValue {
        let number = Int(Int32(truncatingIfNeeded: try reader.varint(bytes)))
        return .string(list.code(number) ?? "#\(number)")
    }
}
