import Foundation
import LMDB
public import Merkle

/// A pin in a file: the newest checkpoint of one log, replaced in one step.
///
/// Keep it on another volume or host than the log, where whoever may write the log may not write.
/// The file is the signed checkpoint itself, so an auditor can read it with other tools.
public struct PinFile: CheckpointStore {
    /// Where the file is, or will be.
    public let path: String

    /// Names the file; it need not exist yet.
    public init(_ path: String) { self.path = path }

    /// The checkpoint in the file; `nil` when there is no file.
    ///
    /// - Throws: ``PinError`` when the file cannot be read, is no checkpoint, or of another log.
    public func newest(of origin: String) throws -> SignedCheckpoint? {
        guard let pinned = try read() else { return nil }
        guard pinned.checkpoint.origin == origin else {
            throw PinError.otherLog(path: path, origin: pinned.checkpoint.origin)
        }
        return pinned
    }

    /// The checkpoint in the file, of whichever log it is; `nil` when there is no file.
    public func read() throws(PinError) -> SignedCheckpoint? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path)
        }
        do {
            return try SignedCheckpoint(parsing: Array(data))
        } catch {
            throw .notACheckpoint(path: path, reason: "\(error)")
        }
    }

    /// Replaces the file by `checkpoint`; on stable storage when the call returns.
    ///
    /// - Throws: ``PinError/wouldGoBack(path:pinned:given:)`` for a smaller size or another root.
    public func save(_ checkpoint: SignedCheckpoint) throws {
        if let pinned = try newest(of: checkpoint.checkpoint.origin)?.checkpoint {
            let given = checkpoint.checkpoint
            guard given.size > pinned.size || given == pinned else {
                throw PinError.wouldGoBack(path: path, pinned: pinned.size, given: given.size)
            }
        }
        let written = path + ".new"
        let manager = FileManager.default
        guard manager.createFile(atPath: written, contents: nil),
            let file = FileHandle(forWritingAtPath: written)
        else { throw PinError.unwritable(path: path) }
        try file.write(contentsOf: Data(checkpoint.bytes))
        try file.synchronize()
        try file.close()
        try FolderSync.replace(path, with: written)
    }
}

/// Why a pin could not be read or kept.
@nonexhaustive
public enum PinError: Error, Hashable, Sendable {
    /// The file cannot be read.
    case unreadable(path: String)
    /// The file cannot be written.
    case unwritable(path: String)
    /// The file holds something else.
    case notACheckpoint(path: String, reason: String)
    /// The file is the pin of another log.
    case otherLog(path: String, origin: String)
    /// The file holds a newer checkpoint, or another one of the same size.
    case wouldGoBack(path: String, pinned: UInt64, given: UInt64)
}

extension PinError: CustomStringConvertible {
    /// What failed, and what to do next.
    public var description: String {
        switch self {
        case .unreadable(let path): "the pin \(path) cannot be read; ask its owner"
        case .unwritable(let path):
            "the pin \(path) cannot be written; check its folder and your permission"
        case .notACheckpoint(let path, let reason):
            "\(path) is no signed checkpoint: \(reason)"
        case .otherLog(let path, let origin):
            "\(path) is the pin of \(origin); every log needs a pin of its own"
        case .wouldGoBack(let path, let pinned, let given):
            "\(path) holds a checkpoint of \(pinned) entries, the new one has \(given) or another "
                + "root; the log may have been rolled back: run `whereabouts verify --pin \(path)`"
        }
    }
}
