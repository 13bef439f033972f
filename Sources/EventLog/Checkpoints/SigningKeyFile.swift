public import Merkle

/// A signing key in a file of its own, readable by its owner only: one line, as Go writes it.
///
/// The log's key, the reports' key and a witness's key are three files. Who has the log's key can
/// sign a second history: keep it where whoever administers the log's disk cannot read it.
public enum SigningKeyFile {
    /// Reads the key.
    ///
    /// - Parameter path: A file of mode 0600 or 0400.
    /// - Returns: The key.
    /// - Throws: ``OpenError/badKeyFile(path:reason:)``.
    public static func read(_ path: String) throws(OpenError) -> SignerKey {
        let text = try PrivateFile.read(path, remedy: "make one with --create-signing-key")
        guard let key = SignerKey(text) else {
            throw .badKeyFile(
                path: path, reason: "it is not a signing key of the form PRIVATE+KEY+")
        }
        return key
    }

    /// Makes a random key called `name` and writes it to a new file of mode 0600.
    ///
    /// - Throws: ``OpenError/badKeyFile(path:reason:)`` when the file exists or cannot be written.
    public static func create(at path: String, name: String) throws(OpenError) -> SignerKey {
        let key: SignerKey
        do {
            key = try SignerKey(name: name)
        } catch {
            throw .badKeyFile(path: path, reason: "\(error)")
        }
        try PrivateFile.create(path, text: key.text + "\n")
        return key
    }
}
