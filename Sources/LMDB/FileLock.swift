import Glibc
import Synchronization

/// A lock on a file, held until it is released or the process ends.
///
/// Any number of shared locks, or one exclusive lock. It belongs to this value and not to the
/// process (an open file description lock), so it also keeps apart two uses in one process, and
/// closing the file elsewhere does not lose it, as it would lose the locks of POSIX.
@safe public final class FileLock: Sendable {
    /// Who else may hold it.
    public enum Mode: Sendable {
        /// Others that share it.
        case shared
        /// Nobody.
        case exclusive
    }

    private let descriptor: Atomic<Int32>

    /// Takes the lock without waiting, and makes the file if it is missing.
    ///
    /// - Parameters:
    ///   - path: A file that is used for nothing else; its folder must exist.
    ///   - mode: Who else may hold it.
    /// - Returns: `nil` when another holder is in the way.
    /// - Throws: ``LMDBError`` when the file cannot be opened.
    public static func take(at path: String, _ mode: Mode) throws(LMDBError) -> FileLock? {
        var descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor < 0, mode == .shared {
            descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        }
        guard descriptor >= 0 else { throw LMDBError(code: errno, .open, on: path) }
        var request = flock()
        request.l_type = Int16(mode == .shared ? F_RDLCK : F_WRLCK)
        request.l_whence = Int16(SEEK_SET)
        guard unsafe fcntl(descriptor, setOpenFileLock, &request) == 0 else {
            let code = errno
            Glibc.close(descriptor)
            if code == EAGAIN || code == EACCES { return nil }
            throw LMDBError(code: code, .open, on: path)
        }
        return FileLock(descriptor)
    }

    private init(_ descriptor: Int32) { self.descriptor = Atomic(descriptor) }

    deinit { release() }

    /// Gives the lock back; doing it twice does nothing.
    public func release() {
        let held = descriptor.exchange(-1, ordering: .relaxed)
        if held >= 0 { Glibc.close(held) }
    }

    /// `F_OFD_SETLK` of Linux, which the C module does not show.
    private static let setOpenFileLock: Int32 = 37
}
