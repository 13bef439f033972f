import Crypto
import Foundation
import LMDB

/// What the host's key service does: encrypts data keys under a key that never enters the log.
///
/// Implement it over a key-management service or a hardware module; ``KeyFile`` keeps the key in a
/// file, ``MemoryKey`` in memory for tests.
public protocol KeyWrapping: Sendable {
    /// Names the wrapping key, so that a later change of key is visible. Not secret.
    var keyID: String { get }

    /// Encrypts a data key of 32 bytes, bound to `context`.
    func wrap(_ key: [UInt8], context: [UInt8]) throws -> [UInt8]

    /// Decrypts what ``wrap(_:context:)`` made; throws when key or context differ.
    func unwrap(_ wrapped: [UInt8], context: [UInt8]) throws -> [UInt8]

    /// Destroys the wrapping key for ever: what is wrapped under it nobody can open any more.
    ///
    /// Returns once it is certain, also if the key was destroyed before. Where a key service only
    /// schedules a deletion, throw until it has come to pass, and complete the erasure then; every
    /// copy of the key counts, in backups of the service too.
    func destroy() throws
}

/// A wrapping key in memory.
///
/// It is lost with the process, and every narrative with it.
public struct MemoryKey: KeyWrapping {
    private let bytes: [UInt8]

    /// Makes a random key of 256 bits.
    public init() {
        bytes = Self.randomBytes()
    }

    init?(base64: String) {
        guard let bytes = Data(base64Encoded: base64), bytes.count == 32 else { return nil }
        self.bytes = Array(bytes)
    }

    var base64: String { Data(bytes).base64EncodedString() }

    /// 32 bytes from the system's cryptographic generator.
    static func randomBytes() -> [UInt8] {
        SystemRandom.words(4).flatMap(\.bigEndianBytes)
    }

    private var key: SymmetricKey { SymmetricKey(data: bytes) }

    /// The first 8 bytes of the key's SHA-256, in hexadecimal digits: names the key, tells nothing.
    public var keyID: String {
        let digest = SHA256.hash(data: Array("whereabouts/key-id/v1".utf8) + bytes)
        return String(digest.description.suffix(64).prefix(16))
    }

    /// Encrypts with AES-256-GCM and a random nonce; `context` and key id are authenticated.
    public func wrap(_ key: [UInt8], context: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(key, using: self.key, authenticating: context + keyID.utf8)
        return Array(box.combined ?? Data())
    }

    /// Decrypts what ``wrap(_:context:)`` made.
    public func unwrap(_ wrapped: [UInt8], context: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.SealedBox(combined: wrapped)
        return Array(try AES.GCM.open(box, using: key, authenticating: context + keyID.utf8))
    }

    /// Does nothing: the key is lost with its last copy in memory.
    public func destroy() {}
}

/// A wrapping key in a file of its own: 32 random bytes in Base64, readable by its owner only.
///
/// Keep the file apart from the log and from the log's backups: who has both can read the words,
/// and without the file nobody can.
public struct KeyFile: KeyWrapping {
    private let key: MemoryKey
    /// The path as given; the key's own file stands behind links.
    private let path: String

    /// Reads the key.
    ///
    /// - Parameter path: A file of mode 0600 or 0400.
    /// - Throws: ``OpenError/badKeyFile(path:reason:)``.
    public init(contentsOf path: String) throws(OpenError) {
        let text = try PrivateFile.read(path, remedy: "`whereabouts init` makes one")
        guard let key = MemoryKey(base64: text) else {
            throw .badKeyFile(path: path, reason: "it is not 32 bytes in Base64")
        }
        self.key = key
        self.path = path
    }

    /// Makes a new random key and writes it to a new file of mode 0600.
    ///
    /// - Throws: ``OpenError/badKeyFile(path:reason:)`` when the file exists or cannot be written.
    public static func create(at path: String) throws(OpenError) -> KeyFile {
        try PrivateFile.create(path, text: MemoryKey().base64 + "\n")
        return try KeyFile(contentsOf: path)
    }

    /// Names the key; see ``MemoryKey/keyID``.
    public var keyID: String { key.keyID }

    /// Encrypts a data key; see ``MemoryKey/wrap(_:context:)``.
    public func wrap(_ key: [UInt8], context: [UInt8]) throws -> [UInt8] {
        try self.key.wrap(key, context: context)
    }

    /// Overwrites the file, removes it and makes that durable.
    ///
    /// Copies of the file elsewhere, and what a disk keeps of overwritten blocks, are the host's.
    ///
    /// - Throws: What the file system throws; a file that is gone already is no error.
    public func destroy() throws {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        let manager = FileManager.default
        if manager.fileExists(atPath: file.path) {
            let length = try Data(contentsOf: file).count
            let handle = try FileHandle(forWritingTo: file)
            try handle.write(contentsOf: Data(count: length))
            try handle.synchronize()
            try handle.close()
            try manager.removeItem(at: file)
        }
        if (try? manager.attributesOfItem(atPath: path)) != nil {
            try manager.removeItem(atPath: path)
        }
        Environment.syncFolders(file.deletingLastPathComponent().path)
    }

    /// Decrypts a data key; see ``MemoryKey/unwrap(_:context:)``.
    public func unwrap(_ wrapped: [UInt8], context: [UInt8]) throws -> [UInt8] {
        try key.unwrap(wrapped, context: context)
    }
}
