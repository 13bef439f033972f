/// The secret key of a log, or of its reports: it signs the text of notes (Ed25519, `0x01`).
///
/// Printing or dumping a key shows its public half only; ``text`` is the one way to the secret.
public struct SignerKey: Sendable {
    private let key: SigningKey

    /// Makes a new random key.
    ///
    /// - Parameter name: The name, which for a log's key is the log's origin.
    /// - Throws: ``NoteError/badName`` when a note could not hold the name.
    public init(name: String) throws(NoteError) {
        key = try SigningKey(name: name, algorithm: .ed25519)
    }

    /// Parses `PRIVATE+KEY+name+hash+base64`; `nil` unless it is exactly what ``text`` gives.
    public init?(_ text: String) {
        guard let key = SigningKey(text, algorithm: .ed25519) else { return nil }
        self.key = key
    }

    /// The secret key as Go's `sumdb/note` writes it: keep it where only the log can read it.
    public var text: String { key.text }

    /// The public half.
    public var verifierKey: VerifierKey { key.verifierKey }

    /// The name.
    public var name: String { verifierKey.name }

    /// Signs a text.
    ///
    /// - Parameter text: The text; it ends with a newline.
    /// - Returns: A note with one signature.
    /// - Throws: ``NoteError`` when a note could not hold the text.
    public func sign(_ text: String) throws(NoteError) -> SignedNote {
        try SignedNote(text: text, signatures: [try key.sign(Array(text.utf8))])
    }
}

extension SignerKey: CustomStringConvertible, CustomReflectable {
    /// The public half: secrets must not get into a log of messages.
    public var description: String { "signer \(verifierKey)" }

    /// The public half alone.
    public var customMirror: Mirror { Mirror(self, children: ["verifierKey": verifierKey]) }
}
