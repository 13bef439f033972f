import CLMDB
import Glibc

extension Environment {
    /// Opens the environment in the folder `path`.
    ///
    /// Readers left by dead processes are cleared away, and a file that was cut short is refused
    /// instead of crashing the process later. LMDB has no checksums: other damage goes unseen.
    ///
    /// - Parameters:
    ///   - path: The folder; its parent must exist.
    ///   - options: Sizes, access and creation.
    /// - Returns: The environment; closed when its last reference goes.
    /// - Throws: ``LMDBError/alreadyOpen(path:)``, ``LMDBError/pathMissing(path:)``,
    ///   ``LMDBError/permissionDenied(path:)``, ``LMDBError/notADatabase(path:)``,
    ///   ``LMDBError/truncated(path:expectedBytes:actualBytes:)`` and errors of the system.
    public static func open(
        at path: String, options: EnvironmentOptions = EnvironmentOptions()
    ) throws(LMDBError) -> Environment {
        options.checkRanges()
        let dataPath = path + "/data.mdb"
        let (identity, opened) = try EnvironmentRegistry.register(path: path, dataPath: dataPath) {
            () throws(LMDBError) in
            let isNew = try prepareFiles(path, dataPath, options)
            let opened = try openFiles(path, options)
            guard let identity = FileIdentity(path: dataPath) else {
                unsafe mdb_env_close(opened.pointer)
                opened.depth.delete()
                throw .pathMissing(path: path)
            }
            if isNew { syncFolders(path) }
            return (identity, opened)
        }
        return Environment(opened: opened, path: path, options: options, identity: identity)
    }

    /// Makes the folder where permitted, and looks for missing pages; `true` when the file is new.
    private static func prepareFiles(
        _ path: String, _ dataPath: String, _ options: EnvironmentOptions
    ) throws(LMDBError) -> Bool {
        let isCreating = options.creation == .createIfMissing && options.access == .readWrite
        if unsafe isCreating && mkdir(path, 0o700) != 0 && errno != EEXIST {
            throw LMDBError(code: errno, .open, on: path)
        }
        guard unsafe access(dataPath, F_OK) == 0 else {
            if isCreating && errno == ENOENT { return true }
            throw LMDBError(code: errno, .open, on: path)
        }
        try DataFile.requireComplete(at: dataPath, path: path)
        return false
    }

    private static func openFiles(
        _ path: String, _ options: EnvironmentOptions
    ) throws(LMDBError) -> Opened {
        var created: OpaquePointer?
        let code = unsafe mdb_env_create(&created)
        guard code == 0, let pointer = unsafe created else {
            throw LMDBError(code: code, .open, on: path)
        }
        do throws(LMDBError) {
            return unsafe Opened(
                pointer: pointer, mapSizeBytes: try configure(pointer, path, options),
                staleReadersCleared: try clearStaleReaders(pointer, path),
                depth: try makeDepth(path))
        } catch {
            unsafe mdb_env_close(pointer)
            throw error
        }
    }

    private static func configure(
        _ pointer: OpaquePointer, _ path: String, _ options: EnvironmentOptions
    ) throws(LMDBError) -> Int {
        let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
        let mapSize = (options.mapSizeBytes - 1) / pageSize * pageSize + pageSize
        // NOTLS: a reader belongs to its transaction, not to its thread.
        let flags = MDB_NOTLS | (options.access == .readOnly ? MDB_RDONLY : 0)
        let steps: [() -> Int32] = [
            { unsafe mdb_env_set_mapsize(pointer, mapSize) },
            { unsafe mdb_env_set_maxdbs(pointer, UInt32(options.maximumTables)) },
            { unsafe mdb_env_set_maxreaders(pointer, UInt32(options.maximumReaders)) },
            { unsafe mdb_env_open(pointer, path, UInt32(flags), 0o600) },
        ]
        for step in steps {
            let code = step()
            guard code == 0 else { throw LMDBError(code: code, .open, on: path) }
        }
        return unsafe currentMapSize(pointer)
    }

    private static func makeDepth(_ path: String) throws(LMDBError) -> ThreadDepth {
        guard let depth = ThreadDepth() else { throw .threadKeysFull(path: path) }
        return depth
    }

    /// Makes the names of new files durable; LMDB syncs only their contents.
    package static func syncFolders(_ path: String) {
        for folder in [path, path + "/.."] {
            let descriptor = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            fsync(descriptor)
            Glibc.close(descriptor)
        }
    }

    static func currentMapSize(_ pointer: OpaquePointer) -> Int {
        var info = unsafe MDB_envinfo()
        unsafe mdb_env_info(pointer, &info)
        return unsafe info.me_mapsize
    }

    static func clearStaleReaders(
        _ pointer: OpaquePointer, _ path: String
    ) throws(LMDBError) -> Int {
        var dead: Int32 = 0
        let code = unsafe mdb_reader_check(pointer, &dead)
        guard code == 0 else { throw LMDBError(code: code, .checkReaders, on: path) }
        return Int(dead)
    }
}

/// An environment of LMDB that has just been opened.
@safe struct Opened {
    let pointer: OpaquePointer
    let mapSizeBytes: Int
    let staleReadersCleared: Int
    let depth: ThreadDepth
}
