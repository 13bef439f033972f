/// A text with the signatures of one or more keys (C2SP signed-note, golang.org/x/mod/sumdb/note).
///
/// ```
/// text, one or more lines\n
/// \n                               the last empty line parts text and signatures
/// — name base64(key id | signature)\n
/// ```
///
/// The text means nothing before ``verified(by:)`` has said so.
public struct SignedNote: Sendable {
    /// The bytes of a note at most.
    public static let maximumByteCount = 1_000_000
    /// The signatures of a note at most.
    public static let maximumSignatureCount = 100

    /// What is signed, with its last newline.
    public let text: String
    /// The signatures in the order of their lines; nothing is verified yet.
    public let signatures: [NoteSignature]

    /// Makes a note of a text and signatures, which are not verified.
    ///
    /// - Parameters:
    ///   - text: The text; it ends with a newline.
    ///   - signatures: One or more.
    /// - Throws: ``NoteError`` when it would not be a note.
    public init(text: String, signatures: [NoteSignature]) throws(NoteError) {
        guard text.utf8.last == Ascii.newline else { throw .badText }
        guard Self.hasGoodCharacters(text.utf8) else { throw .badCharacters }
        guard !signatures.isEmpty else { throw .noSignature }
        guard signatures.count <= Self.maximumSignatureCount else { throw .tooManySignatures }
        self.text = text
        self.signatures = signatures
        let byteCount = bytes.count
        guard byteCount <= Self.maximumByteCount else { throw .tooLong(byteCount: byteCount) }
    }

    /// The note's bytes, the same that were parsed.
    public var bytes: [UInt8] { Array((text + "\n" + signatures.map(\.line).joined()).utf8) }

    static func hasGoodCharacters(_ bytes: some Sequence<UInt8>) -> Bool {
        !bytes.contains { $0 < Ascii.space && $0 != Ascii.newline }
    }

    /// This note with more signatures; one that is there already is not repeated.
    ///
    /// - Parameter more: Signatures of the same text, such as a witness answers.
    /// - Returns: The note with all of them, the new ones last.
    /// - Throws: ``NoteError/tooManySignatures``, ``NoteError/tooLong(byteCount:)``.
    public func adding(_ more: [NoteSignature]) throws(NoteError) -> SignedNote {
        var all = signatures
        for signature in more where !all.contains(signature) { all.append(signature) }
        return try SignedNote(text: text, signatures: all)
    }

    /// This note with only the signatures that claim to be of `key`; `nil` when there are none.
    public func keeping(only key: VerifierKey) -> SignedNote? {
        try? SignedNote(text: text, signatures: signatures.filter { $0.isClaimed(by: key) })
    }
}

extension SignedNote: Hashable {
    /// Whether both have the same bytes.
    public static func == (first: SignedNote, second: SignedNote) -> Bool {
        first.text.utf8.elementsEqual(second.text.utf8) && first.signatures == second.signatures
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
