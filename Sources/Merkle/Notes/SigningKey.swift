import Crypto

/// The secret half of a key of a note, shared by both types of it.
struct SigningKey: Sendable {
    let verifierKey: VerifierKey
    private let privateKey: Curve25519.Signing.PrivateKey

    init(name: NoteName, algorithm: KeyAlgorithm, privateKey: Curve25519.Signing.PrivateKey) {
        self.privateKey = privateKey
        verifierKey = VerifierKey(
            name: name, algorithm: algorithm,
            publicKey: Array(privateKey.publicKey.rawRepresentation))
    }

    init(name: String, algorithm: KeyAlgorithm) throws(NoteError) {
        guard let name = NoteName(name) else { throw .badName }
        self.init(name: name, algorithm: algorithm, privateKey: .init())
    }

    /// Parses what `text` gives, strictly; the hash is that of the public key.
    init?(_ text: String, algorithm: KeyAlgorithm) {
        guard text.utf8.count <= VerifierKey.maximumByteCount else { return nil }
        let parts = text.utf8.split(
            separator: Ascii.plus, maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].elementsEqual("PRIVATE".utf8),
            parts[1].elementsEqual("KEY".utf8), let name = NoteName(utf8: parts[2]),
            let typed = Base64.decode(utf8: ArraySlice(parts[4])), typed.count == 33,
            typed[0] == algorithm.typeByte,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: typed.dropFirst())
        else { return nil }
        self.init(name: name, algorithm: algorithm, privateKey: key)
        guard parts[3].elementsEqual(VerifierKey.hexadecimal(verifierKey.keyID).utf8)
        else { return nil }
    }

    /// The secret, as Go's x/mod writes it.
    var text: String {
        let typed = [verifierKey.algorithm.typeByte] + Array(privateKey.rawRepresentation)
        return "PRIVATE+KEY+\(verifierKey.name)+"
            + "\(VerifierKey.hexadecimal(verifierKey.keyID))+\(Base64.encode(typed))"
    }

    /// The signature of `message`, with `prefix` between the key's id and it.
    func sign(_ message: [UInt8], prefix: [UInt8] = []) throws(NoteError) -> NoteSignature {
        do {
            let signature = try privateKey.signature(for: message)
            return NoteSignature(
                name: verifierKey.noteName, keyID: verifierKey.keyID,
                payload: prefix + Array(signature))
        } catch {
            throw .signingFailed
        }
    }
}
