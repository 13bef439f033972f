/// The secret key of a witness: it signs checkpoints with the time (Ed25519, `0x04`).
///
/// Must not be used as a log's key too. Printing or dumping it shows its public half only.
public struct CosignerKey: Sendable {
    private let key: SigningKey

    /// Makes a new random key.
    ///
    /// - Parameter name: The witness's name.
    /// - Throws: ``NoteError/badName`` when a note could not hold the name.
    public init(name: String) throws(NoteError) {
        key = try SigningKey(name: name, algorithm: .cosignature)
    }

    /// Parses `PRIVATE+KEY+name+hash+base64`; `nil` unless it is exactly what ``text`` gives.
    public init?(_ text: String) {
        guard let key = SigningKey(text, algorithm: .cosignature) else { return nil }
        self.key = key
    }

    /// The secret key, written like a log's: keep it where only the witness can read it.
    public var text: String { key.text }

    /// The public half.
    public var verifierKey: VerifierKey { key.verifierKey }

    /// The name.
    public var name: String { verifierKey.name }

    /// Signs a checkpoint with the time; the caller has checked that it continues the last one.
    ///
    /// - Parameters:
    ///   - checkpoint: The checkpoint.
    ///   - seconds: The time, in seconds since 1970.
    /// - Returns: The signature, to be added to the checkpoint's note.
    /// - Throws: ``NoteError/badTime``, ``NoteError/signingFailed``.
    public func cosign(
        _ checkpoint: Checkpoint, at seconds: UInt64
    ) throws(NoteError) -> NoteSignature {
        guard seconds <= Cosignature.maximumSeconds else { throw .badTime }
        let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> UInt64(56 - 8 * $0)) }
        return try key.sign(Cosignature.message(checkpoint.text, seconds: seconds), prefix: time)
    }
}

extension CosignerKey: CustomStringConvertible, CustomReflectable {
    /// The public half: secrets must not get into a log of messages.
    public var description: String { "cosigner \(verifierKey)" }

    /// The public half alone.
    public var customMirror: Mirror { Mirror(self, children: ["verifierKey": verifierKey]) }
}
