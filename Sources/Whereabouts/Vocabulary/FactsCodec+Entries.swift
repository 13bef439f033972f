import EventLog

extension FactsCodec {
    /// The ids of entries that stand in `facts`, each with the name of its field.
    static func entries(
        in facts: [UInt8], _ schema: KindSchema
    ) throws(VocabularyError) -> [(field: String, id: EntryID)] {
        var found: [(field: String, id: EntryID)] = []
        var reader = WireReader(0..<facts.count, schema.kind)
        while !reader.isAtEnd {
            let (number, type) = try reader.tag(facts.span)
            guard let field = schema.field(number), type == .delimited,
                field.type == .entry || field.type == .entries
            else {
                try reader.skip(type, facts.span)
                continue
            }
            let range = try reader.delimited(facts.span)
            if let id = EntryID(bytes: facts[range]) { found.append((field.name, id)) }
        }
        return found
    }
}
