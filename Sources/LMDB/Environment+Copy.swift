import CLMDB
import Glibc

/// How ``Environment/copy(to:_:)`` writes pages.
public enum CopyMode: Hashable, Sendable {
    /// Every page as it is, free ones included; fastest.
    case exact
    /// Only pages in use, renumbered; the copy is as small as it can be.
    case compacting
}

extension Environment {
    /// Writes a consistent copy of the environment, while others read and write.
    ///
    /// The copy is durable when this returns. An incomplete one is removed. A long copy keeps old
    /// pages from being reused, as every long read does.
    ///
    /// - Parameters:
    ///   - path: The folder to write `data.mdb` into; made (mode 0700) when missing.
    ///   - mode: How to write pages.
    /// - Throws: ``LMDBError/fileExists(path:)`` when the folder holds an environment already;
    ///   errors of the system. Inside a transaction of this environment it traps.
    public func copy(to path: String, _ mode: CopyMode = .exact) throws {
        requireOutside("copy")
        if unsafe mkdir(path, 0o700) != 0 && errno != EEXIST {
            throw LMDBError(code: errno, .copy, on: path)
        }
        let file = path + "/data.mdb"
        let descriptor = unsafe Glibc.open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw LMDBError(code: errno, .copy, on: path) }
        defer { Glibc.close(descriptor) }
        do {
            try writeCopy(to: descriptor, mode)
            guard fsync(descriptor) == 0 else { throw LMDBError(code: errno, .copy, on: path) }
            Self.syncFolders(path)
        } catch {
            unsafe unlink(file)
            throw error
        }
    }

    private func writeCopy(to descriptor: Int32, _ mode: CopyMode) throws {
        let flags = mode == .compacting ? UInt32(MDB_CP_COMPACT) : 0
        while true {
            let code = try entered { unsafe mdb_env_copyfd2(pointer, descriptor, flags) }
            guard code == MDB_MAP_RESIZED else {
                if code != 0 { throw LMDBError(code: code, .copy, on: path) }
                return
            }
            try adoptMapSize()
        }
    }
}
