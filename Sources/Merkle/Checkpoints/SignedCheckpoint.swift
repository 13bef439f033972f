/// A checkpoint with its signatures: what a log publishes and an auditor pins.
///
/// The checkpoint means nothing before its note is verified: see ``TrustPolicy``.
public struct SignedCheckpoint: Hashable, Sendable {
    /// What is signed.
    public let checkpoint: Checkpoint
    /// The note, with the signatures.
    public let note: SignedNote

    /// Parses a note whose text is a checkpoint; ``bytes`` gives the same bytes again.
    ///
    /// - Parameter bytes: The whole file.
    /// - Throws: ``CheckpointError`` when it is not one.
    public init(parsing bytes: [UInt8]) throws(CheckpointError) {
        do throws(NoteError) {
            note = try SignedNote(parsing: bytes)
        } catch { throw .note(error) }
        checkpoint = try Checkpoint(parsing: note.text)
    }

    /// Signs a checkpoint of a log of ours.
    ///
    /// - Parameters:
    ///   - checkpoint: The checkpoint; the caller has made sure that it continues the last one.
    ///   - key: The log's key; its name is the checkpoint's origin.
    /// - Throws: ``CheckpointError/signerIsNotOrigin(signer:origin:)``,
    ///   ``CheckpointError/hasExtensionLines``, ``CheckpointError/note(_:)``.
    public init(_ checkpoint: Checkpoint, signedBy key: SignerKey) throws(CheckpointError) {
        guard key.name.utf8.elementsEqual(checkpoint.origin.utf8) else {
            throw .signerIsNotOrigin(signer: key.name, origin: checkpoint.origin)
        }
        guard checkpoint.extensions.isEmpty else { throw .hasExtensionLines }
        do throws(NoteError) {
            note = try key.sign(checkpoint.text)
        } catch { throw .note(error) }
        self.checkpoint = checkpoint
    }

    private init(checkpoint: Checkpoint, note: SignedNote) {
        self.checkpoint = checkpoint
        self.note = note
    }

    /// The file's bytes.
    public var bytes: [UInt8] { note.bytes }

    /// This checkpoint with more signatures, such as witnesses answer.
    ///
    /// - Parameter signatures: Signatures of the same text.
    /// - Returns: The checkpoint with all of them; none is repeated.
    /// - Throws: ``NoteError/tooManySignatures``, ``NoteError/tooLong(byteCount:)``.
    public func adding(_ signatures: [NoteSignature]) throws(NoteError) -> SignedCheckpoint {
        SignedCheckpoint(checkpoint: checkpoint, note: try note.adding(signatures))
    }

    /// This checkpoint as it was before cosignatures: with the signatures of `key` only.
    public func keeping(only key: VerifierKey) -> SignedCheckpoint? {
        note.keeping(only: key).map { SignedCheckpoint(checkpoint: checkpoint, note: $0) }
    }
}
