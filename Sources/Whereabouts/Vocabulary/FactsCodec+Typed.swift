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

// `with` is the protobuf library's too; these spare its users the import of that library.

extension Facts {
    /// Makes facts and fills them.
    public static func with<Failure: Error>(
        _ fill: (inout Self) throws(Failure) -> Void
    ) throws(Failure) -> Self {
        var facts = Self()
        try fill(&facts)
        return facts
    }
}

extension Narrative {
    /// Makes a narrative and fills it.
    public static func with<Failure: Error>(
        _ fill: (inout Self) throws(Failure) -> Void
    ) throws(Failure) -> Self {
        var narrative = Self()
        try fill(&narrative)
        return narrative
    }
}

extension Patch {
    /// Makes a patch and fills it.
    public static func with<Failure: Error>(
        _ fill: (inout Self) throws(Failure) -> Void
    ) throws(Failure) -> Self {
        var patch = Self()
        try fill(&patch)
        return patch
    }
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
