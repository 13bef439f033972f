import Crypto

/// A public key with a name, as `name+hash+base64`: what an auditor is given to trust.
///
/// ```
/// example.com/foo + 530d903a + base64( 01 | 32 bytes )
///        │              │              │        └ public key
///        │              │              └ type: see KeyAlgorithm
///        │              └ first 4 bytes of SHA-256(name | 0A | type | public key)
///        └ name: see NoteName
/// ```
///
/// Source: C2SP signed-note, "verifier keys".
public struct VerifierKey: Hashable, Sendable {
    /// The bytes of a key's text at most; an ML-DSA-44 key needs 1,752 beside its name.
    public static let maximumByteCount = 4_096

    /// The name as a value, compared by its bytes.
    public let noteName: NoteName
    /// Tells keys of one name apart; not a hash to rely on.
    public let keyID: UInt32
    /// What the key signs, and how.
    public let algorithm: KeyAlgorithm
    /// The public key alone, without the type byte.
    public let publicKey: [UInt8]

    /// The name.
    public var name: String { noteName.text }

    init(name: NoteName, algorithm: KeyAlgorithm, publicKey: [UInt8]) {
        noteName = name
        self.algorithm = algorithm
        self.publicKey = publicKey
        keyID = Self.keyID(of: name, typed: [algorithm.typeByte] + publicKey)
    }

    /// Parses a key; `nil` unless `text` is exactly what `description` gives, hash included.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.maximumByteCount else { return nil }
        let parts = text.utf8.split(
            separator: Ascii.plus, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = NoteName(utf8: parts[0]),
            let typed = Base64.decode(utf8: ArraySlice(parts[2])), let typeByte = typed.first,
            let algorithm = KeyAlgorithm(typeByte: typeByte)
        else { return nil }
        self.init(name: name, algorithm: algorithm, publicKey: Array(typed.dropFirst()))
        guard !algorithm.isUsable || publicKey.count == 32,
            parts[1].elementsEqual(Self.hexadecimal(keyID).utf8)
        else { return nil }
    }

    private static func keyID(of name: NoteName, typed: [UInt8]) -> UInt32 {
        let digest = SHA256.hash(data: Array(name.text.utf8) + [Ascii.newline] + typed)
        return digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func hexadecimal(_ keyID: UInt32) -> String {
        let digits = String(keyID, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}

extension VerifierKey: CustomStringConvertible {
    /// The key as one word, to be published.
    public var description: String {
        let typed = Base64.encode([algorithm.typeByte] + publicKey)
        return "\(name)+\(Self.hexadecimal(keyID))+\(typed)"
    }
}

extension VerifierKey {
    /// Whether `signature` is one of this key over `text`; costs at most one verification.
    func isValid(_ signature: NoteSignature, of text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        switch algorithm {
        case .ed25519:
            return signature.payload.count == 64
                && key.isValidSignature(signature.payload, for: Array(text.utf8))
        case .cosignature:
            guard let cosignature = Cosignature(signature) else { return false }
            let message = Cosignature.message(text, seconds: cosignature.seconds)
            return key.isValidSignature(cosignature.signature, for: message)
        case .other:
            return false
        }
    }
}
