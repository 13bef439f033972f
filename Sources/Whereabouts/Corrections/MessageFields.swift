/// Changes one field of facts or words, which are bytes, by its name in the journal.
struct MessageFields {
    let kind: Kind
    let schema: KindSchema
    /// Stands before the field's name in errors.
    let prefix: String

    /// Gives the field `name` the value that `change` says, and fills in what was there.
    ///
    /// A value that breaks a rule of the kind leaves `bytes` as they were.
    ///
    /// - Parameters:
    ///   - name: The field's name in the journal.
    ///   - bytes: The message.
    ///   - change: Its values come out as the journal writes them, so that they can be compared.
    ///   - check: Throws when the whole message breaks a rule.
    func set(
        _ name: String, in bytes: inout [UInt8], _ change: inout Change,
        _ check: ([UInt8]) throws(VocabularyError) -> Void
    ) {
        do throws(VocabularyError) {
            guard schema.field(name) != nil else {
                throw .unknownField(kind: kind, field: prefix + name)
            }
            let before = try members(bytes)
            change.was = value(of: name, in: before)
            change.claimedOld = change.claimedOld.map { asWritten($0, name) ?? $0 }
            let encoded = try encode(before, name, change.now ?? .null)
            try check(encoded)
            change.now = value(of: name, in: try members(encoded))
            bytes = encoded
        } catch {
            change.refuse(error)
        }
    }

    private func members(_ bytes: [UInt8]) throws(VocabularyError) -> [JSONMember] {
        try FactsDecoder(kind: kind, schema: schema).decode(bytes)
    }

    private func value(of name: String, in members: [JSONMember]) -> JSONValue {
        members.first { $0.name == name }?.value ?? .null
    }

    private func encode(
        _ members: [JSONMember], _ name: String, _ value: JSONValue
    ) throws(VocabularyError) -> [UInt8] {
        var members = members
        members.removeAll { $0.name == name }
        if value != .null { members.append(JSONMember(name, value)) }
        return try FactsEncoder(kind: kind, schema: schema, prefix: prefix).encode(members)
    }

    /// A value as the journal writes it, times in UTC; `nil` when the field cannot have it.
    private func asWritten(_ value: JSONValue, _ name: String) -> JSONValue? {
        guard let field = schema.field(name), value != .null else { return nil }
        var writer = WireWriter()
        do throws(VocabularyError) {
            try FactsEncoder(kind: kind, schema: schema, prefix: prefix)
                .write(value, of: field, to: &writer)
            return self.value(of: name, in: try members(writer.bytes))
        } catch {
            return nil
        }
    }
}
