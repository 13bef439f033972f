/// Why something is not a checkpoint, or may not be signed as one.
@nonexhaustive
public enum CheckpointError: Error, Hashable, Sendable {
    /// The bytes are not a note, or no note can be made.
    case note(NoteError)
    /// The first line is missing, empty, too long or has a control character.
    case badOrigin
    /// The second line is not a number below 2^63 without leading zeros.
    case badSize
    /// The third line is not 44 characters of Base64, or not the root of no leaves for size 0.
    case badRoot
    /// A further line is empty, has a control character or no newline.
    case badExtensionLine
    /// A checkpoint with further lines is not one of our own.
    case hasExtensionLines
    /// A log's key has the log's origin as its name.
    case signerIsNotOrigin(signer: String, origin: String)
}

extension CheckpointError: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch self {
        case .note(let error):
            error.description
        case .badOrigin:
            "line 1 of a checkpoint is its origin, "
                + "1 to \(Checkpoint.maximumOriginByteCount) bytes; fetch it again"
        case .badSize:
            "line 2 of a checkpoint is its size, a number below 2^63; fetch it again"
        case .badRoot:
            "line 3 of a checkpoint is its root, 32 bytes as Base64; fetch it again"
        case .badExtensionLine:
            "further lines of a checkpoint are not empty and end with a newline; fetch it again"
        case .hasExtensionLines:
            "our own checkpoints have three lines; check who made this one"
        case .signerIsNotOrigin(let signer, let origin):
            "key \(signer) cannot sign for \(origin); use the key with the log's name"
        }
    }
}
