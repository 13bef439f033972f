import Foundation
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

/// Small secret files: only their owner may read them, and none is ever overwritten.
enum PrivateFile {
    /// The text of the file without the white space at its ends.
    static func read(_ path: String, remedy: String) throws(OpenError) -> String {
        func refused(_ reason: String) -> OpenError { .badKeyFile(path: path, reason: reason) }
        // A link's own mode says nothing; services are often given their key through one.
        let file = URL(filePath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file) else {
            throw refused("there is no such file; \(remedy)")
        }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard mode & 0o077 == 0 else {
            throw refused("others than its owner may read it; run chmod 600 on it")
        }
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw refused("this process may not read it; ask its owner")
        }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw refused("it is not text")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Makes the file with mode 0600 and returns once it is on stable storage.
    static func create(_ path: String, text: String) throws(OpenError) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw .badKeyFile(path: path, reason: "it exists already, and a key is never replaced")
        }
        // Empty at first: the key is written when nobody else may read the file any more.
        let isMade = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade, write(Data(text.utf8), to: path) else {
            throw .badKeyFile(path: path, reason: "it cannot be written")
        }
    }

    private static func write(_ text: Data, to path: String) -> Bool {
        guard let file = FileHandle(forWritingAtPath: path) else { return false }
        do {
            try file.write(contentsOf: text)
            try file.synchronize()
            try file.close()
            return true
        } catch {
            return false
        }
    }
}
