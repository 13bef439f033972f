public import EventLog
public import SwiftProtobuf

/// The facts of one kind, as a message generated from `vocabulary.proto`.
///
/// ```swift
/// let facts = AbsenceNoted.with {
///     $0.whereaboutsKnown = false
///     $0.lastSeenAt = seen
/// }
/// ```
public protocol Facts: Message {
    /// The kind whose facts these are.
    static var kind: Kind { get }
}

extension FactsCodec {
    /// Writes the bytes of `facts` and checks them, mandatory fields included.
    ///
    /// - Throws: ``VocabularyError`` with the first field that breaks a rule.
    public static func encode<Kinded: Facts>(
        _ facts: Kinded, occurredAt: Instant
    ) throws(VocabularyError) -> [UInt8] {
        let bytes = try bytes(of: facts, Kinded.kind)
        try validate(bytes, as: Kinded.kind, occurredAt: occurredAt)
        return bytes
    }

    /// Writes the bytes of `narrative` and checks them for an entry of `kind`.
    ///
    /// - Throws: ``VocabularyError`` with the first field that breaks a rule.
    public static func encode(
        _ narrative: Narrative, as kind: Kind
    ) throws(VocabularyError) -> [UInt8] {
        let bytes = try bytes(of: narrative, kind)
        try validate(narrative: bytes, as: kind)
        return bytes
    }

    private static func bytes(
        of message: some Message, _ kind: Kind
    ) throws(VocabularyError) -> [UInt8] {
        do {
            return try message.serializedBytes()
        } catch {
            throw .malformed(kind: kind, offset: 0, rule: "the message cannot be written")
        }
    }
}
