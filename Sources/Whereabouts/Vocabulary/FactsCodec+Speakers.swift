extension FactsCodec {
    /// Checks that somebody in `role` may record `facts` of `kind`.
    ///
    /// Only the police categorise, grade and recategorise a case; somebody else may relay it and
    /// names the police source in `relayedBy`. `system` and `migrator` may record anything.
    ///
    /// - Throws: ``VocabularyError/mayNotSay(kind:role:rule:)``, or
    ///   ``VocabularyError/malformed(kind:offset:rule:)`` when the bytes are damaged.
    public static func checkMaySay(
        _ kind: Kind, role: Role, facts: [UInt8]
    ) throws(VocabularyError) {
        switch kind {
        case .policeCategorised, .policeGraded, .recategorised: break
        default: return
        }
        switch role {
        case .police, .system, .migrator: return
        default: break
        }
        guard try !namesSource(facts, kind) else { return }
        throw .mayNotSay(
            kind: kind, role: role,
            rule: "only the police say this; name the police source in relayedBy")
    }

    private static func namesSource(_ facts: [UInt8], _ kind: Kind) throws(VocabularyError) -> Bool
    {
        guard let source = kind.schema?.field("relayedBy") else { return false }
        var reader = WireReader(0..<facts.count, kind)
        while !reader.isAtEnd {
            let (number, type) = try reader.tag(facts.span)
            if number == source.number, type == .delimited {
                return try !reader.text(facts.span).isEmpty
            }
            try reader.skip(type, facts.span)
        }
        return false
    }
}
