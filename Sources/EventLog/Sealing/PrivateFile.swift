import Foundation

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
