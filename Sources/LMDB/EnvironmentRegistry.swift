import Synchronization

/// The environments that this process has open, by the identity of `data.mdb`.
///
/// LMDB locks with POSIX record locks, which a process loses as soon as it closes any descriptor
/// of the lock file. A second environment on the same file would therefore, when it closes, make
/// other processes believe that this one is gone, and they would overwrite pages in use.
enum EnvironmentRegistry {
    private static let open = Mutex<Set<FileIdentity>>([])

    /// Runs `opening` alone, unless the file is open; then keeps the identity it returns.
    static func register<Opened>(
        path: String, dataPath: String, _ opening: () throws(LMDBError) -> (FileIdentity, Opened)
    ) throws(LMDBError) -> (FileIdentity, Opened) {
        let outcome = open.withLock { identities -> Result<(FileIdentity, Opened), LMDBError> in
            if let identity = FileIdentity(path: dataPath), identities.contains(identity) {
                return .failure(.alreadyOpen(path: path))
            }
            do throws(LMDBError) {
                let opened = try opening()
                identities.insert(opened.0)
                return .success(opened)
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// Runs `closing` alone, then frees the identity.
    static func release(_ identity: FileIdentity, _ closing: () -> Void) {
        open.withLock { identities in
            closing()
            identities.remove(identity)
        }
    }
}
