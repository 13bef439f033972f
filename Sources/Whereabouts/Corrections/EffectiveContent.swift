import EventLog
import SwiftProtobuf

/// What an entry says with all corrections in force.
public struct EffectiveContent: Sendable {
    /// What happened; never corrected.
    public let kind: Kind
    /// When it happened.
    public let occurrence: Occurrence
    /// The home it is filed under.
    public let home: HomeID?
    package let factBytes: [UInt8]
    let wordBytes: [UInt8]?

    /// The facts as the message of their kind.
    ///
    /// - Throws: When the entry is of another kind, or its bytes are damaged.
    public func facts<Kinded: Facts>(as type: Kinded.Type = Kinded.self) throws -> Kinded {
        guard Kinded.kind == kind else {
            throw VocabularyError.unknownKind(name: Kinded.kind.name)
        }
        return try Kinded(serializedBytes: factBytes)
    }

    /// The words; `nil` when there are none or they cannot be read.
    public func words() throws -> Narrative? {
        try wordBytes.map { try Narrative(serializedBytes: $0) }
    }

    /// Facts and words as the journal writes them.
    public func decoded() throws -> DecodedFacts {
        try FactsCodec.decode(factBytes, narrative: wordBytes, as: kind)
    }
}
