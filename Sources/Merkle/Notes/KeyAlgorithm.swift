/// What a key signs, and how: the type byte in front of a public key (C2SP signed-note).
public enum KeyAlgorithm: Hashable, Sendable {
    /// Ed25519 over the text of a note: `0x01`.
    case ed25519
    /// Ed25519 over the time and the text of a checkpoint: `0x04` (C2SP tlog-cosignature).
    case cosignature
    /// A type that others use; its keys are kept, but their signatures are never counted here.
    case other(UInt8)

    /// Types with an assigned meaning: RFC 6962 tree heads, ML-DSA-44, and the private one.
    private static let others: [UInt8] = [0x05, 0x06, 0xFF]

    /// Makes the type of a byte; `nil` for one without an assigned meaning.
    init?(typeByte: UInt8) {
        switch typeByte {
        case 0x01: self = .ed25519
        case 0x04: self = .cosignature
        case let byte where Self.others.contains(byte): self = .other(byte)
        default: return nil
        }
    }

    /// The type byte.
    public var typeByte: UInt8 {
        switch self {
        case .ed25519: 0x01
        case .cosignature: 0x04
        case .other(let byte): byte
        }
    }

    /// Whether signatures of this type can be verified here.
    public var isUsable: Bool { self == .ed25519 || self == .cosignature }
}
