import Crypto
import EventLog
import Foundation
import LMDB
import Merkle

/// What a backup holds, as `manifest.json` beside it says.
public struct BackupManifest: Codable, Hashable, Sendable {
    /// One file of a backup.
    public struct File: Codable, Hashable, Sendable {
        /// The path in the backup's folder.
        public let path: String
        /// How many bytes it has.
        public let bytes: Int
        /// SHA-256 of the bytes, in hexadecimal digits.
        public let sha256: String
    }

    /// How many entries the log has.
    public let size: UInt64
    /// The leaf hash of the last one (RFC 6962 section 2.1), in hexadecimal digits.
    public let lastLeaf: String
    /// The root of the log's tree at that size, in Base64 as checkpoints write it.
    public let root: String
    /// The files, by path.
    public let files: [File]
}

/// Why a backup was not made, or is none.
@nonexhaustive
public enum BackupError: Error, Hashable, Sendable {
    /// The log lies in memory.
    case notOnDisk
    /// The log holds no entry yet.
    case emptyLog
    /// The folder exists already.
    case folderExists(path: String)
    /// What was written is not what the log holds.
    case differs(path: String)
}

extension BackupError: CustomStringConvertible {
    /// What was refused, and what to do next.
    public var description: String {
        switch self {
        case .notOnDisk: "the log lies in memory; only a log in a folder can be backed up"
        case .emptyLog: "the log has no entries; there is nothing to back up"
        case .folderExists(let path):
            "\(path) exists already, and a backup is never replaced; name a new folder"
        case .differs(let path):
            "the backup at \(path) is not what the log holds; delete it and look at the disk"
        }
    }
}

extension Records {
    /// Copies log and wrapped keys into a new folder, while others read and write, and checks it.
    ///
    /// The copy leaves free pages out, and opens as a log does. It holds the wrapped keys, so who
    /// has it and the key file reads the words: one made before an erasure is completed still
    /// opens what was erased as long as the old wrapping key exists.
    ///
    /// - Parameters:
    ///   - folder: A folder that does not exist; the one above it must.
    ///   - progress: Told after each step.
    /// - Returns: What stands in `manifest.json`.
    /// - Throws: ``BackupError``, or a storage error; then the folder may be left incomplete, and
    ///   has no manifest.
    /// - Complexity: Linear in the size of the log.
    @available(*, noasync, message: "it blocks for as long as the log takes to be copied")
    @discardableResult
    public func backup(
        to folder: String, progress: (WorkProgress) -> Void = { _ in }
    ) throws -> BackupManifest {
        guard let stores = self.folder else { throw BackupError.notOnDisk }
        guard try log.size > 0 else { throw BackupError.emptyLog }
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw BackupError.folderExists(path: folder)
        }
        // Entries first: a key that is made meanwhile is one too many, and none is missing.
        try stores.entries.environment.copy(to: folder, .compacting)
        progress(WorkProgress(done: 1, total: 4))
        try stores.keys.copy(to: folder + "/keys")
        progress(WorkProgress(done: 2, total: 4))
        let manifest = try Self.manifest(of: folder, expecting: log)
        progress(WorkProgress(done: 3, total: 4))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(manifest) + Data("\n".utf8)
        try BackupFile.write(data, to: folder + "/manifest.json")
        progress(WorkProgress(done: 4, total: 4))
        return manifest
    }

    /// Opens the copy without keys, and compares it with the log.
    private static func manifest(
        of folder: String, expecting log: EventLog
    ) throws -> BackupManifest {
        let files = try ["data.mdb", "keys/data.mdb"].compactMap {
            try BackupFile.described($0, in: folder)
        }
        let stores = try LogFolder.open(at: folder, .readOnly)
        let result = Result {
            let size = try stores.entries.read { try $0.size() }
            let last = Position(max(size, 1) - 1)
            let copied = try stores.entries.read { try $0.entry(at: last).bytes }
            let leaf = MerkleHash.leaf(copied).bytes
            let root = try log.root(ofSize: size)
            guard size > 0, try log.leafHash(at: last) == leaf,
                try LogFolder.root(in: stores.entries, size: size) == root
            else { throw BackupError.differs(path: folder) }
            return BackupManifest(
                size: size, lastLeaf: BackupFile.hex(leaf), root: root.base64, files: files)
        }
        try stores.close()
        for name in ["/use.lock", "/lock.mdb", "/keys/lock.mdb"] {
            try? FileManager.default.removeItem(atPath: folder + name)
        }
        return try result.get()
    }
}

/// Files of a backup.
private enum BackupFile {
    static func described(_ name: String, in folder: String) throws -> BackupManifest.File? {
        guard let file = FileHandle(forReadingAtPath: folder + "/" + name) else { return nil }
        defer { try? file.close() }
        var (hash, count) = (SHA256(), 0)
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
            hash.update(data: chunk)
            count += chunk.count
        }
        return BackupManifest.File(path: name, bytes: count, sha256: hex(hash.finalize()))
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Writes a new file that only its owner may read, and returns once it is on the disk.
    static func write(_ data: Data, to path: String) throws {
        let isMade = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade, let file = FileHandle(forWritingAtPath: path) else {
            throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: path])
        }
        try file.write(contentsOf: data)
        try file.synchronize()
        try file.close()
    }
}
