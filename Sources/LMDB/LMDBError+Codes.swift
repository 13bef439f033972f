import CLMDB
import Glibc

extension LMDBError {
    /// Translates a result of LMDB or an error number of the system.
    ///
    /// - Parameters:
    ///   - code: A negative MDB code or a positive errno.
    ///   - operation: The step that failed.
    ///   - subject: The path of the environment, or the name of the table.
    ///   - limit: The option that was exceeded, where one was: tables, readers or bytes.
    init(code: Int32, _ operation: Operation, on subject: String, limit: Int = 0) {
        self =
            Self.limit(code, operation, subject, limit)
            ?? Self.damage(code, subject)
            ?? Self.system(code, operation, subject)
    }

    private static func limit(
        _ code: Int32, _ operation: Operation, _ subject: String, _ limit: Int
    ) -> LMDBError? {
        switch code {
        case MDB_MAP_FULL: .mapFull(limitBytes: limit)
        case MDB_MAP_RESIZED: .mapResized(path: subject)
        case MDB_DBS_FULL: .tablesFull(table: subject, limit: limit)
        case MDB_READERS_FULL: .readersFull(path: subject, limit: limit)
        case MDB_TLS_FULL: .threadKeysFull(path: subject)
        case MDB_TXN_FULL: .transactionFull(subject: subject)
        case MDB_CURSOR_FULL: .cursorFull(subject: subject)
        case MDB_PAGE_FULL: .pageFull(subject: subject)
        case MDB_KEYEXIST: .keyExists(table: subject)
        case MDB_BAD_VALSIZE: .badValueSize(subject: subject)
        case MDB_NOTFOUND where operation == .openTable: .tableMissing(name: subject)
        case MDB_NOTFOUND: .notFound(subject: subject)
        default: nil
        }
    }

    private static func damage(_ code: Int32, _ subject: String) -> LMDBError? {
        switch code {
        case MDB_PAGE_NOTFOUND: .pageNotFound(subject: subject)
        case MDB_CORRUPTED: .corrupted(subject: subject)
        case MDB_PANIC: .panic(subject: subject)
        case MDB_VERSION_MISMATCH: .versionMismatch(path: subject)
        case MDB_INVALID: .notADatabase(path: subject)
        case MDB_INCOMPATIBLE: .incompatible(subject: subject)
        case MDB_BAD_RSLOT: .badReaderSlot(subject: subject)
        case MDB_BAD_TXN: .badTransaction(subject: subject)
        case MDB_BAD_DBI: .badTableHandle(subject: subject)
        default: nil
        }
    }

    private static func system(
        _ code: Int32, _ operation: Operation, _ subject: String
    ) -> LMDBError {
        switch code {
        case ENOENT, ENOTDIR: .pathMissing(path: subject)
        case EACCES, EPERM, EROFS: .permissionDenied(path: subject)
        case ENOSPC, EDQUOT: .storageFull(operation: operation, subject: subject)
        case EIO: .inputOutput(operation: operation, subject: subject)
        case ENOMEM: .outOfMemory(operation: operation, subject: subject)
        case EAGAIN where operation == .open: .threadKeysFull(path: subject)
        case EEXIST, ENOTEMPTY: .fileExists(path: subject)
        default: .system(code: code, operation: operation)
        }
    }
}
