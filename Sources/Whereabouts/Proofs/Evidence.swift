import EventLog
import Foundation
import Merkle

/// What is kept when a log does not fit what was published of it.
///
/// ```
/// LOG/evidence/SIZE-ROOT/pinned.checkpoint   what was published
///                        local.checkpoint    the newest that the log itself holds, if any
///                        README.txt          what does not fit, and what to do
/// ```
enum Evidence {
    /// Writes the folder, once for each published checkpoint; a failure to write changes nothing.
    static func keep(
        _ mismatch: LogProofError, pinned: SignedCheckpoint, local: SignedCheckpoint?,
        at path: String
    ) {
        let manager = FileManager.default
        let root = pinned.checkpoint.root.description.prefix(8)
        let folder = "\(path)/evidence/\(pinned.checkpoint.size)-\(root)"
        guard !manager.fileExists(atPath: folder),
            (try? manager.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil
        else { return }
        write(pinned.bytes, "\(folder)/pinned.checkpoint")
        if let local { write(local.bytes, "\(folder)/local.checkpoint") }
        let text = """
            This log does not fit what was published of it.

            \(mismatch)

            Nothing was repaired and nothing can be recorded here. Keep this folder, the log and its
            backups as they are. To go on, make a new log that declares the loss:
            whereabouts init NEW --continues pinned.checkpoint --declared-loss "what was lost, and why"

            """
        write(Array(text.utf8), "\(folder)/README.txt")
    }

    private static func write(_ bytes: [UInt8], _ path: String) {
        _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    }
}
