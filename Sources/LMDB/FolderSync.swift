import Glibc

/// Puts a change of names in a folder on stable storage.
package enum FolderSync {
    /// Why a file could not take another one's place.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        package let path: String
        package let code: Int32

        package var description: String { "cannot replace \(path): system error \(code)" }
    }

    /// Gives `written` the name `path`, in one step, and syncs their folder.
    package static func replace(_ path: String, with written: String) throws(Failure) {
        guard unsafe rename(written, path) == 0 else { throw Failure(path: path, code: errno) }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let handle = unsafe open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY)
        guard handle >= 0 else { throw Failure(path: path, code: errno) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw Failure(path: path, code: errno) }
    }
}
