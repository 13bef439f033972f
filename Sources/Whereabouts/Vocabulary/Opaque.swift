/// What a newer version wrote: kept as it is, shown as base64.
enum Opaque {
    /// The journal's key for fields that this version does not know.
    static let unknownFields = "unknownFields"

    /// Checks that `bytes` are protobuf fields with numbers above `known`.
    static func validate(
        _ bytes: [UInt8], _ kind: Kind, above known: Int = 0
    ) throws(VocabularyError) {
        var reader = WireReader(0..<bytes.count, kind)
        while !reader.isAtEnd {
            let (number, type) = try reader.tag(bytes.span)
            guard number > known else { throw reader.malformed("a known field among unknown ones") }
            try reader.skip(type, bytes.span)
        }
    }

    /// The bytes of `unknownFields`.
    static func fields(
        _ value: JSONValue, _ kind: Kind, _ prefix: String, above known: Int
    ) throws(VocabularyError) -> [UInt8] {
        guard case .string(let text) = value, let bytes = Base64.bytes(text) else {
            throw .wrongType(kind: kind, field: prefix + unknownFields, expected: "base64")
        }
        try validate(bytes, kind, above: known)
        return bytes
    }

    /// The facts of a kind that this version does not know.
    static func bytes(of facts: JSONValue, _ kind: Kind) throws(VocabularyError) -> [UInt8] {
        guard case .object(let members) = facts, members.count == 1, members[0].name == "bytes",
            case .string(let text) = members[0].value, let bytes = Base64.bytes(text)
        else {
            throw .wrongType(kind: kind, field: "facts", expected: "{\"bytes\": base64}")
        }
        try validate(bytes, kind)
        return bytes
    }
}
